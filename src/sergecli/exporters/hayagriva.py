"""Hayagriva, the YAML format of Typst's bibliographies (by the manual of the file format).

The container of a text is its `parent`; the publication that was translated is a
parent of type Original. All text is in double quotes, so that none of it
can become a number, a date or a tag.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from sergecli.exporters import base, casing
from sergecli.exporters.formats import ExportResult, Selection
from sergecli.model import degrees
from sergecli.model.csl import LETTER, THESIS, Name, Reference, attribute
from sergecli.model.edtf import Date
from sergecli.text.quoting import quote

_LABEL = "Hayagriva"
_TYPES = {
    "article-journal": ("Article", "Periodical"),
    "article-magazine": ("Article", "Periodical"),
    "article-newspaper": ("Article", "Newspaper"),
    "book": ("Book", "Anthology"),
    "chapter": ("Chapter", "Book"),
    "webpage": ("Web", "Web"),
    THESIS: ("Thesis", "Anthology"),
}
_OTHER = ("Misc", "Misc")
# In formatted text these begin mathematics, a protected run or an escape.
_MARKS = re.compile(r"([\\{}$])")
# Words that YAML 1.1 readers do not read as text, even as keys.
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_PLAIN_KEY = re.compile(r"[a-z][a-z0-9-]*")
# Typst refuses the whole file if it contains an address that it cannot parse.
_ADDRESS = re.compile(
    r"https?://(?!\S*xn--)(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d{1,4})?(?:[/?#]\S*)?", re.IGNORECASE
)
_TONGUE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")

# A text in its written form, a table, or a list of these; empty ones are left out.
_Node: TypeAlias = "str | dict[str, _Node] | list[_Node]"


def write(selection: Selection) -> ExportResult:
    """Write a .yaml file for Typst, in UTF-8."""
    every = tuple(base.entries(selection))
    tongues = sum(bool(one.reference.language) and not _language(one.reference) for one in every)
    italics = sum(bool(one.reference.inner_titles) for one in every)
    lost = (
        *base.lost(_LABEL, every, map(_in_note, every), placed=("shelfmark",)),
        *base.changed(f"{_LABEL}: dropped: italics of titles within titles", italics),
        *base.changed(f"{_LABEL}: dropped: languages it has no name for", tongues),
    )
    return ExportResult("\n".join(map(_entry, every)), lost)


def _entry(entry: base.ExportEntry) -> str:
    name = entry.reference.id
    plain = _PLAIN_KEY.fullmatch(name) and name not in _RESERVED
    return "\n".join(_lines({name if plain else quote(name): _table(entry)}, "")) + "\n"


def _lines(table: dict[str, _Node], pad: str) -> Iterator[str]:
    for key, node in table.items():
        if isinstance(node, str):
            yield from (f"{pad}{key}: {node}",) if node else ()
        elif isinstance(node, dict):
            yield f"{pad}{key}:"
            yield from _lines(node, pad + "    ")
        elif node:
            yield f"{pad}{key}:"
            yield from (line for one in node for line in _item(one, pad + "    "))


def _item(node: _Node, pad: str) -> Iterator[str]:
    if isinstance(node, dict):
        first, *rest = _lines(node, pad + "  ")
        yield f"{pad}- {first.lstrip()}"
        yield from rest
    elif isinstance(node, str):
        yield f"{pad}- {node}"


def _table(entry: base.ExportEntry) -> dict[str, _Node]:
    reference = casing.in_sentence_style(entry.reference)
    kind = _types(reference)[0]
    book = reference.type in {"book", THESIS}
    url = reference.url if _ADDRESS.fullmatch(reference.url) else ""
    return {
        "type": kind,
        "genre": _genre(reference),
        "title": _title(reference, "title"),
        "author": _people(reference.author),
        "affiliated": _affiliated(reference.translator),
        "date": _date(reference.issued),
        "edition": _text(reference.version or (reference.edition if book else "")),
        "page-range": _text(reference.page),
        **(_publication(reference) if book else {}),
        "parent": [*_container(reference), *_original(reference)],
        "language": _text(_language(reference)),
        "url": _text(url),
        "archive": _formatted(reference.archive),
        "archive-location": _formatted(reference.archive_location),
        "call-number": _formatted(", ".join(entry.work.free("shelfmark"))),
        "note": _formatted(base.note(entry, _in_note(entry))),
    }


def _types(reference: Reference) -> tuple[str, str]:
    """Return the types of a text and of what contains it."""
    in_reference_work = ("Entry", "Reference")
    return in_reference_work if reference.reference_work else _TYPES.get(reference.type, _OTHER)


def _genre(reference: Reference) -> str:
    if reference.type == THESIS:
        return _formatted(degrees.genre(reference.genre))
    return "letter" if reference.type == LETTER else ""


def _publication(reference: Reference) -> dict[str, _Node]:
    return {
        "editor": _people(reference.editor),
        "publisher": _formatted(reference.publisher),
        "location": _formatted(reference.publisher_place),
        "volume": _text(reference.volume),
        "isbn": _text(reference.isbn),
    }


def _container(reference: Reference) -> list[_Node]:
    kind = _types(reference)[1]
    if reference.type in {"book", THESIS}:
        return _series(reference)
    if not reference.container_title:
        return []
    holds: dict[str, _Node] = {
        "type": kind,
        "title": _title(reference, "container-title"),
        "author": _people(reference.container_author),
        "edition": _text(reference.edition),
        **_publication(reference),
        "issue": _text(reference.issue),
        "parent": _series(reference),
    }
    return [holds]


def _series(reference: Reference) -> list[_Node]:
    if not reference.collection_title:
        return []
    return [{"type": "Anthology", "title": _title(reference, "collection-title")}]


def _original(reference: Reference) -> list[_Node]:
    title, date = _title(reference, "original-title"), _date(reference.original_date)
    return [{"type": "Original", "title": title, "date": date}] if title or date else []


def _in_note(entry: base.ExportEntry) -> tuple[str, ...]:
    reference = entry.reference
    missing = {"recipient", "reviewed_title", "status", "whole"}
    missing |= {"original_container", "original_publisher"}
    if not reference.container_title and reference.type not in {"book", THESIS}:
        missing |= {"container_author", "editor", "collection_title", "edition", "volume", "issue"}
        missing |= {"publisher", "publisher_place", "isbn"}
    if not _is_whole(reference.issued):
        missing.add("issued")
    if not _is_whole(reference.original_date):
        missing.add("original_date")
    if not _ADDRESS.fullmatch(reference.url):
        missing.add("url")
    return base.unheld(entry, missing)


def _is_whole(date: Date | None) -> bool:
    point, whole = base.single(date)
    return whole and not (point and (point.season or point.uncertain))


def _date(date: Date | None) -> str:
    """Return a date in Hayagriva's form, with `~` before an uncertain one."""
    point, _ = base.single(date)
    if point is None:
        return ""
    month = f"-{point.month:02d}" if point.month and not point.season else ""
    day = f"-{point.day:02d}" if point.day else ""
    doubtful = point.approximate or point.uncertain
    return quote(f"{'~' if doubtful else ''}{point.year:04d}{month}{day}")


def _language(reference: Reference) -> str:
    return reference.language if _TONGUE.fullmatch(reference.language) else ""


def _title(reference: Reference, variable: str) -> str:
    """Return a title; braces keep the capitals of a title that is not English."""
    title = getattr(reference, attribute(variable))
    if title and variable in reference.verbatim:
        return quote("{" + _escaped(title) + "}")
    return _formatted(title)


def _formatted(text: str) -> str:
    return _text(_escaped(text))


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _text(text: str) -> str:
    return quote(text) if text else ""


def _people(names: tuple[Name, ...]) -> list[_Node]:
    return [_person(name) for name in names]


def _person(name: Name) -> _Node:
    simple = name.given and name.family[:1].isupper() and "," not in name.family + name.given
    if simple:
        return quote(f"{name.family}, {name.given}")
    return {"name": quote(name.family), "given-name": _text(name.given)}


def _affiliated(translators: tuple[Name, ...]) -> list[_Node]:
    if not translators:
        return []
    return [{"role": "translator", "names": _people(translators)}]
