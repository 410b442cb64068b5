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
    free = work_ids.Free({*ids, *filter(None, map(_wanted, records))})
    named = []
    right: dict[tuple[str, str], str] = {}
    for record, file in zip(records, files, strict=True):
        wanted = _wanted(record)
        if not wanted:
            identity = str(record["id"]) if "id" in record else free.made(_title(record))
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


def _wanted(record: Mapping[str, Any]) -> str:
    name = record.get("id")
    return name if isinstance(name, str) else ""


def _title(record: Mapping[str, Any]) -> str:
    title = record.get("title")
    return title if isinstance(title, str) else ""


def _redirected(
    values: Mapping[str, Any], file: str, moved: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    """Return a record that refers to others of its file by their new ids."""

    def right(name: object) -> object:
        return moved.get((file, name), name) if isinstance(name, str) else name

    named = {name: values[name] for name in merging.NAMING if name in values}
    return {
        **values,
        **{
            name: [right(one) for one in value] if isinstance(value, list) else right(value)
            for name, value in named.items()
        },
    }


def linked(
    verdicts: list[Verdict], ids: dict[str, str], called: Mapping[str, str]
) -> list[Verdict]:
    """Update the references between works to the ids under which those are known.

    A work that refers to one that was refused is refused too, and so are works that refer to it.
    """
    named_by: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(verdicts):
        for _, other in merging.references(one.work) if one.work else ():
            named_by[other].append(number)
    refused: dict[int, Verdict] = {}
    waiting = [number for name in named_by if name not in ids for number in named_by[name]]
    while waiting:
        number = waiting.pop()
        work = verdicts[number].work
        if work is None or number in refused:
            continue
        refused[number] = Verdict(None)
        del ids[work.id]
        waiting += named_by[work.id]
    for number in refused:
        refused[number] = _alone(verdicts[number], ids, called)
    return [
        refused.get(number) or (_renamed_in(one, ids) if one.work else one)
        for number, one in enumerate(verdicts)
    ]


def _alone(verdict: Verdict, ids: Mapping[str, str], called: Mapping[str, str]) -> Verdict:
    """Refuse a work that refers to one that was refused."""
    others = merging.references(verdict.work) if verdict.work else []
    missing = {called.get(one, one) for _, one in others if one not in ids}
    return Verdict(None, "", f"names {', '.join(sorted(missing))}, which did not come along")


def _renamed_in(verdict: Verdict, ids: Mapping[str, str]) -> Verdict:
    return verdict._replace(work=merging.renamed(verdict.work, ids)) if verdict.work else verdict
