"""Dates in CSL-JSON and CSL-YAML, in all the forms that programs write (CSL 1.0.2, appendix IV)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sergecli.importers.base import clean
from sergecli.model import date_reader
from sergecli.model.edtf import Date

# The months that citeproc-js has for spring to winter.
_PSEUDO_MONTHS = {"13": "1", "14": "2", "15": "3", "16": "4"}


def text_of(value: object) -> str:
    """Return a text, the digits of a number, or the first of several, as Crossref has them."""
    if isinstance(value, list):
        value = next((one for one in value if one and not isinstance(one, list)), "")
    if isinstance(value, str):
        return value
    plain_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if plain_number else ""


def words_of(value: object) -> str:
    """Return the words of a date, if it has no other form."""
    if not isinstance(value, dict):
        return "" if isinstance(value, list) else text_of(value)
    return next(filter(None, (text_of(value.get(one)) for one in ("edtf", "literal", "raw"))), "")


def read(value: object) -> date_reader.DateReading:
    """Read a date: year, month and day in arrays, by their names, or one text."""
    if isinstance(value, list):
        value = {"date-parts": [_parts(one) if isinstance(one, dict) else one for one in value]}
    if not isinstance(value, dict):
        return date_reader.read(clean(text_of(value)))
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not parts:
        parts = _parts(value)
    points = parts if any(isinstance(one, list) for one in parts) else [parts]
    words = clean(words_of(value))
    numbers = "/".join(filter(None, (_point(one, value) for one in points)))
    said = date_reader.read(numbers or words)
    date = _doubted(said.date, value)
    # Words beside the numbers may say more than they do, or something else.
    other = bool(words) and date_reader.read(words).date not in {said.date, date}
    return date_reader.DateReading(date, words if other else said.words)


def _parts(value: Mapping[str, Any]) -> list[str]:
    """Return year, month or season, and day, as pandoc's YAML has them."""
    season = text_of(value.get("season"))
    month = text_of(value.get("month")) or (f"season-{season}" if season else "")
    return [text_of(value.get("year")), month, text_of(value.get("day"))]


def _point(parts: object, value: Mapping[str, Any]) -> str:
    """Return year, month and day, as far as they are numbers."""
    numbers = [text_of(one).strip() for one in parts] if isinstance(parts, list) else []
    while numbers and not numbers[-1]:
        numbers.pop()
    if not numbers:
        return ""
    year, *rest = numbers
    said = rest[0] if rest else f"season-{text_of(value.get('season'))}"
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
    plain_circa = "" if isinstance(circa, list) else text_of(circa)
    if not date or not (circa is True or plain_circa not in {"", "false", "0"}):
        return date
    points = tuple(point._replace(approximate=True) for point in date.points)
    return replace(date, points=points)
