"""Hayagriva, the YAML of Typst's bibliographies: what an entry says."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sergecli.importers import base, yaml_tables
from sergecli.importers.base import CONTRIBUTORS, Item, clean, listed_name, person
from sergecli.importers.entry import Entry
from sergecli.importers.entry_types import entry_type
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import THESIS, Name, Reference
from sergecli.model.work import Head

_ROLES = frozenset({"translator", "recipient", *CONTRIBUTORS})
_OF_PUBLICATION = ("date", "editor", "isbn", "issue", "location", "publisher", "url", "volume")
_PERSON = frozenset({"name", "given-name", "prefix", "suffix", "alias"})
# What is in no other publication.
_ALONE = frozenset({"book", THESIS})
_BOOKS = frozenset({"anthology", "book", "proceedings", "reference"})
_READ = frozenset(
    {
        "affiliated", "archive", "archive-location", "author", "call-number", "date", "doi",
        "editor", "genre", "isbn", "issue", "language", "location", "note", "organization",
        "page-range", "parent", "publisher", "serial-number", "title", "type", "url", "volume",
    }
)  # fmt: skip
# The fields that are read of an entry's container, of a series, and of the original.
_READ_OF_HOLDER = frozenset(
    {
        "affiliated", "author", "date", "doi", "editor", "isbn", "issue", "location", "parent",
        "publisher", "serial-number", "title", "type", "url", "volume",
    }
)  # fmt: skip
_READ_OF_SERIES = frozenset({"title", "type", "volume"})
_READ_OF_ORIGINAL = frozenset({"title", "type", "date"})
# In what Typst may format: a brace that keeps capitals, and the escape before a mark.
_ESCAPED = re.compile(r"\\(.)|[{}]", re.DOTALL)


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a .yaml file; raises CatalogueError with the line if it is not one."""
    return entries((_item(*one) for one in yaml_tables.read(text)), head)


def _item(line: int, key: str, entry: object) -> Item:
    label = clean(key)
    if not isinstance(entry, dict):
        return base.refused(label, line, "it is no table of fields")
    parents = _parents(entry)
    original: dict[str, Any] = next((one for one in parents if _type(one) == "original"), {})
    holder: dict[str, Any] = next((one for one in parents if _type(one) != "original"), {})
    kind, ours = _kind(entry, holder)
    series = holder if kind in _ALONE else _first_table(holder.get("parent"))
    # What the holder has and the entry lacks is the holder's: its editors, its volume.
    publication = entry if kind in _ALONE else {**holder, **entry}
    date, before = base.reprint(_text(publication.get("date")))
    issued = date_reader.read(_turned(date))
    first = date_reader.read(_turned(_text(original.get("date")) or before))
    reference = Reference(
        id=label,
        type=kind,
        title=_title(entry.get("title")),
        author=_people(entry.get("author")),
        editor=_people(publication.get("editor")),
        container_author=_people(holder.get("author")) if kind not in _ALONE else (),
        translator=_affiliated(entry, "translator") or _affiliated(holder, "translator"),
        recipient=_affiliated(entry, "recipient"),
        container_title=_title(holder.get("title")) if kind not in _ALONE else "",
        collection_title=_title(series.get("title")),
        volume=_text(publication.get("volume")),
        issue=_text(publication.get("issue")),
        page=_pages(_text(entry.get("page-range"))),
        publisher=_title(publication.get("publisher"))
        or (_title(entry.get("organization")) if kind in _ALONE else ""),
        publisher_place=_title(publication.get("location")) or _place(publication.get("publisher")),
        issued=issued.date,
        original_date=first.date,
        original_title=_title(original.get("title")),
        genre=_title(entry.get("genre")) if kind == THESIS else "",
        archive=_title(entry.get("archive")),
        archive_location=_title(entry.get("archive-location")),
        isbn=_text(publication.get("isbn")) or _number(publication, "isbn"),
        url=_text(publication.get("url")),
        language=_text(entry.get("language")),
        note=_title(entry.get("note")),
        verbatim=frozenset(["container-title"] if _kept(holder.get("title")) else []),
    )
    reference, lost = base.in_series(reference, _text(series.get("volume")))
    return Item(
        line,
        reference,
        ours,
        entry_type(_type(entry)).unknown,
        issued.words,
        doi=_text(publication.get("doi")) or _number(publication, "doi"),
        contributors=tuple(
            (name, role) for role in CONTRIBUTORS for name in _affiliated(entry, role)
        ),
        shelfmark=_title(entry.get("call-number")),
        dropped=(
            *_dropped(entry),
            *lost,
            *(["genre"] if entry.get("genre") and ours != "letter" and kind != THESIS else []),
            *(["organization"] if entry.get("organization") and kind not in _ALONE else []),
            *_passed(original, _READ_OF_ORIGINAL),
            *_dropped_of_holder(entry, holder, kind),
            *base.weakened("date of the original", first),
        ),
    )


def _kind(entry: Mapping[str, Any], holder: Mapping[str, Any]) -> tuple[str, str]:
    """Return the types of an entry, from its own type and that of its container."""
    name = _type(entry)
    if name == "misc" and _text(entry.get("genre")) == "letter":
        return "personal_communication", "letter"
    kind, ours, _ = entry_type(name)
    if kind == "article-journal" and _type(holder) == "newspaper":
        return "article-newspaper", ours
    if kind == "article-journal" and _type(holder) in _BOOKS:
        return "chapter", ours
    return kind or ("chapter" if _type(holder) in _BOOKS else "webpage"), ours


def _dropped_of_holder(
    entry: Mapping[str, Any], holder: Mapping[str, Any], kind: str
) -> Iterator[str]:
    """Yield the fields of the container that are not read, or are overridden by the entry."""
    series = holder if kind in _ALONE else _first_table(holder.get("parent"))
    yield from _passed(series, _READ_OF_SERIES)
    if kind in _ALONE:
        return
    yield from _passed(holder, _READ_OF_HOLDER)
    for name in _OF_PUBLICATION:
        if entry.get(name) and holder.get(name) and entry[name] != holder[name]:
            yield f"{name} of the parent"


def _passed(parent: Mapping[str, Any], read: frozenset[str]) -> Iterator[str]:
    for name, value in parent.items():
        if value and name not in read:
            yield f"{base.field_name(name)} of the parent"


def _dropped(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        base.field_name(name) for name, value in entry.items() if value and name not in _READ
    )
    for one in _list(entry.get("affiliated")):
        role = _text(one.get("role")) if isinstance(one, dict) else ""
        if role not in _ROLES:
            yield base.field_name(role) or "affiliated"
    for name in ("author", "editor"):
        people = [one for one in _list(entry.get(name)) if isinstance(one, dict)]
        parts = dict.fromkeys(part for one in people for part in one if part not in _PERSON)
        yield from (f"{name} ({base.field_name(part)})" for part in parts)
        if any(base.is_others(_text(one)) for one in _list(entry.get(name))):
            yield f"{name} (and others)"
    numbers = entry.get("serial-number")
    if isinstance(numbers, dict):
        yield from (base.field_name(name) for name in numbers if name not in {"isbn", "doi"})
    elif numbers:
        yield "serial-number"
    if sum(_type(one) != "original" for one in _parents(entry)) > 1:
        yield "parent (another)"


# --- values ----------------------------------------------------------------------


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _first_table(value: object) -> dict[str, Any]:
    return next((one for one in _list(value) if isinstance(one, dict)), {})


def _parents(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [one for one in _list(entry.get("parent")) if isinstance(one, dict)]


def _type(entry: Mapping[str, Any]) -> str:
    return _text(entry.get("type")).lower()


def _text(value: object) -> str:
    """Return a text; of a table the one that it is about."""
    if isinstance(value, dict):
        value = value.get("value", value.get("name"))
    return clean(value) if isinstance(value, str) else ""


def _title(value: object) -> str:
    """Return a text that Typst may format as plain text."""
    return _ESCAPED.sub(lambda match: match[1] or "", _text(value))


def _kept(value: object) -> bool:
    """Return whether a title keeps its capitals, being in another language than the entry."""
    text = _text(value)
    return text.startswith("{") and text.endswith("}") and len(text) > len("{}")


def _pages(text: str) -> str:
    first, _, last = text.replace("--", "–").replace("-", "–").partition("–")
    return "–".join(filter(None, (first.strip(), last.strip() if last != first else "")))


def _place(publisher: object) -> str:
    return _title(publisher.get("location")) if isinstance(publisher, dict) else ""


def _turned(date: str) -> str:
    """Return `~1936` as EDTF has it, `1936~`."""
    return f"{date[1:]}~" if date.startswith("~") else date


def _number(entry: Mapping[str, Any], name: str) -> str:
    numbers = entry.get("serial-number")
    return _text(numbers.get(name)) if isinstance(numbers, dict) else ""


def _affiliated(entry: Mapping[str, Any], role: str) -> tuple[Name, ...]:
    return tuple(
        name
        for one in _list(entry.get("affiliated"))
        if isinstance(one, dict) and one.get("role") == role
        for name in _people(one.get("names"))
    )


def _people(value: object) -> tuple[Name, ...]:
    named = (one for one in _list(value) if not base.is_others(_text(one)))
    return tuple(name for name in map(_person, named) if name.family)


def _person(value: object) -> Name:
    """Read "Family, Given", or a table of the parts of a name."""
    if not isinstance(value, dict):
        return listed_name(_text(value))
    family = " ".join(filter(None, (_text(value.get(part)) for part in ("prefix", "name"))))
    return person(family, _text(value.get("given-name")), _text(value.get("suffix")))
