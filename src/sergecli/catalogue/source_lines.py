"""Finds the line and the column of what a fault or a doubt is about.

The TOML reader of the standard library tells no positions. So the text, which it
has found right, is walked through once more, by the grammar of TOML 1.0: what
would be wrong there is never met here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

_BASIC = r'"(?:[^"\\\n]++|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
_BLOCK = r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
_LITERAL_BLOCK = r"'''(?:[^']++|'(?!''))*+'{3,5}"
_KEY = re.compile(rf"{_BASIC}|{_LITERAL}|[A-Za-z0-9_-]++")
VALUE = re.compile(rf"{_BLOCK}|{_LITERAL_BLOCK}|{_BASIC}|{_LITERAL}|[^\[\]{{}},#\n]++", re.DOTALL)
# What may stand between: blanks, line ends, comments, and the commas of lists and tables.
_GAP = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*+")
_BLANK = re.compile(r"[ \t]*+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
# How a string begins, and one letter of it; a line end that is escaped is none.
_OPENING = re.compile(r'(?:"""|\'\'\')(?:\r?\n)?|["\']')
_LETTER = re.compile(r"(?P<joint>\\[ \t]*\r?\n[ \t\r\n]*)|\\(?:u.{4}|U.{8}|.)|\r\n|.", re.DOTALL)
_LITERAL_LETTER = re.compile(r"(?P<joint>(?!))|\r\n|.", re.DOTALL)
_RECORDS = "works"
# A place by its record and its name in it; and the file itself.
_Name = tuple[int, str]
_ROOT: _Name = (-1, "")


class Place(NamedTuple):
    """What is looked for: `editions[2].date` in a record by its number from 0.

    The record -1 is the file itself, where `catalogue.title` and `people.Max
    Shachtman` stand; an empty field is the record's header. `of_key`: not the
    value, but the key before it. `letter`: in the value, a text, that letter,
    counted from 1.
    """

    record: int
    field: str
    of_key: bool = False
    letter: int = 0


class Position(NamedTuple):
    """A line and a column of a text in characters, each counted from 1; 0 if not known."""

    line: int
    column: int


class Entry(NamedTuple):
    """A key and its value: the name of its place, and the offsets of both.

    What has no text of its own, such as the table `text` of a dotted key
    `text.date`, is `implied`.
    """

    record: int
    field: str
    key: int
    value: int
    implied: bool = False


def shown(key: str) -> str:
    """Give a key as messages name it: quoted if it is empty or would not show."""
    return key if key and key.isprintable() else repr(key)


def locate(text: str, places: Iterable[Place]) -> dict[Place, Position]:
    """Find places in a text of TOML that was read without a fault.

    What is not there is found where it would be: in the table or the list, else
    the record, that should have it. What can't be told is 0, 0.
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
    """Find the first key given twice, in a text that is otherwise right up to its end."""
    seen: set[_Name] = set()
    # The end may be in the middle of a list or a table.
    with suppress(IndexError):
        for entry in walk(text):
            name = entry.record, entry.field
            if name in seen and not entry.implied:
                return entry.field or _RECORDS, _spots(text, [entry.key])[entry.key]
            if not entry.implied:
                seen.add(name)
    return None


def _outward(place: Place) -> Iterator[_Name]:
    """Give the name of a place, and of all that it stands in."""
    field = place.field
    while field:
        yield place.record, field
        field = field[: max(field.rfind("."), field.rfind("["), 0)]
    yield place.record, ""


def _found(text: str, wanted: set[_Name]) -> dict[_Name, Entry | None]:
    """Give the entries that are wanted; None for a name that means two."""
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
    """Go from the texts in which letters are wanted to the letters, through each text once."""
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
    """Find letters of a string in quotes, however they are written there."""
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


def _spots(text: str, offsets: Iterable[int]) -> dict[int, Position]:
    """Count lines and columns, in one walk however many are asked for."""
    spots = {}
    line, begin, last = 1, 0, 0
    for offset in sorted(offsets):
        line += text.count("\n", last, offset)
        begin = max(begin, text.rfind("\n", last, offset) + 1)
        spots[offset] = Position(line, offset - begin + 1)
        last = offset
    return spots


def walk(text: str) -> Iterator[Entry]:
    """Give every key of a text of TOML, and every value in a list, in the order of the text."""
    return _Walk(text).entries()


class _Walk:
    """Goes through a text; `at` is where it is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        # How many tables there are so far of each [[name]].
        self._counts: dict[_Name, int] = {}

    def entries(self) -> Iterator[Entry]:
        """Give every entry."""
        table = _ROOT
        self._pass(_GAP)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                header = self._header()
                yield from header
                table = header[-1][:2]
            else:
                yield from self._assignment(table)
            self._pass(_GAP)

    def _pass(self, pattern: re.Pattern[str]) -> str:
        """Step over what matches, and give it."""
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return match[0] if match else ""

    def _header(self) -> list[Entry]:
        """Go through `[a.b]` or `[[a.b]]`; the last entry is the table itself."""
        begin = self._at
        brackets = 2 if self._text.startswith("[[", begin) else 1
        self._at += brackets
        keys = self._keys()
        self._at += brackets
        entries = []
        here = _ROOT
        for number, (at, key) in enumerate(keys, 1):
            here = _inner(here, key)
            outer = number < len(keys)
            if brackets == 2 and not outer:  # noqa: PLR2004 - [[a.b]]
                self._counts[here] = self._counts.get(here, 0) + 1
            is_list = here in self._counts
            entries.append(Entry(*here, at, begin, implied=outer or is_list))
            if is_list:
                here = _nth(here, self._counts[here])
                entries.append(Entry(*here, at, begin, implied=outer))
        return entries

    def _keys(self) -> list[tuple[int, str]]:
        """Go through a key, which may be dotted; give each part with its offset."""
        keys = []
        while True:
            self._pass(_BLANK)
            keys.append((self._at, _unquoted(self._pass(_KEY))))
            self._pass(_BLANK)
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1

    def _assignment(self, table: _Name) -> Iterator[Entry]:
        """Go through `key = value`, and all that the value holds."""
        named = self._named(table)
        yield from named
        here: _Name = named[-1][:2]
        # Of each bracket that is open: its place, and how many values it has had (-1: a table).
        brackets: list[tuple[_Name, int]] = []
        while True:
            opened = self._text[self._at]
            if opened in "[{":
                brackets.append((here, 0 if opened == "[" else -1))
                self._at += 1
            else:
                self._pass(VALUE)
            self._close(brackets)
            if not brackets:
                return
            outer, had = brackets.pop()
            if had < 0:
                named = self._named(outer)
            else:
                had += 1
                named = [Entry(*_nth(outer, had), self._at, self._at)]
            brackets.append((outer, had))
            yield from named
            here = named[-1][:2]

    def _close(self, brackets: list[tuple[_Name, int]]) -> None:
        """Step over whatever closes brackets, to the next key or value in them."""
        while brackets:
            self._pass(_GAP)
            if self._text[self._at] not in "]}":
                return
            self._at += 1
            brackets.pop()

    def _named(self, table: _Name) -> list[Entry]:
        """Go through `key =`, up to its value; the last entry is the value's."""
        here = table
        keys = self._keys()
        self._at += 1
        self._pass(_BLANK)
        entries = []
        for number, (at, key) in enumerate(keys, 1):
            here = _inner(here, key)
            entries.append(Entry(*here, at, self._at, implied=number < len(keys)))
        return entries


def _inner(table: _Name, key: str) -> _Name:
    record, field = table
    return record, f"{field}.{shown(key)}" if field else shown(key)


def _nth(of_list: _Name, number: int) -> _Name:
    """Name a place in a list, counted from 1; the works are the records."""
    if of_list == (-1, _RECORDS):
        return number - 1, ""
    record, field = of_list
    return record, f"{field}[{number}]"


def _unquoted(key: str) -> str:
    if key.startswith("'"):
        return key[1:-1]
    return _ESCAPE.sub(_unescaped, key[1:-1]) if key.startswith('"') else key


def _unescaped(escape: re.Match[str]) -> str:
    four, eight, one = escape.groups()
    return chr(int(four or eight, 16)) if four or eight else _ESCAPED.get(one, one)
