"""A serge catalogue (TOML 1.0), in the layout of `data/works.toml`.

The keys are the fields of the records, in their order, with one edition on each line;
`tomli_w` writes the values, but would put tables after everything else.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any

import tomli_w

from sergecli.exporters.base import changed
from sergecli.exporters.formats import ExportResult, Selection
from sergecli.model import merging
from sergecli.model.names import authorship
from sergecli.model.publications import editions_in_books
from sergecli.model.records import Record
from sergecli.model.work import FreeField, Head, Person, Publication, Work
from sergecli.text.quoting import unseen

# Lists with one item on each line.
_LONG = frozenset({"editions", "sources"})
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def write(selection: Selection) -> ExportResult:
    """Write a .toml file from which `store.load` reads equal records."""
    known = frozenset(work.id for work in selection.works)
    kept = [_inward(work, known) for work in selection.works]
    outward = sum(one != work for one, work in zip(kept, selection.works, strict=True))
    in_books = editions_in_books(kept)
    records = (record(without(work, in_books.get(work.id, ())), selection.head) for work in kept)
    lost = changed("TOML: dropped: ids of works that are not exported too", outward)
    return ExportResult("\n\n".join((*_head(selection.head), *records)) + "\n", lost)


def _head(head: Head) -> Iterator[str]:
    """Write the head, the events of the author's life, the periodicals, and the people."""
    yield _table("[catalogue]", replace(head, life_events=(), periodicals=(), people=()))
    for event in head.life_events:
        yield _table("[[catalogue.life_events]]", event)
    for periodical in head.periodicals:
        yield _table("[[catalogue.periodicals]]", periodical)
    if head.people:
        yield "\n".join(("[people]", *map(_person, head.people)))


def _table(header: str, record: Record) -> str:
    return "\n".join((header, *_lines(_filled(record))))


def _person(person: Person) -> str:
    """Write a person; only the other names, if nothing else is known."""
    alone = person == Person(name=person.name, other_names=person.other_names)
    written = _written(person.other_names) if alone else _inline(person, {"name": person.name})
    return f"{_written(person.name)} = {written}"


def record(work: Work, head: Head) -> str:
    """Write one record with its header, without a line end; `head` is its catalogue's."""
    return "\n".join(("[[works]]", *_lines(_record(work, head))))


def publication(one: Publication) -> str:
    """Write a publication as an inline table."""
    return _inline(one)


def _inward(work: Work, known: frozenset[str]) -> Work:
    """Leave out the ids of works that are not exported: a catalogue must not refer to them."""
    outward = {name: "" for _, name in merging.references(work) if name not in known}
    return replace(
        merging.renamed(work, outward) if outward else work,
        first_publication=work.first_publication and _known_pieces(work.first_publication, known),
        reproduced_from=work.reproduced_from and _known_pieces(work.reproduced_from, known),
        editions=tuple(_known_pieces(one, known) for one in work.editions),
    )


def _known_pieces(publication: Publication, known: Collection[str]) -> Publication:
    pieces = (
        piece if piece.work in known else replace(piece, work="") for piece in publication.contents
    )
    return replace(publication, contents=tuple(one for one in pieces if one.work or one.title))


def without(work: Work, in_books: Collection[Publication]) -> Work:
    """Leave out editions that the reader derives from the contents of books."""
    return replace(work, editions=tuple(one for one in work.editions if one not in in_books))


def _record(work: Work, head: Head) -> Iterator[tuple[str, Any]]:
    authors, _ = authorship(None, work.attribution, head)
    _, attribution = authorship(None if work.authors == authors else work.authors, None, head)
    return _filled(work, {"authors": authors, "attribution": attribution})


def _filled(record: Record, usual: Mapping[str, object] | None = None) -> Iterator[tuple[str, Any]]:
    """Return the keys and values that the reader would not fill in."""
    kind: type = type(record)
    for key, filled in _defaults(kind).items():
        value = getattr(record, key)
        if value != (usual or {}).get(key, filled):
            yield key, value


@cache
def _defaults(kind: type) -> dict[str, object]:
    return {field.name: field.default for field in fields(kind)}


def _lines(values: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for name, value in values:
        if name in _LONG and (name == "editions" or len(value) > 1):
            yield f"{name} = ["
            yield from (f"    {_written(one)}," for one in value)
            yield "]"
        elif name == "x":
            yield f"{name} = {{ {', '.join(map(_free_field, value))} }}"
        else:
            yield f"{name} = {_written(value)}"


def _free_field(field: FreeField) -> str:
    name = field.name if _BARE_KEY.fullmatch(field.name) else _written(field.name)
    several = len(field.texts) > 1 or field.name == "tags"
    return f"{name} = {_written(field.texts if several else field.texts[0])}"


def _inline(record: Record, usual: Mapping[str, object] | None = None) -> str:
    inside = ", ".join(f"{name} = {_value(name, one)}" for name, one in _filled(record, usual))
    return f"{{ {inside} }}" if inside else "{}"


def _value(name: str, value: object) -> str:
    """Write a value in a table; the contents of a book have one piece on each line."""
    if name != "contents" or not isinstance(value, tuple):
        return _written(value)
    pieces = "".join(f"\n        {_written(piece)}," for piece in value)
    return f"[{pieces}\n    ]"


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Record):
        return _inline(value)
    line = tomli_w.dumps({"value": str(value)}).removesuffix("\n")
    return unseen(line.removeprefix("value = ").replace("\t", r"\t"))
