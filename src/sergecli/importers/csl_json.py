"""CSL-JSON, as Zotero, Mendeley, pandoc and serge write it (CSL 1.0.2, appendix IV)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sergecli.importers import base, csl_dates, zotero_extra
from sergecli.importers.base import Item, clean, listed_name, not_this_format, person
from sergecli.importers.csl_dates import text_of
from sergecli.importers.entry import Entry
from sergecli.importers.entry_types import entry_type
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import NAME_VARIABLES, TEXT_VARIABLES, Name, Reference
from sergecli.model.work import Head

# An address is looked at before it is taken.
_TEXTS = {name: kept for name, kept in TEXT_VARIABLES.items() if name not in {"URL", "version"}}
# Variables that say nothing about the work, or repeat another variable.
_PASSED_OVER = frozenset(
    {
        "accessed", "categories", "citation-key", "citation-label", "custom", "id",
        "journalAbbreviation", "shortTitle", "source", "system_id", "title-short", "type",
        "container-title-short",
        # Crossref's own.
        "content-domain", "created", "deposited", "indexed", "is-referenced-by-count", "link",
        "member", "message-type", "prefix", "published", "published-online", "published-print",
        "reference-count", "references-count", "resource", "score", "short-title",
        "short-container-title", "isbn-type", "issn-type", "assertion", "license", "relation",
        "update-policy", "alternative-id", "reference",
    }
)  # fmt: skip
_READ = frozenset(
    {
        *_TEXTS, *NAME_VARIABLES, *_PASSED_OVER, "archive-place", "archive_collection",
        "call-number", "DOI", "issued", "keyword", "original-date", "subtitle", "URL",
    }
)  # fmt: skip
# serge breaks a mark of rich text so, to keep its letters; see `formats.csl_json`.
_BROKEN = '<<span class="nocase"></span>'
_KEPT = re.compile(r'<span class="nocase">(?P<title>.*)</span>', re.DOTALL)
# Where Crossref gives no other date, one of its own.
_DATES = ("issued", "published-print", "published-online", "published")
# The pseudo-months that some programs write for spring to winter.
_SPACE = re.compile(r"[ \t\r\n]*")


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a .json file; raises CatalogueError with the line if it is not one."""
    return read_items(_items(text), head)


def read_items(items: Iterable[tuple[int, object]], head: Head | None) -> list[Entry]:
    """Read items, each with its line."""
    return entries((_item(*one, number) for number, one in enumerate(items, 1)), head)


def _items(text: str) -> Iterator[tuple[int, object]]:
    """Yield line and value of each item: of an array, or of objects that follow one another."""
    at, line, counted = _after_space(text, 0), 1, 0
    is_array = False
    while at < len(text) or is_array:
        if text.startswith("]" if is_array else "[", at):
            is_array = not is_array
            at = _after_space(text, at + 1)
            continue
        line += text.count("\n", counted, at)
        counted = at
        value, at = _decoded(text, at)
        yield from _unwrapped(line, value)
        at = _after_space(text, at)
        if is_array and text.startswith(",", at):
            at = _after_space(text, at + 1)
        elif is_array and not text.startswith("]", at):
            raise not_this_format(
                "is not JSON: a comma or ] is missing", text.count("\n", 0, at) + 1
            )


def _unwrapped(line: int, value: object) -> Iterator[tuple[int, object]]:
    """Yield the items in an answer of Crossref, or the item itself."""
    whole = value.get("message", value) if isinstance(value, dict) else value
    listed = whole.get("items") if isinstance(whole, dict) else None
    if isinstance(listed, list):
        yield from ((0, one) for one in listed)
    else:
        yield line, whole


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _decoded(text: str, at: int) -> tuple[Any, int]:
    try:
        return json.JSONDecoder().raw_decode(text, at)
    except json.JSONDecodeError as error:
        said = error.msg[:1].lower() + error.msg[1:]
        raise not_this_format(f"is not JSON: {said}", error.lineno) from None
    except RecursionError:
        raise not_this_format("is nested too deeply", text.count("\n", 0, at) + 1) from None
    except ValueError:
        # Python refuses to read a number of more than 4,300 digits.
        raise not_this_format(
            "holds a number too long to read", text.count("\n", 0, at) + 1
        ) from None


def _item(line: int, values: object, number: int) -> Item:
    if not isinstance(values, dict):
        return base.refused(f"record {number}", line, "not a CSL item, which is an object")
    label = clean(text_of(values.get("id")) or text_of(values.get("citation-key")))
    name = text_of(values.get("type")).lower()
    type_, kind, unknown = entry_type(name)
    issued, original, reprinted = _dates(values)
    texts: dict[str, Any] = {
        mine: _plain(text_of(values.get(name))) for name, mine in _TEXTS.items() if name != "note"
    }
    for variable, more in (
        ("archive", "archive-place"),
        ("archive_location", "archive_collection"),
    ):
        parts = texts[variable], _plain(text_of(values.get(more)))
        texts[variable] = ", ".join(filter(None, parts))
    subtitle = _plain(text_of(values.get("subtitle")))
    if subtitle not in texts["title"]:
        texts["title"] = base.with_subtitle(texts["title"], subtitle)
    people: dict[str, Any] = {
        mine: _names(values.get(name)) for name, mine in NAME_VARIABLES.items()
    }
    reference = Reference(
        id=label or f"record {number}",
        type=type_ or ("chapter" if texts["container_title"] else "book"),
        **texts,
        **people,
        issued=issued.date,
        original_date=original.date or reprinted.date,
        url=clean(text_of(values.get("URL"))),
        inner_titles=base.in_italics(text_of(values.get("title"))),
        verbatim=frozenset(name for name in _TEXTS if _KEPT.fullmatch(text_of(values.get(name)))),
    )
    reference, lost = base.in_series(reference, _plain(text_of(values.get("collection-number"))))
    item = Item(
        line,
        reference,
        kind,
        unknown,
        issued.words or base.status(texts["status"], issued.date),
        doi=text_of(values.get("DOI")),
        tags=base.tags(_plain(text_of(values.get("keyword")))),
        shelfmark=_plain(text_of(values.get("call-number"))),
        dropped=(*_dropped(values), *lost, *base.weakened("original-date", original)),
    )
    return zotero_extra.added(
        item, "<".join(map(base.plain, text_of(values.get("note")).split(_BROKEN)))
    )


def _plain(rich: str) -> str:
    """Return a text without CSL's rich text."""
    return clean("<".join(map(base.plain, rich.split(_BROKEN))))


def _dropped(values: Mapping[str, Any]) -> Iterator[str]:
    known = _READ
    if values.get("collection-title"):
        known |= {"collection-number"}
    yield from (
        base.field_name(name) for name, value in values.items() if value and name not in known
    )
    for name in (*_TEXTS, "subtitle"):
        if isinstance(values.get(name), list) and len([*filter(None, values[name])]) > 1:
            yield f"{name} (another)"
    for name in NAME_VARIABLES:
        value = values.get(name)
        people = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        if any(base.is_others(_name(one).family) for one in people):
            yield f"{name} (and others)"


def _names(value: object) -> tuple[Name, ...]:
    """Read the names of a variable: objects, but also texts, or one text."""
    people = value if isinstance(value, list) else [value]
    names = (
        _name(one) if isinstance(one, dict) else listed_name(clean(text_of(one))) for one in people
    )
    return tuple(name for name in names if name.family and not base.is_others(name.family))


def _name(parts: Mapping[str, Any]) -> Name:
    # citeproc-js writes "Frank G.,! Jr." for a suffix after a comma.
    texts = {name: clean(text_of(value)).replace(",!", ",") for name, value in parts.items()}
    alone = texts.get("literal") or texts.get("name")
    if alone and not texts.get("family"):
        return Name(alone)
    family = _joined(texts, "non-dropping-particle", "family")
    return person(family, _joined(texts, "given", "dropping-particle"), texts.get("suffix", ""))


def _joined(texts: Mapping[str, str], *names: str) -> str:
    """Join a particle and a name: "van Gogh", but "d’Alembert"."""
    joined = " ".join(filter(None, (texts.get(name) for name in names)))
    return re.sub(r"(?<=\b[dDlL]['’]) ", "", joined)


def _dates(values: Mapping[str, Any]) -> tuple[date_reader.DateReading, ...]:
    """Read the date, that of the original, and that which a reprint gives for its original."""
    issued = next(filter(None, map(values.get, _DATES)), None)
    words, before = base.reprint(clean(csl_dates.words_of(issued)))
    read = date_reader.read(words) if before else csl_dates.read(issued)
    return read, csl_dates.read(values.get("original-date")), date_reader.read(before)
