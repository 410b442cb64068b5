"""Finds the line and the column that an error or a warning is about."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sergecli.catalogue.toml_scanner import RECORDS, VALUE, Entry, walk

# How a string begins, and one character of it; an escaped line break is not one.
_OPENING = re.compile(r'(?:"""|\'\'\')(?:\r?\n)?|["\']')
_LETTER = re.compile(r"(?P<joint>\\[ \t]*\r?\n[ \t\r\n]*)|\\(?:u.{4}|U.{8}|.)|\r\n|.", re.DOTALL)
_LITERAL_LETTER = re.compile(r"(?P<joint>(?!))|\r\n|.", re.DOTALL)
# A place, given by its record and its name in the record.
_Name = tuple[int, str]


class Place(NamedTuple):
    """What is looked for: `editions[2].date` in a record by its number from 0.

    The record -1 is the file itself, which contains `catalogue.title` and `people.Max
    Shachtman`; an empty field is the record's header. `of_key`: the key instead of the
    value. `letter`: that character of the value, a string, counted from 1.
    """

    record: int
    field: str
    of_key: bool = False
    letter: int = 0


class Position(NamedTuple):
    """A line and a column of a text in characters, each counted from 1; 0 if not known."""

    line: int
    column: int


def locate(text: str, places: Iterable[Place]) -> dict[Place, Position]:
    """Return the positions of places in a text that is valid TOML.

    A missing field is located at the table or the list that should contain it, or else at
    the record. An unknown position is 0, 0.
    """
    wanted = set(places)
    entries = _found(text, {name for place in wanted for name in _outward(place)})
    offsets = {place: _offset(place, entries) for place in wanted}
    offsets |= _in_texts(text, {place: at for place, at in offsets.items() if place.letter})
    spots = _spots(text, {offset for offset in offsets.values() if offset is not None})
    return {
        place: Position(0, 0) if offset is None else spots[offset]
        for place, offset in offsets.items()
    }


def repeated(text: str) -> tuple[str, Position] | None:
    """Return the first key that is given twice, in a text that is otherwise valid TOML."""
    seen: set[_Name] = set()
    for entry in walk(text):
        name = entry.record, entry.field
        if name in seen and not entry.implied:
            return entry.field or RECORDS, position(text, entry.key)
        if not entry.implied:
            seen.add(name)
    return None


def _outward(place: Place) -> Iterator[_Name]:
    """Yield the name of a place, and of everything that contains it."""
    field = place.field
    while field:
        yield place.record, field
        field = field[: max(field.rfind("."), field.rfind("["), 0)]
    yield place.record, ""


def _found(text: str, wanted: set[_Name]) -> dict[_Name, Entry | None]:
    """Return the entries with the given names; None for a name that is ambiguous."""
    found: dict[_Name, Entry | None] = {}
    for entry in walk(text):
        name = entry.record, entry.field
        if name not in wanted:
            continue
        known = found.get(name)
        if name not in found or (known and known.implied and not entry.implied):
            found[name] = entry
        elif not entry.implied:
            found[name] = None
    return found


def _offset(place: Place, entries: Mapping[_Name, Entry | None]) -> int | None:
    for name in _outward(place):
        if entry := entries.get(name):
            return entry.key if place.of_key and name == place[:2] else entry.value
    return None


def _in_texts(text: str, places: Mapping[Place, int | None]) -> dict[Place, int | None]:
    """Replace the offsets of strings by those of characters in them; reads each string once."""
    wanted: dict[int, set[int]] = {}
    for place, at in places.items():
        if at is not None:
            wanted.setdefault(at, set()).add(place.letter)
    found = {at: _letters(text, at, letters) for at, letters in wanted.items()}
    return {
        place: None if at is None else found[at].get(place.letter, at)
        for place, at in places.items()
    }


def _letters(text: str, value: int, wanted: set[int]) -> dict[int, int]:
    """Return the offsets of characters of a quoted string, escaped or not."""
    whole, begin = VALUE.match(text, value), _OPENING.match(text, value)
    if not (whole and begin):
        return {}
    end = whole.end() - len(begin[0].strip())
    at, number = begin.end(), 0
    found: dict[int, int] = {}
    step = _LITERAL_LETTER if begin[0].startswith("'") else _LETTER
    while at < end and len(found) < len(wanted):
        passed = step.match(text, at)
        if not passed:
            break
        if not passed["joint"]:
            number += 1
            if number in wanted:
                found[number] = at
        at = passed.end()
    return found


def position(text: str, offset: int) -> Position:
    """Return the line and the column of an offset in a text."""
    return _spots(text, [offset])[offset]


def _spots(text: str, offsets: Iterable[int]) -> dict[int, Position]:
    """Return the lines and columns of offsets; reads the text once, however many there are."""
    spots = {}
    line, begin, last = 1, 0, 0
    for offset in sorted(offsets):
        line += text.count("\n", last, offset)
        begin = max(begin, text.rfind("\n", last, offset) + 1)
        spots[offset] = Position(line, offset - begin + 1)
        last = offset
    return spots
