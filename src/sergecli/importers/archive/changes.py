"""Differences between an index page and a catalogue: added, moved, renamed, dated or gone texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sergecli.importers import likeness
from sergecli.importers.entry import Entry
from sergecli.model import edtf
from sergecli.model.work import Catalogue, Work


class Change(NamedTuple):
    """One difference: what happened, and to which work.

    `what` is "added", "moved", "renamed", "dated" or "gone". `id` is empty for what was
    added; `was` and `now` are the addresses of what was moved, added or is gone, the titles
    of what was renamed, the dates of what was dated.
    """

    what: str
    id: str
    title: str
    was: str = ""
    now: str = ""


def changes(entries: Iterable[Entry], page: str, catalogue: Catalogue) -> Iterator[Change]:
    """Compare the entries of a page, which is at an address, with a catalogue.

    Only works for which the page is a source, or that have a row of an index, can be
    reported as gone.
    """
    directory = page.rpartition("/")[0]
    known = _Known(catalogue)
    found: set[str] = set()
    for entry in entries:
        values = entry.values
        if not values:
            continue
        title, url = values["title"], values.get("url", "")
        work = known.find(title, url, values.get("date", ""))
        if work is None:
            yield Change("added", "", title, now=url)
            continue
        found.add(work.id)
        if url and likeness.address(work.url) != likeness.address(url):
            yield Change("moved", work.id, title, work.url, url)
        elif likeness.folded(title) not in likeness.titles(work):
            yield Change("renamed", work.id, work.title, work.title, title)
        if not _agrees(values.get("date", ""), work):
            yield Change("dated", work.id, work.title, str(work.date or ""), values["date"])
    for work in catalogue:
        listed = work.index or page in work.sources
        if listed and work.url.startswith(directory) and work.id not in found:
            yield Change("gone", work.id, work.title, was=work.url)


class _Known:
    """The works of a catalogue, by address and by title."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._at: defaultdict[tuple[str, str], list[Work]] = defaultdict(list)
        self._titled: defaultdict[str, list[Work]] = defaultdict(list)
        for work in catalogue:
            if work.url:
                self._at[likeness.address(work.url)].append(work)
            for title in likeness.titles(work):
                self._titled[title].append(work)

    def find(self, title: str, url: str, date: str) -> Work | None:
        """Return the work for a text of the page: by address and title, either, or the date."""
        there = self._at[likeness.address(url)] if url else []
        titled = self._titled[likeness.folded(title)]
        both = [work for work in there if work in titled]
        dated = [work for work in titled if str(work.date or "") == date]
        alone = titled if len(titled) == 1 else []
        return next(iter((*both, *there, *dated, *alone)), None)


def _agrees(date: str, work: Work) -> bool:
    """Return whether the catalogue has the date of the page, or a more exact one."""
    if not date:
        return True
    page = edtf.parse(date)
    known = [one for one in (work.date, *(one.date for one in work.publications)) if one]
    return any(page.earliest <= one.earliest and one.latest <= page.latest for one in known)
