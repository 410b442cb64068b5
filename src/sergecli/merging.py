"""What joins a person's own catalogue: new records, and which of many are new."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sergecli import naming, reader
from sergecli.errors import Fault
from sergecli.folding import fold
from sergecli.model import Catalogue, Work
from sergecli.watching import Watch, unwatched


def draft(values: Mapping[str, Any], present: Catalogue) -> Work:
    """Turn the values of one record into a work that may join those present.

    Its id is made of its title, if it has none. Raises CatalogueError with
    every fault.
    """
    return reader.draft({**values, "id": _identity(values, {work.id for work in present})}, present)


def _identity(values: Mapping[str, Any], taken: Container[str]) -> Any:  # noqa: ANN401 - as it came
    title = values.get("title")
    if "id" in values or not isinstance(title, str):
        return values.get("id", "untitled")
    return naming.identity(title, taken)


class Verdict(NamedTuple):
    """Whether a record joins those present: as which work, or why not.

    `known` is the id of the work that it is already, if it is one.
    """

    work: Work | None
    known: str = ""
    why_not: str = ""


def sift(
    records: Sequence[Mapping[str, Any]], present: Catalogue, watch: Watch = unwatched
) -> list[Verdict]:
    """Tell for each record, in order, whether it is a new work.

    What has the id, the address, or the title and date of a work that is there is
    known already; what names such a work by another id names it by the right one
    then. Of records that come together, whoever made them knows two apart: there
    the same title must have the same address, or the same date with no address to
    tell otherwise. A record without an id gets one made of its title.
    """
    known = _Known(present)
    named = [known.named(record) for record in records]
    fresh = [one for one in named if not isinstance(one, Verdict)]
    drafts = iter(reader.drafts(fresh, present, watch))
    verdicts = [
        one if isinstance(one, Verdict) else known.judge(one["id"], next(drafts)) for one in named
    ]
    return _linked(verdicts, known)


class _Known:
    """What is there already, and what has been let in since."""

    def __init__(self, present: Iterable[Work]) -> None:
        self.ids: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._titles: dict[tuple[str, str], str] = {}
        self._fresh: defaultdict[str, list[Work]] = defaultdict(list)
        for work in present:
            self.ids[work.id] = work.id
            self._titles.setdefault(_name(work), work.id)
            if work.url:
                self._addresses.setdefault(work.url, work.id)

    def named(self, record: Mapping[str, Any]) -> dict[str, Any] | Verdict:
        """Give a record with its id, which is then taken, unless that is known."""
        identity = _identity(record, self.ids)
        if identity in self.ids:
            return Verdict(None, identity, f"there is a work of this id, {identity}")
        self.ids[str(identity)] = str(identity)
        return {**record, "id": identity}

    def judge(self, identity: str, read: Work | tuple[Fault, ...]) -> Verdict:
        """Let a work in, or say why it is known, or what is wrong with it."""
        if not isinstance(read, Work):
            self.ids.pop(identity, None)
            return Verdict(None, "", "; ".join(f"{one.field} {one.message}" for one in read))
        for what, other in self._same(read):
            if other:
                self.ids[read.id] = other
                return Verdict(None, other, f"{other} has {what}")
        self._fresh[fold(read.title)].append(read)
        return Verdict(read)

    def _same(self, read: Work) -> Iterator[tuple[str, str | None]]:
        """Give what a work has in common with another, and the id of that, if there is one."""
        yield "the same address", self._addresses.get(read.url)
        yield "the same title and date", self._titles.get(_name(read))
        for one in self._fresh[fold(read.title)]:
            if read.url and read.url == one.url:
                yield "the same title and address", one.id
            if str(read.date) == str(one.date) and not (read.url and one.url):
                yield "the same title and date", one.id


def _linked(verdicts: list[Verdict], known: _Known) -> list[Verdict]:
    """Let works name others by the ids under which those are known.

    A work that names one which did not come along does not, either, nor what names it.
    """
    while True:
        count = len(known.ids)
        verdicts = [_link(verdict, known) for verdict in verdicts]
        if len(known.ids) == count:
            return verdicts


def _link(verdict: Verdict, known: _Known) -> Verdict:
    work = verdict.work
    if work is None:
        return verdict
    missing = sorted({one for one in _named(work) if one not in known.ids})
    if missing:
        del known.ids[work.id]
        return Verdict(None, "", f"names {', '.join(missing)}, which did not come along")
    return Verdict(_renamed(work, known.ids))


def _named(work: Work) -> list[str]:
    return [other for other in (work.part_of, work.extract_of, *work.in_, *work.see) if other]


def _renamed(work: Work, ids: Mapping[str, str]) -> Work:
    """Name others by their right ids; what turned out to be the work itself is not named."""

    def right(*names: str) -> tuple[str, ...]:
        renamed = dict.fromkeys(ids.get(name, name) for name in names)
        return tuple(name for name in renamed if name not in {"", work.id})

    return replace(
        work,
        part_of="".join(right(work.part_of)),
        extract_of="".join(right(work.extract_of)),
        in_=right(*work.in_),
        see=right(*work.see),
    )


def _name(work: Work) -> tuple[str, str]:
    return fold(work.title), str(work.date or "")
