"""The cited item and its variables (CSL 1.0.2, appendix IV)."""

from typing import NamedTuple

from sergecli.model import date_words
from sergecli.model.edtf import Date, Kind, Point

SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper"})
LETTER = "personal_communication"
DATA_SET = "dataset"
THESIS = "thesis"
ONLINE = frozenset({"webpage", LETTER})
BOOKS = frozenset({"book", "chapter", THESIS})
# What stands for the date of a work that has not appeared yet.
STATUSES = ("forthcoming", "in press")


def attribute(variable: str) -> str:
    """Return the attribute of a `Reference` that has a variable of CSL."""
    return variable.lower().replace("-", "_")


# The variables of CSL, each with its attribute.
TEXT_VARIABLES = {
    variable: attribute(variable)
    for variable in (
        "title", "container-title", "collection-title", "original-title", "original-publisher",
        "reviewed-title", "volume", "issue", "edition", "version", "page", "publisher",
        "publisher-place", "genre", "archive", "archive_location", "ISBN", "URL", "language",
        "status", "note",
    )
}  # fmt: skip
NAME_VARIABLES = {
    variable: attribute(variable)
    for variable in (
        "author", "container-author", "editor", "translator", "recipient", "reviewed-author",
    )
}  # fmt: skip


class Name(NamedTuple):
    """A person (`family`, `given`), or a group; a name in one piece is all `family`."""

    family: str
    given: str = ""

    @property
    def full(self) -> str:
        """The name as it is spoken: "Victor Serge"."""
        return f"{self.given} {self.family}".strip()


class Reference(NamedTuple):
    """One item in the variables of CSL; an empty value is absent.

    `genre` is the degree of a thesis (see `degrees`).
    `verbatim` names the titles that are not in English, whose capitals no style may change.
    `container_author` wrote the book that an introduction by another is in.
    CSL has no variables for the following. `reviser` revised the translation or,
    without a translator, the text; `pseudonym`
    is the author's signature, `original_author` the writer of what appeared under the name
    of `author`, `attributed_to` the person to whom the work was wrongly attributed.
    `written` is the date of writing of what has no date of publication.
    `original_container` and `original_issue` say where the work first appeared or, with
    `translated_from`, what it was translated from. `excerpt_from` is the book that an
    extract is from, `title_translation` an English title for a foreign one. `inner_titles`
    are the words of the title that are titles themselves, `whole` is the work that this one
    is a part of, `volume_of` the work of several volumes that a book is one of,
    `letter_date` the day of a letter that appeared in print, `periodical_series` "n.s." or
    "2nd ser.". `proper_nouns` are words that keep their capitals in sentence case.
    `presumed` means that no source says that the edition contains the work, `whole_book`
    that a page of the web is a book, `papers` that it is a collection of papers in an archive,
    `reference_work` that the book that contains a text is a dictionary or an encyclopedia.
    """

    id: str
    type: str
    title: str
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    recipient: tuple[Name, ...] = ()
    container_author: tuple[Name, ...] = ()
    reviser: tuple[Name, ...] = ()
    container_title: str = ""
    collection_title: str = ""
    volume: str = ""
    issue: str = ""
    edition: str = ""
    version: str = ""
    page: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: Date | None = None
    original_date: Date | None = None
    original_title: str = ""
    reviewed_title: str = ""
    reviewed_author: tuple[Name, ...] = ()
    genre: str = ""
    archive: str = ""
    archive_location: str = ""
    isbn: str = ""
    url: str = ""
    language: str = ""
    status: str = ""
    note: str = ""
    verbatim: frozenset[str] = frozenset()
    pseudonym: str = ""
    original_author: tuple[Name, ...] = ()
    attributed_to: tuple[Name, ...] = ()
    written: Date | None = None
    original_container: str = ""
    original_issue: str = ""
    original_publisher: str = ""
    translated_from: bool = False
    excerpt_from: str = ""
    title_translation: str = ""
    inner_titles: tuple[str, ...] = ()
    whole: str = ""
    volume_of: str = ""
    letter_date: Date | None = None
    periodical_series: str = ""
    proper_nouns: frozenset[str] = frozenset()
    presumed: bool = False
    whole_book: bool = False
    papers: bool = False
    reference_work: bool = False


class DateVariable(NamedTuple):
    """A date as CSL can express it (CSL 1.0.2, appendix IV, "Date Variables").

    `parts` has one tuple (year, month, day, as far as known), or two for a range;
    `season` is 1 (spring) to 4 (winter); `literal` has in words what CSL cannot express.
    """

    parts: tuple[tuple[int, ...], ...] = ()
    season: int = 0
    circa: bool = False
    literal: str = ""


_FIRST_SEASON = 21


def date_variable(date: Date) -> DateVariable:
    """Convert a date to CSL, adding no digit that it does not have.

    Sets and unspecified digits become words; `~` and `?` both become `circa`.
    """
    circa = date.vague
    if date.kind is Kind.SET or date.unspecified:
        return DateVariable(circa=circa, literal=date_words.in_words(date).removeprefix("c. "))
    parts = tuple(_parts(point) for point in date.points)
    season = date.points[0].month if date.points[0].season else 0
    if date.kind is Kind.INTERVAL or not season:
        return DateVariable(parts, circa=circa)
    return DateVariable(parts, season - _FIRST_SEASON + 1, circa)


def _parts(point: Point) -> tuple[int, ...]:
    month = 0 if point.season else point.month
    return tuple(filter(None, (point.year, month, point.day)))
