"""CSL-JSON, as Zotero, Mendeley, pandoc and serge write it (CSL 1.0.2, appendix IV)."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sergecli.importers.base import Found, clean, no_file, plain, refused, unlike, weaker
from sergecli.importers.entry import Entry
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import NAME_VARIABLES, TEXT_VARIABLES, Name, Reference
from sergecli.model.edtf import Date
from sergecli.model.work import Head

# Types of CSL: the reference's, and the catalogue's kind where that is told.
_TYPES = {
    "article-journal": ("article-journal", ""),
    "article-magazine": ("article-journal", ""),
    "article-newspaper": ("article-newspaper", ""),
    "article": ("article-journal", ""),
    "book": ("book", ""),
    "chapter": ("chapter", ""),
    "classic": ("book", ""),
    "collection": ("book", "collection"),
    "entry": ("chapter", ""),
    "entry-dictionary": ("chapter", ""),
    "entry-encyclopedia": ("chapter", ""),
    "pamphlet": ("book", "pamphlet"),
    "letter": ("personal_communication", "letter"),
    "paper-conference": ("chapter", ""),
    "periodical": ("book", "text"),
    "personal_communication": ("personal_communication", "letter"),
    "post": ("webpage", ""),
    "post-weblog": ("webpage", ""),
    "report": ("book", ""),
    "review": ("article-journal", "review"),
    "review-book": ("article-journal", "review"),
    "speech": ("webpage", "speech"),
    "thesis": ("book", ""),
    "webpage": ("webpage", ""),
}
# Types that have no kind of their own, and that which says nothing.
_WEAK, _NO_TYPE = frozenset({"report", "thesis"}), frozenset({"document", ""})
# An address is looked at before it is taken.
_TEXTS = {name: kept for name, kept in TEXT_VARIABLES.items() if name != "URL"}
# What says nothing of the work, or says again what another variable says.
_PASSED_OVER = frozenset(
    {
        "accessed", "categories", "citation-key", "citation-label", "custom", "id",
        "journalAbbreviation", "shortTitle", "source", "system_id", "title-short", "type",
        "container-title-short",
    }
)  # fmt: skip
_READ = {*_TEXTS, *NAME_VARIABLES, *_PASSED_OVER, "issued", "original-date", "URL", "DOI"}
# serge breaks a mark of rich text so, to keep its letters; see `formats.csl_json`.
_BROKEN = '<<span class="nocase"></span>'
_KEPT = re.compile(r'<span class="nocase">(?P<title>.*)</span>', re.DOTALL)
_FIRST_SEASON, _SEASONS = 21, frozenset("1234")
_SPACE = re.compile(r"[ \t\r\n]*")


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a .json file; raises CatalogueError where it is none, with the line."""
    return entries([_found(item, number) for number, item in enumerate(_items(text), 1)], head)


class _Item(NamedTuple):
    line: int
    value: object


def _items(text: str) -> Iterator[_Item]:
    """Give the items of the array one by one, for their lines; or of an object's `items`."""
    start = _after_space(text, 0)
    if not text.startswith("[", start):
        whole, _ = _decoded(text, start)
        listed = whole.get("items") if isinstance(whole, dict) else None
        yield from (_Item(0, one) for one in (listed if isinstance(listed, list) else [whole]))
        return
    at, line, counted = _after_space(text, start + 1), 1, 0
    while not text.startswith("]", at):
        line += text.count("\n", counted, at)
        counted = at
        value, at = _decoded(text, at)
        yield _Item(line, value)
        at = _after_space(text, at)
        if text.startswith(",", at):
            at = _after_space(text, at + 1)
        elif not text.startswith("]", at):
            raise no_file("is not JSON: a comma or ] is missing", text.count("\n", 0, at) + 1)


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _decoded(text: str, at: int) -> tuple[Any, int]:
    try:
        return json.JSONDecoder().raw_decode(text, at)
    except json.JSONDecodeError as error:
        said = error.msg[:1].lower() + error.msg[1:]
        raise no_file(f"is not JSON: {said}", error.lineno) from None
    except RecursionError:
        raise no_file("is nested too deeply", text.count("\n", 0, at) + 1) from None
    except ValueError:
        # Python refuses to read a number of more than 4,300 digits.
        raise no_file("holds a number too long to read", text.count("\n", 0, at) + 1) from None


def _found(item: _Item, number: int) -> Found:
    values = item.value
    if not isinstance(values, dict):
        return refused(f"record {number}", item.line, "it is no item of CSL, which is an object")
    label = clean(_text(values.get("id")) or _text(values.get("citation-key")))
    name = _text(values.get("type"))
    kind, ours = _TYPES.get(name, ("", ""))
    issued, original = (_date(values.get(one)) for one in ("issued", "original-date"))
    texts: dict[str, Any] = {mine: _plain(_text(values.get(name))) for name, mine in _TEXTS.items()}
    people: dict[str, Any] = {name: _names(values.get(name)) for name in NAME_VARIABLES}
    reference = Reference(
        id=label or f"record {number}",
        type=kind or ("chapter" if texts["container_title"] else "book"),
        **texts,
        **people,
        issued=issued.date,
        original_date=original.date,
        url=clean(_text(values.get("URL"))) or _doi(values),
        verbatim=frozenset(name for name in _TEXTS if _KEPT.fullmatch(_text(values.get(name)))),
    )
    lost = (*_lost(values), *weaker("original-date", original))
    other = unlike(name, _TYPES, _WEAK, _NO_TYPE)
    return Found(item.line, reference, ours, other, issued.words, lost=lost)


def _text(value: object) -> str:
    """Give a text, or the digits of a number."""
    if isinstance(value, str):
        return value
    plain_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if plain_number else ""


def _plain(rich: str) -> str:
    """Give a text without CSL's rich text."""
    return clean("<".join(map(plain, rich.split(_BROKEN))))


def _doi(values: Mapping[str, Any]) -> str:
    doi = clean(_text(values.get("DOI")))
    return doi if "://" in doi or not doi else f"https://doi.org/{doi}"


def _lost(values: Mapping[str, Any]) -> Iterator[str]:
    yield from (clean(name)[:40] for name, value in values.items() if value and name not in _READ)
    if values.get("DOI") and values.get("URL"):
        yield "DOI"


def _names(value: object) -> tuple[Name, ...]:
    people = value if isinstance(value, list) else []
    names = (_name(one) for one in people if isinstance(one, dict))
    return tuple(name for name in names if name.family)


def _name(person: Mapping[str, Any]) -> Name:
    parts = {name: clean(_text(value)) for name, value in person.items()}
    if parts.get("literal"):
        return Name(parts["literal"])
    family = _joined(parts, "non-dropping-particle", "family")
    given = _joined(parts, "given", "dropping-particle", "suffix")
    return Name(family, given) if family else Name(given)


def _joined(parts: Mapping[str, str], *names: str) -> str:
    return " ".join(filter(None, (parts.get(name) for name in names)))


def _date(value: object) -> date_reader.DateReading:
    if not isinstance(value, dict):
        return date_reader.read(clean(_text(value)))
    words = clean(_text(value.get("literal")) or _text(value.get("raw")))
    parts = value.get("date-parts")
    points = [_point(one, value) for one in parts] if isinstance(parts, list) else []
    said = date_reader.read("/".join(filter(None, points)) or words)
    return date_reader.DateReading(_doubted(said.date, value), said.words)


def _point(parts: object, value: Mapping[str, Any]) -> str:
    """Give year, month and day, as far as they are numbers."""
    numbers = [_text(one) for one in parts] if isinstance(parts, list) else []
    if not numbers or not all(one.isdecimal() and len(one) <= len("1938") for one in numbers):
        return "-".join(numbers)
    season = _text(value.get("season"))
    if len(numbers) == 1 and season in _SEASONS:
        numbers.append(str(_FIRST_SEASON + int(season) - 1))
    year, *rest = map(int, numbers)
    return f"{year:04d}" + "".join(f"-{part:02d}" for part in rest if part)


def _doubted(date: Date | None, value: Mapping[str, Any]) -> Date | None:
    """Mark every part of a date as approximate, if it is."""
    circa = value.get("circa")
    if not date or not (circa is True or _text(circa) not in {"", "false", "0"}):
        return date
    points = tuple(replace(point, approximate=True) for point in date.points)
    return replace(date, points=points)
