"""The content of a site's pages: works, people, and the periodicals and books they are in."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

from markupsafe import Markup

from sergecli.citations import bibliography, render, source
from sergecli.errors import UsageError
from sergecli.model import description
from sergecli.model.csl import Reference
from sergecli.model.description import Part, Relations
from sergecli.model.work import Attribution, Catalogue, Work
from sergecli.model.work_ids import Free
from sergecli.text.folding import filing, filing_name, fold
from sergecli.text.sanitize import safe
from sergecli.website import metadata

# The functions that write works and their references as a file, by file name extension.
Downloads = Mapping[str, Callable[[Sequence[Work], Sequence[Reference]], str]]
STYLES = {
    "chicago": "Chicago",
    "chicago-author-date": "Chicago author-date",
    "mla": "MLA",
    "apa": "APA",
}
# The order of the headings on a person's page; those of other contributions follow.
_HEADINGS = ("Works", "Letters received", "Translations", "Editions")
_AUTHOR, _RECIPIENT, _TRANSLATOR, _EDITOR = _HEADINGS


class Group(NamedTuple):
    """Works under a heading; `anchor` is the id of the heading on the page."""

    anchor: str
    heading: str
    works: tuple[Work, ...]


@dataclass
class Topic:
    """A person, or a periodical or book, with the works related to it, under headings."""

    name: str
    path: str
    groups: dict[str, dict[str, Work]] = field(default_factory=dict)

    def add(self, heading: str, work: Work) -> None:
        """Add a work, once under each heading."""
        self.groups.setdefault(heading, {})[work.id] = work

    @property
    def count(self) -> int:
        """The number of works."""
        return len({one for works in self.groups.values() for one in works})


class Site:
    """A bibliography to write as a site: it knows the whole catalogue, and shows `works`."""

    def __init__(
        self, catalogue: Catalogue, works: tuple[Work, ...], downloads: Downloads, address: str
    ) -> None:
        """Take the catalogue, the works in their order, and the address if it is known."""
        self.catalogue = catalogue
        self.head = catalogue.head
        self.groups = _groups(works, catalogue)
        self.works = tuple(work for group in self.groups for work in group.works)
        self.downloads = downloads
        self.address = address and address.rstrip("/") + "/"
        self.relations = Relations(catalogue)
        self.ids = {work.id for work in works}
        self.updated: dict[str, str] = {}

    @cached_property
    def people(self) -> dict[str, Topic]:
        """The people who have a page, by name: all except the catalogue's author."""
        topics = _topics("people", (row for work in self.works for row in _people(work)))
        topics.pop(self.head.author, None)
        return dict(sorted(topics.items(), key=lambda one: fold(filing_name(one[0]))))

    @cached_property
    def containers(self) -> dict[str, Topic]:
        """The periodicals and books that contain works, by name."""
        rows = (
            (one.container, "", work)
            for work in self.works
            for one in work.publications
            if one.container
        )
        return dict(sorted(_topics("in", rows).items(), key=lambda one: filing(one[0])))

    def href(self, part: Part, root: str) -> str:
        """Return the address to which a part links; `root` leads from the page to the top."""
        if part.work in self.ids:
            return f"{root}works/{part.work}.html"
        if part.role == "person" and part.text == self.head.author:
            return f"{root}author.html"
        topics = {"person": self.people, "container": self.containers}.get(part.role, {})
        if part.text in topics:
            return root + topics[part.text].path
        return ""

    @cached_property
    def references(self) -> dict[str, Reference]:
        """The data for a citation of each work, by the work's id."""
        wholes = {work.id: work for work in self.works}
        return {
            work.id: source.cited(work, self.head, whole=wholes.get(work.part_of))
            for work in self.works
        }

    def citations(self, work: Work) -> dict[str, Markup]:
        """Return the bibliography entry of a work in each style that lists it, by style."""
        entries = {name: self.citation(work, style) for style, name in STYLES.items()}
        return {name: entry for name, entry in entries.items() if entry}

    def citation(self, work: Work, style: str = "chicago") -> Markup:
        """Return the entry of a work in a style; empty if the style does not list such sources."""
        entry = bibliography.entry(self.references[work.id], style)
        return Markup(safe(render.html(entry)))  # noqa: S704 - escaped there

    def coins(self, work: Work) -> str:
        """Return a work as COinS, which reference managers read in a list."""
        return metadata.coins(self.references[work.id])

    def facts(self, work: Work) -> list[description.Fact]:
        """Return everything that is known about a work."""
        return list(description.facts(work, self.catalogue, self.relations))

    def summary(self, work: Work) -> str:
        """Return a one-line description of a work."""
        return description.summary(work, self.catalogue)

    def download(self, ending: str, works: Sequence[Work]) -> str:
        """Return works in the file format with this extension, for download."""
        return self.downloads[ending](works, [self.references[work.id] for work in works])

    def recall(self, notes: dict[str, Any]) -> None:
        """Find out which works have changed since the site was written, and when.

        `notes` has a digest and a day for each work, and is updated.
        """
        today = now().isoformat(timespec="seconds")
        before = notes.get("works", {})
        digests = {work.id: _digest(work) for work in self.works}
        notes["works"] = {
            name: before[name] if before.get(name, [""])[0] == digest else [digest, today]
            for name, digest in digests.items()
        }
        self.updated = {name: day for name, (_, day) in notes["works"].items()}


def now() -> datetime:
    """Return the current time, or SOURCE_DATE_EPOCH if it is set, for reproducible sites.

    Raises UsageError if that is not a number of seconds before the year 10000.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH: {given!r} is not a time in seconds") from None


def _digest(work: Work) -> str:
    return blake2b(repr(work).encode(), digest_size=8).hexdigest()


def _groups(works: Iterable[Work], catalogue: Catalogue) -> tuple[Group, ...]:
    """Group works: the author's by year, then undated ones, then those of other people."""
    years: dict[int, list[Work]] = {}
    undated: list[Work] = []
    others: list[Work] = []
    for work in works:
        if work.attribution is not Attribution.AUTHOR:
            others.append(work)
        elif work.date:
            years.setdefault(work.date.earliest.year, []).append(work)
        else:
            undated.append(work)
    rows = [(f"y{year}", str(year), those) for year, those in sorted(years.items())]
    rows += [("undated", "Undated", undated)]
    rows += [("others", f"About {catalogue.head.author}, and by others", others)]
    return tuple(Group(anchor, heading, tuple(those)) for anchor, heading, those in rows if those)


def _topics(directory: str, rows: Iterable[tuple[str, str, Work]]) -> dict[str, Topic]:
    """Gather works by names; a row is a name, a heading and a work."""
    topics: dict[str, Topic] = {}
    free = Free({"index"})
    for name, heading, work in rows:
        if name not in topics:
            topics[name] = Topic(name, f"{directory}/{free.made(name)}.html")
        topics[name].add(heading, work)
    for topic in topics.values():
        topic.groups = dict(sorted(topic.groups.items(), key=lambda group: _rank(group[0])))
    return topics


def _rank(heading: str) -> tuple[int, str]:
    place = _HEADINGS.index(heading) if heading in _HEADINGS else len(_HEADINGS)
    return place, heading


def _people(work: Work) -> Iterator[tuple[str, str, Work]]:
    for name in work.authors:
        yield name, _AUTHOR, work
    if work.recipient:
        yield work.recipient, _RECIPIENT, work
    for one in work.publications:
        for name in one.translators:
            yield name, _TRANSLATOR, work
        for name in one.editors:
            yield name, _EDITOR, work
        for contributor in one.contributors:
            yield contributor.name, contributor.role.capitalize(), work
