"""The ids of records in one import, and the references between them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sergecli.importers.entry import Verdict
from sergecli.model import merging, work_ids


class Named(NamedTuple):
    """A record with the id that it is to have; `wanted` is the one that it came with."""

    values: Mapping[str, Any]
    identity: str
    wanted: str = ""


def given(
    records: Sequence[Mapping[str, Any]], files: Sequence[str], ids: dict[str, str]
) -> list[Named]:
    """Give each record a unique id, and update the references between records."""
    free = work_ids.Free({*ids, *(_text(record, "id") for record in records)})
    named = []
    right: dict[tuple[str, str], str] = {}
    for record, file in zip(records, files, strict=True):
        wanted = _text(record, "id")
        if not wanted:
            identity = str(record["id"]) if "id" in record else free.made(_text(record, "title"))
        else:
            identity = wanted if wanted not in ids else free.numbered(wanted)
            right.setdefault((file, wanted), identity)
        ids[identity] = identity
        values = record if "id" in record and not wanted else {**record, "id": identity}
        named.append(Named(values, identity, wanted))
    moved = {place: one for place, one in right.items() if place[1] != one}
    if not moved:
        return named
    return [
        one._replace(values=_redirected(one.values, file, moved))
        for one, file in zip(named, files, strict=True)
    ]


def _text(record: Mapping[str, Any], field: str) -> str:
    text = record.get(field)
    return text if isinstance(text, str) else ""


def _redirected(
    values: Mapping[str, Any], file: str, moved: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    """Return a record that refers to others of its file by their new ids."""

    def right(name: object) -> object:
        return moved.get((file, name), name) if isinstance(name, str) else name

    named = {
        name: [*map(right, value)] if isinstance(value, list) else right(value)
        for name, value in values.items()
        if name in merging.NAMING
    }
    return {**values, **named}


def linked(
    verdicts: list[Verdict], ids: dict[str, str], called: Mapping[str, str]
) -> list[Verdict]:
    """Update the references between works to the ids under which those are known.

    A work that refers to one that was refused is refused too, and so are works that refer to it.
    """
    named_by: defaultdict[str, list[str]] = defaultdict(list)
    for work in filter(None, (one.work for one in verdicts)):
        for _, other in merging.references(work):
            named_by[other].append(work.id)
    waiting = [work for name in named_by if name not in ids for work in named_by[name]]
    while waiting:
        refused = waiting.pop()
        if ids.pop(refused, ""):
            waiting += named_by.get(refused, ())
    return [_linked(one, ids, called) for one in verdicts]


def _linked(verdict: Verdict, ids: Mapping[str, str], called: Mapping[str, str]) -> Verdict:
    if not verdict.work:
        return verdict
    others = (one for _, one in merging.references(verdict.work) if one not in ids)
    missing = {called.get(one, one) for one in others}
    if missing:
        why = f"names {', '.join(sorted(missing))}, which did not come along"
        return Verdict(None, why_not=why)
    return verdict._replace(work=merging.renamed(verdict.work, ids))
