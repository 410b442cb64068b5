"""CSL-JSON, as Zotero, Mendeley, pandoc and serge write it (CSL 1.0.2, appendix IV)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sergecli.importers import base, zotero_extra
from sergecli.importers.base import Item, clean, listed_name, not_this_format, person
from sergecli.importers.entry import Entry
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import NAME_VARIABLES, TEXT_VARIABLES, Name, Reference
from sergecli.model.edtf import Date
from sergecli.model.work import Head

# The types of CSL and of Crossref (api.crossref.org), by what they become.
_TYPES = base.types(
    {
        "article-journal": (
            "article-journal article-magazine article journal-article magazine-article "
            "posted-content"
        ),
        "article-journal review": "review review-book book-review",
        "article-newspaper": "article-newspaper newspaper-article",
        "book": "book classic report thesis dissertation monograph reference-book",
        "book collection": "collection edited-book",
        "book pamphlet": "pamphlet",
        "book text": "periodical",
        "chapter": (
            "chapter entry entry-dictionary entry-encyclopedia paper-conference book-chapter "
            "book-part book-section proceedings-article reference-entry"
        ),
        "personal_communication letter": "letter personal_communication",
        "webpage": "post post-weblog webpage",
        "webpage speech": "speech",
    }
)
# Types without a kind of their own, and the one that carries no information.
_WEAK, _NO_TYPE = frozenset({"dissertation", "report", "thesis"}), frozenset({"document", ""})
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
        *_TEXTS, *NAME_VARIABLES, *_PASSED_OVER, "call-number", "DOI", "issued", "keyword",
        "original-date", "subtitle", "URL",
    }
)  # fmt: skip
# serge breaks a mark of rich text so, to keep its letters; see `formats.csl_json`.
_BROKEN = '<<span class="nocase"></span>'
_KEPT = re.compile(r'<span class="nocase">(?P<title>.*)</span>', re.DOTALL)
# Where Crossref gives no other date, one of its own.
_DATES = ("issued", "published-print", "published-online", "published")
# The pseudo-months that some programs write for spring to winter.
# The months that citeproc-js has for spring to winter.
_PSEUDO_MONTHS = {"13": "1", "14": "2", "15": "3", "16": "4"}
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
    label = clean(_text(values.get("id")) or _text(values.get("citation-key")))
    name = _text(values.get("type")).lower()
    type_, kind = _TYPES.get(name, ("", ""))
    issued, original, reprinted = _dates(values)
    texts: dict[str, Any] = {mine: _plain(_text(values.get(name))) for name, mine in _TEXTS.items()}
    texts["note"] = ""
    subtitle = _plain(_text(values.get("subtitle")))
    if subtitle not in texts["title"]:
        texts["title"] = base.with_subtitle(texts["title"], subtitle)
    people: dict[str, Any] = {name: _names(values.get(name)) for name in NAME_VARIABLES}
    reference = Reference(
        id=label or f"record {number}",
        type=type_ or ("chapter" if texts["container_title"] else "book"),
        **texts,
        **people,
        issued=issued.date,
        original_date=original.date or reprinted.date,
        url=clean(_text(values.get("URL"))),
        inner_titles=base.in_italics(_text(values.get("title"))),
        verbatim=frozenset(name for name in _TEXTS if _KEPT.fullmatch(_text(values.get(name)))),
    )
    reference, lost = base.in_series(reference, _plain(_text(values.get("collection-number"))))
    item = Item(
        line,
        reference,
        kind,
        base.unknown_type(name, _TYPES, _WEAK, _NO_TYPE),
        issued.words or base.status(texts["status"], issued.date),
        doi=_text(values.get("DOI")),
        tags=base.tags(_plain(_text(values.get("keyword")))),
        shelfmark=_plain(_text(values.get("call-number"))),
        dropped=(*_dropped(values), *lost, *base.weakened("original-date", original)),
    )
    return zotero_extra.added(
        item, "<".join(map(base.plain, _text(values.get("note")).split(_BROKEN)))
    )


def _text(value: object) -> str:
    """Return a text, the digits of a number, or the first of several, as Crossref has them."""
    if isinstance(value, list):
        value = next((one for one in value if one and not isinstance(one, list)), "")
    if isinstance(value, str):
        return value
    plain_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if plain_number else ""


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
        _name(one) if isinstance(one, dict) else listed_name(clean(_text(one))) for one in people
    )
    return tuple(name for name in names if name.family and not base.is_others(name.family))


def _name(parts: Mapping[str, Any]) -> Name:
    # citeproc-js writes "Frank G.,! Jr." for a suffix after a comma.
    texts = {name: clean(_text(value)).replace(",!", ",") for name, value in parts.items()}
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
    words, before = base.reprint(clean(_words(issued)))
    read = date_reader.read(words) if before else _date(issued)
    return read, _date(values.get("original-date")), date_reader.read(before)


def _words(value: object) -> str:
    """Return the words of a date, if it has no other form."""
    if not isinstance(value, dict):
        return "" if isinstance(value, list) else _text(value)
    return next(filter(None, (_text(value.get(one)) for one in ("edtf", "literal", "raw"))), "")


def _date(value: object) -> date_reader.DateReading:
    """Read a date in any of the forms that programs write."""
    if isinstance(value, list):
        value = {"date-parts": [_parts(one) if isinstance(one, dict) else one for one in value]}
    if not isinstance(value, dict):
        return date_reader.read(clean(_text(value)))
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not parts:
        parts = _parts(value)
    points = parts if any(isinstance(one, list) for one in parts) else [parts]
    said = date_reader.read(
        "/".join(filter(None, (_point(one, value) for one in points))) or clean(_words(value))
    )
    date, words = _doubted(said.date, value), clean(_words(value))
    # Words beside the numbers may say more than they do, or something else.
    other = bool(words) and date_reader.read(words).date not in {said.date, date}
    return date_reader.DateReading(date, words if other else said.words)


def _parts(value: Mapping[str, Any]) -> list[str]:
    """Return year, month or season, and day, as pandoc's YAML has them."""
    season = _text(value.get("season"))
    month = _text(value.get("month")) or (f"season-{season}" if season else "")
    return [_text(value.get("year")), month, _text(value.get("day"))]


def _point(parts: object, value: Mapping[str, Any]) -> str:
    """Return year, month and day, as far as they are numbers."""
    numbers = [_text(one).strip() for one in parts] if isinstance(parts, list) else []
    while numbers and not numbers[-1]:
        numbers.pop()
    if not numbers:
        return ""
    year, *rest = numbers
    said = rest[0] if rest else f"season-{_text(value.get('season'))}"
    if season := _season(said, year):
        rest[:1] = [season]
    # A year with two digits may be in any century.
    sound = all(one.isdecimal() and len(one) <= len("1938") for one in (year, *rest))
    if not sound or len(year) <= len("38"):
        return "-".join((year, *rest))
    return f"{int(year):04d}" + "".join(f"-{int(part):02d}" for part in rest if int(part))


def _season(said: str, year: str) -> str:
    """Return EDTF's number of a season: "season-01", "season-spring", or 13, a pseudo-month."""
    name = said.removeprefix("season-").lower()
    number = name.lstrip("0") if said != name else _PSEUDO_MONTHS.get(said, "")
    if number in {"1", "2", "3", "4"}:
        return f"2{number}"
    date = date_reader.parse(f"{name} {year}") if name.isalpha() else None
    return str(date.points[0].month) if date and date.points[0].season else ""


def _doubted(date: Date | None, value: Mapping[str, Any]) -> Date | None:
    """Mark every part of a date as approximate, if it is."""
    circa = value.get("circa")
    plain_circa = "" if isinstance(circa, list) else _text(circa)
    if not date or not (circa is True or plain_circa not in {"", "false", "0"}):
        return date
    points = tuple(point._replace(approximate=True) for point in date.points)
    return replace(date, points=points)
