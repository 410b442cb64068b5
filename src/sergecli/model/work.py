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


class Attribution(StrEnum):
    """Whose work it is, as far as the catalogue's author is concerned."""

    AUTHOR = "author"
    ATTRIBUTED = "attributed"
    ABOUT = "about"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One printing of a work.

    `title` is set only where the work bears another one there; `language` is a
    BCP 47 tag; `pages` is a range with an en dash.
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
    language: str = ""
    isbn: str = ""
    url: str = ""
    note: str = ""

    @property
    def periodical(self) -> bool:
        """Whether what holds the work is a periodical, not a book."""
        return bool(self.container) and not (self.publisher or self.editors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One intellectual work, as one record of the catalogue."""

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
    signed_as: str = ""
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
class Head:
    """The catalogue's own description.

    `author` wrote what has no `authors` of its own, was born on `born` and died on
    `died`;
    `language` (BCP 47) is that of the texts; `archive` is who keeps the texts,
    `archive_url` where; `life` are the breaks in the author's life.
    """

    title: str
    author: str
    born: Date | None = None
    died: Date | None = None
    language: str
    archive: str = ""
    archive_url: str = ""
    life_events: tuple[LifeEvent, ...] = ()

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


def keys(record: Any) -> tuple[str, ...]:  # noqa: ANN401 - a record's class
    """Give the keys of a record in the file, which are the names of its attributes."""
    return tuple(field.name for field in fields(record))
