"""CSL-JSON, as Zotero, Mendeley, pandoc and serge write it (CSL 1.0.2, appendix IV)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sergecli.importers import base, csl_dates, person_names, zotero_extra
from sergecli.importers.base import Fields, Item, clean, not_this_format
from sergecli.importers.csl_dates import text_of
from sergecli.importers.entry import Entry
from sergecli.importers.entry_types import EntryType, entry_type
from sergecli.importers.person_names import listed_name, person
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import NAME_VARIABLES, TEXT_VARIABLES, Name, Reference
from sergecli.model.work import Head

# Variables that are read in another way, or not at all.
_ELSEWHERE = frozenset({"URL", "note", "version"})
_TEXTS = {name: mine for name, mine in TEXT_VARIABLES.items() if name not in _ELSEWHERE}
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
# serge breaks a mark of rich text so, to keep its letters; see `exporters.csl_json`.
_BROKEN = '<<span class="nocase"></span>'
_KEPT = re.compile(r'<span class="nocase">(?P<title>.*)</span>', re.DOTALL)
# Where Crossref gives no other date, one of its own.
_DATES = ("issued", "published-print", "published-online", "published")
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
        what = "is nested too deeply"
    except ValueError:
        # Python refuses to read a number of more than 4,300 digits.
        what = "contains a number too long to read"
    raise not_this_format(what, text.count("\n", 0, at) + 1)


def _item(line: int, values: object, number: int) -> Item:
    if not isinstance(values, dict):
        return base.refused(f"record {number}", line, "not a CSL item, which is an object")
    entry = Fields(values)
    label = clean(text_of(entry.take("id")) or text_of(entry.take("citation-key")))
    issued, original, reprinted = _dates(entry)
    texts = _texts(entry)
    becoming = _type(text_of(entry.take("type")).lower(), texts)
    people: dict[str, Any] = {
        mine: _names(entry.take(name)) for name, mine in NAME_VARIABLES.items()
    }
    raw = {name: text_of(entry.take(name)) for name in (*_TEXTS, "note")}
    reference = Reference(
        id=label or f"record {number}",
        type=becoming.type,
        **texts,
        **people,
        issued=issued.date,
        original_date=original.date or reprinted.date,
        url=clean(text_of(entry.take("URL"))),
        inner_titles=base.in_italics(raw["title"]),
        verbatim=frozenset(name for name in _TEXTS if _KEPT.fullmatch(raw[name])),
    )
    item = Item(
        line,
        reference,
        becoming,
        issued.words or base.status(texts["status"], issued.date),
        _text(entry, "collection-number") if reference.collection_title else "",
        doi=text_of(entry.take("DOI")),
        tags=base.tags(_text(entry, "keyword")),
        shelfmark=_text(entry, "call-number"),
        dropped=(
            *entry.left(_PASSED_OVER),
            *_others(entry),
            *base.weakened("original-date", original),
        ),
    )
    return zotero_extra.added(item, _plain(raw["note"]))


def _type(name: str, texts: Mapping[str, str]) -> EntryType:
    """Return what an item is, by its own type or, if that is not known, by what contains it."""
    known = entry_type(name)
    if known.kind == "collection" and texts["archive"]:
        # CSL means papers in an archive by it, not a book.
        return EntryType("webpage", "archive")
    if known.type:
        return known
    return known._replace(type="chapter" if texts["container_title"] else "book")


def _texts(entry: Fields) -> dict[str, Any]:
    """Return the variables of a reference that are texts."""
    texts: dict[str, Any] = {mine: _text(entry, name) for name, mine in _TEXTS.items()}
    for mine, more in (("archive", "archive-place"), ("archive_location", "archive_collection")):
        texts[mine] = ", ".join(filter(None, (texts[mine], _text(entry, more))))
    subtitle = _text(entry, "subtitle")
    if subtitle not in texts["title"]:
        texts["title"] = base.with_subtitle(texts["title"], subtitle)
    return texts


def _text(entry: Fields, name: str) -> str:
    return clean(_plain(text_of(entry.take(name))))


def _plain(rich: str) -> str:
    """Return a text without CSL's rich text."""
    return "<".join(map(base.plain, rich.split(_BROKEN)))


def _others(entry: Fields) -> Iterator[str]:
    """Yield the variables of which only the first text is read, or that end in "et al."."""
    for name in (*_TEXTS, "subtitle"):
        value = entry.take(name)
        if isinstance(value, list) and len([*filter(None, value)]) > 1:
            yield f"{name} (another)"
    for name in NAME_VARIABLES:
        value = entry.take(name)
        people = value if isinstance(value, list) else []
        families = (_name(one).family for one in people if isinstance(one, dict))
        if any(map(person_names.is_others, families)):
            yield f"{name} (and others)"


def _names(value: object) -> tuple[Name, ...]:
    """Read the names of a variable: objects, but also texts, or one text."""
    people = value if isinstance(value, list) else [value]
    names = (
        _name(one) if isinstance(one, dict) else listed_name(clean(text_of(one))) for one in people
    )
    return tuple(name for name in names if name.family and not person_names.is_others(name.family))


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


def _dates(entry: Fields) -> tuple[date_reader.DateReading, ...]:
    """Read the date, that of the original, and that which a reprint gives for its original."""
    issued = next(filter(None, map(entry.take, _DATES)), None)
    said = clean(csl_dates.words_of(issued))
    words, before = base.reprint(said)
    read = date_reader.read(words) if words != said else csl_dates.read(issued)
    return read, csl_dates.read(entry.take("original-date")), date_reader.read(before)
