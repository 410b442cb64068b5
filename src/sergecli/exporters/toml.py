"""A catalogue of serge's own (TOML 1.0), laid out as `data/works.toml` is.

The keys are the fields of the records, in their order and one printing a line;
`tomli_w` writes the values, but would put tables after everything else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

import tomli_w

from sergecli.exporters.base import Selection, changed
from sergecli.exporters.quoting import unseen
from sergecli.exporters.result import ExportResult
from sergecli.model.names import is_by_others
from sergecli.model.work import Attribution, Head, LifeEvent, Publication, Work, keys

# Lists that have one item a line.
_LONG = frozenset({"editions", "sources"})


def write(selection: Selection) -> ExportResult:
    """Write a .toml file that `store.load` reads back to equal records."""
    known = frozenset(work.id for work in selection.works)
    kept = [_inward(work, known) for work in selection.works]
    outward = sum(one != work for one, work in zip(kept, selection.works, strict=True))
    records = (record(work, selection.head) for work in kept)
    lost = changed("TOML", "ids of works that are not written along with it are left out", outward)
    return ExportResult("\n\n".join((*_head(selection.head), *records)) + "\n", lost)


def _head(head: Head) -> Iterator[str]:
    """Write the head, and then each break in the author's life as a table of its own."""
    yield "\n".join(("[catalogue]", *_lines(_filled(replace(head, life_events=())))))
    for one in head.life_events:
        yield "\n".join(("[[catalogue.life_events]]", *_lines(_filled(one))))


def record(work: Work, head: Head) -> str:
    """Write one record, from its header on, without a line end; `head` is its catalogue's."""
    return "\n".join(("[[works]]", *_lines(_record(work, head))))


def _inward(work: Work, known: frozenset[str]) -> Work:
    """Leave out the ids of works that are not there: a catalogue must not name them."""
    return replace(
        work,
        part_of=work.part_of if work.part_of in known else "",
        extract_of=work.extract_of if work.extract_of in known else "",
        collected_in=tuple(one for one in work.collected_in if one in known),
        see=tuple(one for one in work.see if one in known),
    )


def _record(work: Work, head: Head) -> Iterator[tuple[str, Any]]:
    authors = (head.author,) if work.attribution is Attribution.AUTHOR else ()
    others = work.authors != authors and is_by_others(work.authors, head)
    attribution = Attribution.OTHER if others else Attribution.AUTHOR
    return _filled(work, {"authors": authors, "attribution": attribution})


def _filled(
    record: Head | LifeEvent | Work | Publication, usual: Mapping[str, object] | None = None
) -> Iterator[tuple[str, Any]]:
    """Give the keys and values that the reader would not fill in by itself."""
    filled = {field.name: field.default for field in fields(record)} | dict(usual or {})
    for key in keys(record):
        value = getattr(record, key)
        if value != filled[key]:
            yield key, value


def _lines(values: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for name, value in values:
        if name in _LONG and (name == "editions" or len(value) > 1):
            yield f"{name} = ["
            yield from (f"    {_written(one)}," for one in value)
            yield "]"
        else:
            yield f"{name} = {_written(value)}"


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, Publication):
        inside = ", ".join(f"{name} = {_written(one)}" for name, one in _filled(value))
        return f"{{ {inside} }}" if inside else "{}"
    return unseen(
        tomli_w.dumps({"value": str(value)}).partition("= ")[2].rstrip("\n").replace("\t", r"\t")
    )
