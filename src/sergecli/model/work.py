"""What a catalogue is made of: frozen records, in the catalogue's own words.

The field names are the keys of the TOML file and of `--json`;
`docs/catalogue.md` explains each. Empty means not known.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from sergecli.errors import UnknownWorkError
from sergecli.model.edtf import Date
from sergecli.model.languages import same

# What a signature that is not the author's name may be: invented, or another living person's.
SIGNATURES = ("pseudonym", "borrowed")
# What the catalogue's author may have been to a work of others.
ROLES = ("translator",)
# How often a periodical appears.
FREQUENCIES = (
    "daily", "weekly", "fortnightly", "monthly", "bimonthly", "quarterly", "annual", "irregular",
)  # fmt: skip


class Attribution(StrEnum):
    """Whose work it is, as far as the catalogue's author is concerned."""

    AUTHOR = "author"
    ATTRIBUTED = "attributed"
    ABOUT = "about"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Someone who had a hand in a publication, and what they did: "foreword", "illustrator"."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece that a book contains: the id of a work, or the title of what is not a record."""

    work: str = ""
    title: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One edition of a work, or its appearance in a periodical or a book.

    `title` is set only where the work bears another one there; `language` is a
    BCP 47 tag; `pages` is a range with an en dash. `presumed`: no source says that
    it holds the work. `translated_from` dates the publication it was translated
    from; `contents` are the pieces in a book.
    """

    title: str = ""
    container: str = ""
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
        """Whether what holds the work is a periodical, not a book."""
        return bool(self.container) and not (self.publisher or self.editors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One intellectual work, as one record of the catalogue.

    `role` is "translator" where the catalogue's author only translated it;
    `signature` tells what `signed_as` is, one of SIGNATURES; `translation_date` is
    that of the archive's own translation.
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
    original_title: str = ""
    language: str = ""
    other_titles: tuple[str, ...] = ()
    part_of: str = ""
    extract_of: str = ""
    collected_in: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    url: str = ""
    first_publication: Publication | None = None
    reproduced_from: Publication | None = None
    editions: tuple[Publication, ...] = ()
    translation_date: Date | None = None
    wikidata: str = ""
    rights: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def container(self) -> str:
        """Where it appeared: the first printing known that has a container."""
        printings = filter(None, (self.first_publication, self.reproduced_from))
        return next((one.container for one in printings if one.container), "")

    @property
    def publications(self) -> tuple[Publication, ...]:
        """Every printing once: the first, the archive's, the other editions."""
        known = filter(None, (self.first_publication, self.reproduced_from, *self.editions))
        return tuple(dict.fromkeys(known))

    def named_publications(self) -> Iterator[tuple[str, Publication]]:
        """Give each publication with its field: "editions[2]"."""
        if self.first_publication:
            yield "first_publication", self.first_publication
        if self.reproduced_from:
            yield "reproduced_from", self.reproduced_from
        for number, edition in enumerate(self.editions, 1):
            yield f"editions[{number}]", edition

    @property
    def first_published(self) -> Date | None:
        """When it was first printed; if that has no date of its own, when the work is of."""
        if self.first_publication and self.first_publication.date:
            return self.first_publication.date
        return self.published or (self.date if self.date != self.written else None)

    def publications_as_printed(self, head: "Head") -> tuple[Publication, ...]:
        """Give every printing once, as it was, the first with its date.

        Where the archive's text was made from a printing in another language, its
        translators had no hand in that.
        """
        as_it_was = {one: one for one in self.publications}
        if self.first_publication and self.first_publication != self.reproduced_from:
            as_it_was[self.first_publication] = replace(
                self.first_publication, date=self.first_published
            )
        if self.reproduced_from and head.is_foreign(self.reproduced_from):
            as_it_was[self.reproduced_from] = replace(self.reproduced_from, translators=())
        return tuple(dict.fromkeys(as_it_was.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """A break in the author's life: when, what happened, and where that was read."""

    date: Date
    event: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodical:
    """A newspaper or review: how often it appeared, and where; one of FREQUENCIES."""

    name: str
    frequency: str = ""
    other_names: tuple[str, ...] = ()
    place: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who is named in the catalogue, by the one name it uses.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The catalogue's own description.

    `author` wrote what has no `authors` of its own, was born on `born` and died on
    `died`; `version`, `date` and `compilers` are those of the catalogue itself;
    `language` (BCP 47) is that of the texts; `archive` is who keeps the texts,
    `archive_url` where; `life_events` are the breaks in the author's life. `people`
    stand in a table of their own, [people], not under [catalogue].
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

    def is_foreign(self, printing: Publication) -> bool:
        """Tell whether a printing is in another language than the catalogue's texts."""
        return bool(printing.language) and not same(printing.language, self.language)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The works, in the order of the file.

    `total` counts all works of the file, where `works` holds only some of them;
    `own` are the ids of a person's own works, where those stand beside others.
    """

    head: Head
    works: tuple[Work, ...]
    total: int = 0
    own: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Work]:
        """Give the works in order."""
        return iter(self.works)

    def __len__(self) -> int:
        """Count the works."""
        return len(self.works)

    def has(self, names: Iterable[str]) -> bool:
        """Tell whether each name is the id of a work."""
        return {work.id for work in self.works}.issuperset(names)

    def work(self, name: str) -> Work:
        """Give the work with that id; raises UnknownWorkError where there is none."""
        for work in self.works:
            if work.id == name:
                return work
        raise UnknownWorkError(f"there is no work ‘{name}’")

    def posthumous(self, work: Work) -> bool:
        """Tell whether a work's first known printing came after its author's death.

        Later editions tell nothing: an earlier printing may only be unknown.
        """
        early = [
            one.date for one in (work.first_publication, work.reproduced_from) if one and one.date
        ]
        dates = [*early, *filter(None, (work.published,))]
        if not (self.head.died and dates and self.head.author in work.authors):
            return False
        return min(date.earliest for date in dates) > self.head.died.latest


def editions_in_books(works: Iterable[Work]) -> dict[str, list[Publication]]:
    """Give the editions that follow from the contents of books, by the ids of the pieces."""
    editions: dict[str, list[Publication]] = {}
    # In the order of the ids, so that the order of a file changes nothing.
    for book in sorted(works, key=lambda work: work.id):
        for publication in book.publications:
            for piece in publication.contents:
                if piece.work:
                    edition = replace(
                        publication,
                        title=piece.title,
                        container=publication.title or book.title,
                        pages=piece.pages,
                        contents=(),
                        contributors=(),
                        oclc="",
                        lccn="",
                        note="",
                    )
                    editions.setdefault(piece.work, []).append(edition)
    return editions


def with_contents(works: tuple[Work, ...]) -> tuple[Work, ...]:
    """Give each piece that a book lists in its contents the edition in that book, once."""
    editions = editions_in_books(works)
    return tuple(
        replace(work, editions=(*work.editions, *_missing(work, editions[work.id])))
        if work.id in editions
        else work
        for work in works
    )


def _missing(work: Work, editions: Iterable[Publication]) -> list[Publication]:
    places = {_place(known) for known in work.publications}
    return [edition for edition in editions if _place(edition) not in places]


def _place(publication: Publication) -> tuple[str, str, str]:
    """Give what tells one appearance of a work from another: the book, its publisher and date."""
    return publication.container, publication.publisher, str(publication.date)


def keys(record: Any) -> tuple[str, ...]:  # noqa: ANN401 - a record's class
    """Give the keys of a record in the file, which are the names of its attributes."""
    return tuple(field.name for field in fields(record))
