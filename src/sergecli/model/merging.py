"""Two records of one work, made into one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sergecli.model.work import Attribution, FreeField, Publication, Work, keys

_PUBLICATIONS = ("first_publication", "reproduced_from")
# The fields of a record that name others.
NAMING = ("part_of", "extract_of", "collected_in", "see")


class Merged(NamedTuple):
    """The one work, and the fields in which the other said something else that was dropped."""

    work: Work
    dropped: tuple[str, ...]


def merged(work: Work, other: Work) -> Merged:
    """Fill what a work lacks from another record of it; lists have what is in either.

    Another title becomes one of the `other_titles`, another publication one of the
    `editions`, another note a second sentence.
    """
    values: dict[str, Any] = {}
    dropped = []
    for key in keys(Work):
        mine, others = getattr(work, key), getattr(other, key)
        if isinstance(mine, tuple):
            values[key] = tuple(dict.fromkeys((*mine, *others)))
        elif key == "note":
            values[key] = " ".join(dict.fromkeys(filter(None, (mine, others))))
        elif not mine or (key == "kind" and mine == "text"):
            values[key] = others or mine
        elif others and others != mine and not _is_kept_elsewhere(key, others):
            dropped.append(f"{key} “{others}”")
    if values["authors"] != work.authors and work.authors:
        values["authors"] = work.authors
    titles = (title for title in (other.title, *values["other_titles"]) if title != work.title)
    values["other_titles"] = tuple(dict.fromkeys(titles))
    values["x"] = tuple(_free_fields(values["x"]))
    values["editions"] = tuple(_editions(work, other, values["editions"]))
    one = replace(work, **values)
    return Merged(renamed(one, {other.id: work.id}), tuple(dropped))


def _free_fields(every: Iterable[FreeField]) -> Iterator[FreeField]:
    """Put the texts of fields with one name together."""
    texts: dict[str, dict[str, None]] = {}
    for field in every:
        texts.setdefault(field.name, {}).update(dict.fromkeys(field.texts))
    return (FreeField(name=name, texts=tuple(some)) for name, some in texts.items())


def _is_kept_elsewhere(key: str, value: object) -> bool:
    return key in {"id", "title", *_PUBLICATIONS} or value in {"text", Attribution.AUTHOR}


def _editions(work: Work, other: Work, editions: Iterable[Publication]) -> Iterator[Publication]:
    """Give the editions of both, and the publications of the other that are none of the work's."""
    kept = {work.first_publication, work.reproduced_from}
    for key in _PUBLICATIONS:
        mine, others = getattr(work, key), getattr(other, key)
        if mine and others and others not in kept:
            yield others
    yield from (one for one in editions if one not in kept)


def references(work: Work) -> list[tuple[str, str]]:
    """Return the ids of the works that a work names, each with the name of its field: "see[2]"."""
    found: list[tuple[str, str]] = []
    for field in NAMING:
        value = getattr(work, field)
        found += [(field, value)] if isinstance(value, str) else numbered(field, value)
    return [(field, name) for field, name in found if name]


def numbered(field: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return each name with its place in a field: "authors[2]"."""
    return ((f"{field}[{number}]", name) for number, name in enumerate(names, 1))


def renamed(work: Work, ids: Mapping[str, str]) -> Work:
    """Let a work name others by new ids; itself it does not name."""
    if not references(work):
        return work
    values: dict[str, Any] = {}
    for key in NAMING:
        named = getattr(work, key)
        names = (named,) if isinstance(named, str) else named
        right = dict.fromkeys(ids.get(name, name) for name in names)
        rest = tuple(name for name in right if name not in {"", work.id})
        values[key] = "".join(rest) if isinstance(named, str) else rest
    return replace(work, **values)
