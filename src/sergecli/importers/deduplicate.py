"""Finds out which records are new to the user's catalogue."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sergecli.catalogue import reader
from sergecli.catalogue.index import isbn
from sergecli.catalogue.progress import Progress, no_progress
from sergecli.errors import Problem
from sergecli.importers import languages, likeness, record_ids
from sergecli.importers.entry import Verdict
from sergecli.importers.likeness import Key
from sergecli.importers.record_ids import Named
from sergecli.model import work_ids
from sergecli.model.work import Attribution, Catalogue, Head, Publication, Work
from sergecli.text.folding import fold

# How many works that share something are compared with a work: there may be thousands.
_MOST = 100


def draft(values: Mapping[str, Any], present: Catalogue) -> Work:
    """Turn the values of one record into a work that may join those present.

    If it has no id, one is made from its title. Raises CatalogueError with
    every error.
    """
    title = values.get("title")
    free = work_ids.Free({work.id for work in present})
    made = free.made(title if isinstance(title, str) else "")
    return reader.draft({"id": made, **values}, present)


def sift(
    records: Sequence[Mapping[str, Any]],
    present: Catalogue,
    watch: Progress = no_progress,
    files: Sequence[str] = (),
) -> list[Verdict]:
    """Return for each record, in order, whether it is a new work.

    A record that resembles a work in the catalogue, as defined in `likeness`, is already
    known; records that refer to it by another id are changed to use the right one. Records
    in one import are assumed to be different works: to count as the same, two with the
    same title must also have the same address, or the same date and author and no
    addresses that differ. A record without an id gets one made from its title; if its id
    is taken, it gets the next free one. `files` has the file of each record, since ids
    are only unique within a file.
    """
    places = files or [""] * len(records)
    known = _Known(present)
    named = record_ids.given(records, places, known.ids)
    known.called = {one.identity: one.wanted for one in named if one.wanted}
    drafts = reader.drafts([one.values for one in named], present, watch)
    verdicts = [known.judge(*one, present.head) for one in zip(named, drafts, strict=True)]
    return record_ids.linked(verdicts, known.ids, known.called)


def resemblance(work: Work, present: Catalogue) -> str:
    """Return which present work a new one may be, "ID, with the same title and date"; or ""."""
    table = _Table(present)
    return ", with ".join(table.find(work) or table.resembling(work) or ())


# --- works already present -------------------------------------------------------


class _Table:
    """Works by the keys that they may share with others."""

    def __init__(self, works: Iterable[Work]) -> None:
        self._alike: defaultdict[Key, dict[str, Work]] = defaultdict(dict)
        self._titled: defaultdict[str, list[Work]] = defaultdict(list)
        for work in works:
            for title in likeness.titles(work) | likeness.short_titles(work):
                self._titled[title].append(work)
            for key, _ in likeness.likely(work):
                self._alike[key][work.id] = work

    def find(self, work: Work, wanted: str = "") -> tuple[str, str] | None:
        """Return the id of a work that is the same, and why; first the one with the `wanted` id."""
        found = None
        for key, what in likeness.likely(work):
            alike = self._alike.get(key, {})
            called = alike.get(wanted)
            has_title = called and fold(called.title) == fold(work.title)
            if called and has_title and not likeness.by_others(work, called):
                return wanted, what
            some = islice(alike.items(), _MOST)
            same = [one for one, it in some if not likeness.excluded(key, work, it)]
            found = found or next(((one, what) for one in same), None)
        return found

    def like(self, work: Work) -> Iterator[Work]:
        """Yield the works that it may be, judged by titles, authors and dates."""
        return self._titled_as(likeness.titles(work), work, likeness.may_be)

    def resembling(self, work: Work) -> tuple[str, str] | None:
        """Return the id of a work that it may be, and what the two share."""
        if other := next(self.like(work), None):
            return other.id, "the same title and author" if work.authors else "the same title"
        names = likeness.titles(work) | likeness.short_titles(work)
        if other := next(self._titled_as(names, work, likeness.is_shortened), None):
            return other.id, f"the same author and year, and the title “{other.title}”"
        return None

    def _titled_as(
        self, names: frozenset[str], work: Work, may_be: Callable[[Work, Work], bool]
    ) -> Iterator[Work]:
        for name in sorted(names):
            some = islice(self._titled.get(name, ()), _MOST)
            yield from (other for other in some if may_be(work, other))


class _Found(NamedTuple):
    """The id of a known work, why a record is taken for it, and editions offered for adding."""

    id: str
    why: str
    offered: tuple[Publication, ...] = ()


class _Known:
    """The works already present, and those accepted since."""

    def __init__(self, present: Catalogue) -> None:
        self.ids = {work.id: work.id for work in present}
        self._there = {work.id: work for work in present}
        self._built_in = self._there.keys() - present.own
        # The ids that the imported records had in their files.
        self.called: dict[str, str] = {}
        self._present = _Table(present)
        self._fresh: defaultdict[Key, list[Work]] = defaultdict(list)

    def judge(self, named: Named, read: Work | tuple[Problem, ...], head: Head) -> Verdict:
        """Accept a work, or return why it is already known, or what is wrong with it."""
        if not isinstance(read, Work):
            if named.identity not in self._there:
                self.ids.pop(named.identity, None)
            return Verdict(None, "", "; ".join(f"{one.field} {one.message}" for one in read))
        found = self._find(read, named.wanted)
        if found:
            other, why, offered = found
            self.ids[read.id] = other
            left = self._left_out(read, other, offered)
            return Verdict(None, other, f"{other} {why}{left}")
        for key, _ in _keys_in_import(read):
            self._fresh[key].append(read)
        like = self._present.resembling(likeness.as_copy(read))
        remarks = [*_remarks(read, named.wanted, head), *([" has ".join(like)] if like else [])]
        return Verdict(read, remarks=tuple(remarks))

    def _find(self, read: Work, wanted: str) -> _Found | None:
        """Return the work that a record describes, if it is known."""
        found = self._present.find(read, wanted) or self._earlier(read)
        if found:
            return _Found(found[0], f"has {found[1]}")
        copy = likeness.as_copy(read)
        like = [*self._present.like(copy)]
        book = next((one for one in like if likeness.is_edition(copy, one)), None)
        if book:
            return _as_edition(copy, book)
        # Of several works of one title, a year alone doesn't say which is meant.
        same = [one.id for one in like if likeness.is_of_that_year(read, one)]
        return _Found(same[0], "has the same title and year") if len(same) == 1 else None

    def _left_out(self, read: Work, name: str, offered: tuple[Publication, ...]) -> str:
        """Say which free fields, ISBN and publisher the known work lacks.

        The publishers of editions that are `offered` for adding have been named already.
        """
        other = self._there.get(name)
        if other is None:
            return ""
        known = {isbn(one.isbn) for one in other.publications}
        left = [one.name for one in read.x if not {*one.texts} <= {*other.free(one.name)}]
        numbers = (one.isbn for one in read.publications)
        left += [f"ISBN {each}" for each in numbers if isbn(each) not in {"", *known}]
        named = (*other.publications, *offered)
        publishers = [fold(one.publisher) for one in named if one.publisher]
        for publisher in dict.fromkeys(one.publisher for one in read.publications if one.publisher):
            folded = fold(publisher)
            if not any(one in folded or folded in one for one in publishers):
                left.append(f"publisher {publisher}")
        if not left:
            return ""
        command = (
            f'serge edit and begin a record with amends = "{name}"'
            if name in self._built_in
            else f"serge edit {name}"
        )
        them = "them" if len(left) > 1 else "it"
        return f"; not added: {', '.join(left)}; to add {them}, run {command}"

    def _earlier(self, read: Work) -> tuple[str, str] | None:
        """Return the same work if it came earlier in this import, and what it shares with it."""
        for key, what in _keys_in_import(read):
            for other in islice(self._fresh.get(key, ()), _MOST):
                if not _told_apart(key, read, other):
                    return other.id, what
        return None


def _keys_in_import(work: Work) -> Iterator[tuple[Key, str]]:
    """Yield the keys that two records of one import share if they are one work."""
    if work.url:
        yield likeness.addressed(work), "the same title and address"
    yield likeness.titled(work), "the same title and date"


def _as_edition(work: Work, other: Work) -> _Found:
    """Return the work of an edition, which it has, or to which the edition can be added."""
    (one,) = work.publications
    year = likeness.year(one.date)
    if year and year in {likeness.year(each.date) for each in other.publications}:
        return _Found(other.id, "has an edition of the same year")
    said = ", ".join(filter(None, (one.publisher, str(one.date or ""), one.language)))
    why = f"lacks this edition ({said}); serge add --edition-of {other.id} adds it"
    return _Found(other.id, why, (one,))


def _told_apart(key: Key, work: Work, other: Work) -> bool:
    """Return whether two records of one import, where they are separate, may be two works."""
    if likeness.excluded(key, work, other) or likeness.differ(work, other):
        return True
    one, two = (
        {(one.container, one.volume, one.issue, one.pages) for one in each.publications}
        for each in (work, other)
    )
    return bool(one and two) and one.isdisjoint(two)


def _remarks(work: Work, wanted: str, head: Head) -> Iterator[str]:
    if wanted and wanted != work.id:
        yield f"‘{wanted}’ is the id of another work"
    if work.attribution is Attribution.OTHER and work.authors:
        names = ", ".join(one.rstrip(",") for one in work.authors)
        change = f"run serge edit {work.id} and set its attribution to about"
        yield f"by {names}; if it is about {head.author}, {change}"
    language = languages.foreign(work.title, head.language)
    if language and not (work.language or any(one.language for one in work.publications)):
        yield f"the title looks {language}; if it is, add the language of the edition"
