"""The records of a catalogue.

The field names are the keys of the TOML file and of `--json`;
`docs/catalogue.md` explains each. An empty value means "not known".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from sergecli.errors import UnknownWorkError
from sergecli.model.edtf import Date
from sergecli.model.languages import same
from sergecli.model.records import Record

# A signature other than the author's name is invented, or the name of another living person.
SIGNATURES = ("pseudonym", "borrowed")
# The part that the catalogue's author may have had in a work by others.
ROLES = ("translator",)
# The roles of contributors that citations name; the last wrote the book that a text is in.
REVISER = "revised by"
TRANSLATION_REVISER = "translation revised by"
WRITER = "written by"
# How often a periodical appears.
FREQUENCIES = (
    "daily", "weekly", "fortnightly", "monthly", "bimonthly", "quarterly", "annual", "irregular",
)  # fmt: skip


class Attribution(StrEnum):
    """How a work is related to the catalogue's author."""

    AUTHOR = "author"
    ATTRIBUTED = "attributed"
    ABOUT = "about"
    OTHER = "other"


class Contributor(Record):
    """A person who contributed to a publication, and how: "foreword", "illustrator"."""

    name: str
    role: str


class Piece(Record):
    """A piece in a book: the id of its record or, if it has none, its title."""

    work: str = ""
    title: str = ""
    pages: str = ""


class FreeField(Record):
    """A field of the user's own, such as "shelfmark" or "tags", with one text or several."""

    name: str
    texts: tuple[str, ...]


class Publication(Record):
    """One edition of a work, or its appearance in a periodical or a book.

    `title` is set only if the work has a different title there; `edition` is a number
    or words such as "rev. ed."; `language` is a BCP 47 tag; `pages` is a range with an en
    dash. `presumed` means that no source says that the publication contains the work.
    `translated_from` is the date of the publication that it was translated from;
    `contents` lists the pieces of a book.
    """

    title: str = ""
    container: str = ""
    edition: str = ""
    series: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    date: Date | None = None
    place: str = ""
    publisher: str = ""
    translators: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    language: str = ""
    translated_from: Date | None = None
    isbn: str = ""
    oclc: str = ""
    lccn: str = ""
    doi: str = ""
    url: str = ""
    presumed: bool = False
    contents: tuple[Piece, ...] = ()
    note: str = ""

    @property
    def periodical(self) -> bool:
        """Whether the work appeared in a periodical, not in a book."""
        of_book = self.publisher or self.editors or self.contributing(WRITER)
        return bool(self.container) and not of_book

    def contributing(self, role: str) -> tuple[str, ...]:
        """Return the names of the contributors who have a role."""
        return tuple(one.name for one in self.contributors if one.role == role)


class Work(Record):
    """One intellectual work, as one record of the catalogue.

    `role` is "translator" if the catalogue's author only translated it;
    `signature` says what `signed_as` is, one of SIGNATURES; `translation_date` is
    the date of the archive's own translation; `inner_titles` are the words of the title
    that are titles of other works; `degree` is that of a thesis; `reviewed_title` and
    `reviewed_authors` are those of the book that a review is of; `archive` is the institution
    or database that has what was not published, `archive_location` where it is there; `x` has
    the fields of the user's own.
    """

    index: str = ""
    id: str
    title: str
    kind: str
    date: Date | None = None
    index_date: str = ""
    written: Date | None = None
    written_at: str = ""
    published: Date | None = None
    authors: tuple[str, ...] = ()
    attribution: Attribution = Attribution.AUTHOR
    role: str = ""
    signed_as: str = ""
    signature: str = ""
    recipient: str = ""
    degree: str = ""
    reviewed_title: str = ""
    reviewed_authors: tuple[str, ...] = ()
    original_title: str = ""
    language: str = ""
    other_titles: tuple[str, ...] = ()
    inner_titles: tuple[str, ...] = ()
    part_of: str = ""
    extract_of: str = ""
    collected_in: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    url: str = ""
    first_publication: Publication | None = None
    reproduced_from: Publication | None = None
    editions: tuple[Publication, ...] = ()
    translation_date: Date | None = None
    archive: str = ""
    archive_location: str = ""
    wikidata: str = ""
    rights: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    x: tuple[FreeField, ...] = ()

    def free(self, name: str) -> tuple[str, ...]:
        """Return the texts of a field of the user's own."""
        return next((field.texts for field in self.x if field.name == name), ())

    @property
    def container(self) -> str:
        """The periodical or book of the first publication, or of the archive's source."""
        early = filter(None, (self.first_publication, self.reproduced_from))
        return next((one.container for one in early if one.container), "")

    @property
    def publications(self) -> tuple[Publication, ...]:
        """Each publication once: the first, the archive's source, the other editions."""
        known = filter(None, (self.first_publication, self.reproduced_from, *self.editions))
        return tuple(dict.fromkeys(known))

    def named_publications(self) -> Iterator[tuple[str, Publication]]:
        """Yield each publication with the name of its field: "editions[2]"."""
        if self.first_publication:
            yield "first_publication", self.first_publication
        if self.reproduced_from:
            yield "reproduced_from", self.reproduced_from
        for number, edition in enumerate(self.editions, 1):
            yield f"editions[{number}]", edition

    @property
    def first_published(self) -> Date | None:
        """The date of the first publication or, if that has none, of the work."""
        if self.first_publication and self.first_publication.date:
            return self.first_publication.date
        return self.published or (self.date if self.date != self.written else None)


class LifeEvent(Record):
    """A turning point in the author's life: its date, what happened, and the sources."""

    date: Date
    event: str
    sources: tuple[str, ...] = ()


class Periodical(Record):
    """A newspaper or review: how often it appeared, and where; one of FREQUENCIES."""

    name: str
    frequency: str = ""
    other_names: tuple[str, ...] = ()
    place: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


class Person(Record):
    """A person in the catalogue, under the name that it uses.

    The identifiers are those of Wikidata, VIAF, ISNI, the Bibliothèque nationale de
    France and the Library of Congress.
    """

    name: str
    other_names: tuple[str, ...] = ()
    pseudonyms: tuple[str, ...] = ()
    born: Date | None = None
    died: Date | None = None
    wikidata: str = ""
    viaf: str = ""
    isni: str = ""
    bnf: str = ""
    lccn: str = ""
    sources: tuple[str, ...] = ()


class Head(Record):
    """The catalogue's description of itself.

    `author` wrote the works whose records name no authors; `born` and `died` are the
    author's dates; `version`, `date` and `compilers` are those of the catalogue.
    `language` (BCP 47) is the language of the texts, `archive` the
    institution that publishes them, `archive_url` its address. `people` comes from the
    table [people] of the file, everything else from [catalogue].
    """

    title: str
    author: str
    version: str = ""
    date: Date | None = None
    compilers: tuple[str, ...] = ()
    born: Date | None = None
    died: Date | None = None
    language: str
    archive: str = ""
    archive_url: str = ""
    life_events: tuple[LifeEvent, ...] = ()
    periodicals: tuple[Periodical, ...] = ()
    people: tuple[Person, ...] = ()

    def is_foreign(self, publication: Publication) -> bool:
        """Return whether a publication is in a language other than the catalogue's texts."""
        return bool(publication.language) and not same(publication.language, self.language)

    def has_in_archive(self, url: str) -> bool:
        """Return whether an address is one of the archive's site, in whatever part of it."""
        return bool(self.archive_url) and url.split("/")[:3] == self.archive_url.split("/")[:3]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The works, in the order of the file.

    `total` is the number of works in the file if `works` contains only some of them;
    `own` has the ids of the works from the user's own catalogue; those that it amends
    are `amended` as the built-in catalogue has them.
    """

    head: Head
    works: tuple[Work, ...]
    total: int = 0
    own: frozenset[str] = frozenset()
    amended: tuple[Work, ...] = ()

    def __iter__(self) -> Iterator[Work]:
        return iter(self.works)

    def __len__(self) -> int:
        return len(self.works)

    def has(self, names: Iterable[str]) -> bool:
        """Return whether every name is the id of a work."""
        return {work.id for work in self.works}.issuperset(names)

    def work(self, name: str) -> Work:
        """Return the work with that id; raises UnknownWorkError if there is none."""
        for work in self.works:
            if work.id == name:
                return work
        raise UnknownWorkError(f"No work has the id '{name}'.")


def keys(kind: type[Record]) -> tuple[str, ...]:
    """Return the keys of a record in the file, which are the names of its attributes."""
    return tuple(field.name for field in fields(kind))
