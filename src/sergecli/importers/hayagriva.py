"""Hayagriva, the YAML of Typst's bibliographies: what an entry says."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sergecli.importers import base, person_names, yaml_tables
from sergecli.importers.base import CONTRIBUTORS, Fields, Item, clean
from sergecli.importers.entry import Entry
from sergecli.importers.entry_types import EntryType, entry_type
from sergecli.importers.person_names import listed_name, person
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import THESIS, Name, Reference
from sergecli.model.work import Head

_ROLES = frozenset({"translator", "recipient", *CONTRIBUTORS})
_PERSON = frozenset({"name", "given-name", "prefix", "suffix", "alias"})
# What is in no other publication.
_ALONE = frozenset({"book", THESIS})
_BOOKS = frozenset({"anthology", "book", "proceedings", "reference"})
# In what Typst may format: a brace that keeps capitals, and the escape before a mark.
_ESCAPED = re.compile(r"\\(.)|[{}]", re.DOTALL)


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a .yaml file; raises CatalogueError with the line if it is not one."""
    return entries((_item(*one) for one in yaml_tables.read(text)), head)


def _item(line: int, key: str, values: object) -> Item:
    if not isinstance(values, dict):
        return base.refused(clean(key), line, "it is not a table of fields")
    entry = Fields(values)
    parents = [*_tables(entry.take("parent"))]
    originals = [one for one in parents if _type(one) == "original"]
    holders = [one for one in parents if one not in originals]
    original, holder = (next(iter(some), Fields()) for some in (originals, holders))
    becoming = _entry_type(entry, holder)
    if becoming.type in _ALONE:
        series, holder = holder, Fields()
    else:
        series = next(_tables(holder.take("parent")), Fields())
    date, before = base.reprint(_text(_either(entry, holder, "date")))
    issued = date_reader.read(_turned(date))
    first = date_reader.read(_turned(_text(original.take("date")) or before))
    reference = _reference(entry, holder, becoming.type)._replace(
        id=clean(key),
        collection_title=_title(series.take("title")),
        issued=issued.date,
        original_date=first.date,
        original_title=_title(original.take("title")),
    )
    return Item(
        line,
        reference,
        becoming,
        issued.words,
        _text(series.take("volume")),
        doi=_number(entry, holder, "doi"),
        contributors=tuple(_contributors(entry)),
        shelfmark=_title(entry.take("call-number")),
        dropped=(
            *entry.left(),
            *_dropped(entry),
            *(["parent (another)"] if len(holders) > 1 else []),
            *_left((original, series, holder)),
            *base.weakened("date of the original", first),
        ),
    )


def _reference(entry: Fields, holder: Fields, type_: str) -> Reference:
    """Return what an entry and its container say, without dates, original and series."""
    publisher = _either(entry, holder, "publisher")
    container = holder.take("title")
    affiliated = entry.take("affiliated")
    translators = _affiliated(affiliated, "translator")
    return Reference(
        id="",
        type=type_,
        title=_title(entry.take("title")),
        author=_people(entry.take("author")),
        editor=_people(_either(entry, holder, "editor")),
        container_author=_people(holder.take("author")),
        translator=translators or _affiliated(holder.take("affiliated"), "translator"),
        recipient=_affiliated(affiliated, "recipient"),
        container_title=_title(container),
        edition=_text(_either(entry, holder, "edition")),
        volume=_text(_either(entry, holder, "volume")),
        issue=_text(_either(entry, holder, "issue")),
        page=_pages(_text(entry.take("page-range"))),
        publisher=_title(publisher)
        or (_title(entry.take("organization")) if type_ in _ALONE else ""),
        publisher_place=_title(_either(entry, holder, "location"))
        or (_title(publisher.get("location")) if isinstance(publisher, dict) else ""),
        genre=_title(entry.take("genre")) if type_ == THESIS else "",
        archive=_title(entry.take("archive")),
        archive_location=_title(entry.take("archive-location")),
        isbn=_number(entry, holder, "isbn"),
        url=_text(_either(entry, holder, "url")),
        language=_text(entry.take("language")),
        note=_title(entry.take("note")),
        verbatim=frozenset(["container-title"] if _is_kept(_text(container)) else []),
    )


def _either(entry: Fields, holder: Fields, name: str) -> Any:  # noqa: ANN401 - as the file has it
    """Return what an entry says of its publication or, if it says nothing, its container."""
    own = entry.take(name)
    # A different value of the container is not taken, and so reported as dropped.
    return own if own and own != holder.values.get(name) else holder.take(name)


def _entry_type(entry: Fields, holder: Fields) -> EntryType:
    """Return what an entry is, by its own type and that of its container."""
    name = _type(entry)
    if name == "misc" and _text(entry.values.get("genre")) == "letter":
        entry.take("genre")
        return entry_type("letter")
    known = entry_type(name)
    if known.type == "article-journal" and _type(holder) == "newspaper":
        return known._replace(type="article-newspaper")
    if known.type in {"", "article-journal"} and _type(holder) in _BOOKS:
        return known._replace(type="chapter")
    return known if known.type else known._replace(type="webpage")


def _contributors(entry: Fields) -> Iterator[tuple[Name, str]]:
    for role in CONTRIBUTORS:
        yield from ((name, role) for name in _affiliated(entry.take("affiliated"), role))


def _left(parents: Iterable[Fields]) -> Iterator[str]:
    for parent in parents:
        yield from (f"{name} of the parent" for name in parent.left({"type"}))


def _dropped(entry: Fields) -> Iterator[str]:
    """Yield the parts of fields that are not read."""
    for one in _list(entry.take("affiliated")):
        role = _text(one.get("role")) if isinstance(one, dict) else ""
        if role not in _ROLES:
            yield base.field_name(role) or "affiliated"
    for name in ("author", "editor"):
        people = _list(entry.take(name))
        tables = (one for one in people if isinstance(one, dict))
        parts = dict.fromkeys(part for one in tables for part in one if part not in _PERSON)
        yield from (f"{name} ({base.field_name(part)})" for part in parts)
        if any(person_names.is_others(_text(one)) for one in people):
            yield f"{name} (and others)"
    numbers = entry.take("serial-number")
    if isinstance(numbers, dict):
        yield from (base.field_name(name) for name in numbers if name not in {"isbn", "doi"})
    elif numbers:
        yield "serial-number"


# --- values ----------------------------------------------------------------------


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _tables(value: object) -> Iterator[Fields]:
    return (Fields(one) for one in _list(value) if isinstance(one, dict))


def _type(entry: Fields) -> str:
    return _text(entry.take("type")).lower()


def _text(value: object) -> str:
    """Return a text; of a table the one that it is about."""
    if isinstance(value, dict):
        value = value.get("value", value.get("name"))
    return clean(value) if isinstance(value, str) else ""


def _title(value: object) -> str:
    """Return a text that Typst may format as plain text."""
    return _ESCAPED.sub(lambda match: match[1] or "", _text(value))


def _is_kept(text: str) -> bool:
    """Return whether a title keeps its capitals, being in another language than the entry."""
    return text.startswith("{") and text.endswith("}") and len(text) > len("{}")


def _pages(text: str) -> str:
    first, _, last = text.replace("--", "–").replace("-", "–").partition("–")
    return "–".join(filter(None, (first.strip(), last.strip() if last != first else "")))


def _turned(date: str) -> str:
    """Return `~1936` as EDTF has it, `1936~`."""
    return f"{date[1:]}~" if date.startswith("~") else date


def _number(entry: Fields, holder: Fields, name: str) -> str:
    """Return the ISBN or the DOI, from its own field or from the serial numbers."""
    holders = holder.take("serial-number")
    numbers = entry.take("serial-number") or holders
    listed = _text(numbers.get(name)) if isinstance(numbers, dict) else ""
    return _text(_either(entry, holder, name)) or listed


def _affiliated(value: object, role: str) -> tuple[Name, ...]:
    return tuple(
        name
        for one in _list(value)
        if isinstance(one, dict) and one.get("role") == role
        for name in _people(one.get("names"))
    )


def _people(value: object) -> tuple[Name, ...]:
    named = (one for one in _list(value) if not person_names.is_others(_text(one)))
    return tuple(name for name in map(_person, named) if name.family)


def _person(value: object) -> Name:
    """Read "Family, Given", or a table of the parts of a name."""
    if not isinstance(value, dict):
        return listed_name(_text(value))
    family = " ".join(filter(None, (_text(value.get(part)) for part in ("prefix", "name"))))
    return person(family, _text(value.get("given-name")), _text(value.get("suffix")))
