"""Reads TOML, and scans its text for the positions of keys and values.

The TOML reader of the standard library does not report positions, and needs gigabytes for
a key of thousands of parts. So where either matters the text is scanned once more, by the
grammar of TOML 1.0. The scan resumes after any line that is not TOML.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

_BASIC = r'"(?:[^"\\\n]++|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
_BLOCK = r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
_LITERAL_BLOCK = r"'''(?:[^']++|'(?!''))*+'{3,5}"
_KEY = re.compile(rf"{_BASIC}|{_LITERAL}|[A-Za-z0-9_-]++")
# Nearly every key: bare, and without a dot.
_BARE = re.compile(r"[ \t]*+([A-Za-z0-9_-]++)[ \t]*+(?!\.)")
VALUE = re.compile(rf"{_BLOCK}|{_LITERAL_BLOCK}|{_BASIC}|{_LITERAL}|[^\[\]{{}},#\n]++", re.DOTALL)
# What may separate values: blanks, line breaks, comments, and the commas of lists and tables.
_GAP = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*+")
# Values in a list that contain no others.
_PLAIN = re.compile(rf"(?:(?:{VALUE.pattern}){_GAP.pattern})*+", re.DOTALL)
_BLANK = re.compile(r"[ \t]*+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
# The rest of a line, after its key and value.
_REST = re.compile(r"[^\n]*+")
# A catalogue's keys have up to five parts; the reader's time grows with their square.
MOST_PARTS = 20
# The reader refuses longer lists, so the places of more values are not looked for.
MOST_VALUES = 1_000
# No key begins behind a backslash; to look there would take quadratic time in escaped quotes.
_PART = rf"(?:(?<!\\){_BASIC}|{_LITERAL}|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]++)"
_MANY_PARTS = re.compile(rf"(?:{_PART}[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}")
# The table of the records; places in it are named by the number of their record.
RECORDS = "works"
# A place, given by its record (or -1) and its name in the record; and the file itself.
_Name = tuple[int, str]
_ROOT: _Name = (-1, "")


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


class Statement(NamedTuple):
    """A header, or a key and its value: its offsets, and all entries in it.

    It ends with its line, before the line break; a comment after it is part of it.
    """

    start: int
    end: int
    is_header: bool
    entries: list[Entry]

    @property
    def record(self) -> int:
        """Return the number of the record that it is a part of, or -1."""
        return self.entries[-1 if self.is_header else 0].record if self.entries else -1


class LongKeyError(ValueError):
    """A key has more parts than allowed; `offset` is its position."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"a key has more than {MOST_PARTS} parts")
        self.offset = offset


def loads(text: str) -> dict[str, Any]:
    """Read TOML.

    Raises LongKeyError, tomllib.TOMLDecodeError, RecursionError if it is nested too
    deeply, and ValueError (a base of the first two) for numbers of thousands of digits.
    """
    if _MANY_PARTS.search(text):
        walked = _Walk(text)
        for _ in walked.statements():
            if walked.long_key is not None:
                raise LongKeyError(walked.long_key)
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def document(text: str) -> Mapping[str, Any]:
    """Read TOML as `loads` does, once if the same text is asked for again; not to be changed."""
    return loads(text)


def statements(text: str) -> Iterator[Statement]:
    """Yield the headers and the keys of a text, in its order."""
    return _Walk(text).statements()


def walk(text: str) -> Iterator[Entry]:
    """Yield every key of a text of TOML, and every value in a list, in the order of the text."""
    return (entry for statement in statements(text) for entry in statement.entries)


def shown(key: str) -> str:
    """Return a key for messages: quoted if it is empty or not printable."""
    return key if key and key.isprintable() else repr(key)


class _Walk:
    """Scans a text; `at` is the current offset."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        # How many tables there are so far of each [[name]].
        self._counts: dict[_Name, int] = {}
        self.long_key: int | None = None

    def statements(self) -> Iterator[Statement]:
        """Yield every statement."""
        table = _ROOT
        self._pass(_GAP)
        while self._at < len(self._text):
            start = self._at
            is_header = self._text[start] == "["
            entries: list[Entry] = []
            try:
                for entry in self._header() if is_header else self._assignment(table):
                    entries.append(entry)  # noqa: PERF402 - what is read before an error is kept
            except (ValueError, IndexError):
                # This line is not TOML, or the text ends within it.
                pass
            if is_header and entries:
                table = entries[-1][:2]
            self._pass(_REST)
            end = self._at - self._text.startswith("\r", self._at - 1)
            yield Statement(start, end, is_header, entries)
            self._pass(_GAP)

    def _pass(self, pattern: re.Pattern[str]) -> str:
        """Step over what matches, and return it."""
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
        """Scan a key, which may be dotted; return each part with its offset."""
        if bare := _BARE.match(self._text, self._at):
            self._at = bare.end()
            return [(bare.start(1), bare[1])]
        keys = []
        while True:
            self._pass(_BLANK)
            keys.append((self._at, _unquoted(self._pass(_KEY))))
            if len(keys) > MOST_PARTS:
                self.long_key = keys[0][0]
                raise ValueError
            self._pass(_BLANK)
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1

    def _assignment(self, table: _Name) -> Iterator[Entry]:
        """Scan `key = value`; yield its entries, and those in the value."""
        named = self._named(table)
        yield from named
        here: _Name = named[-1][:2]
        # For each open bracket: its place, and how many values came in it so far (-1: a table).
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
                if had > MOST_VALUES:
                    self._pass(_PLAIN)
                named = [Entry(*_nth(outer, had), self._at, self._at)]
            brackets.append((outer, had))
            yield from named
            here = named[-1][:2]

    def _close(self, brackets: list[tuple[_Name, int]]) -> None:
        """Step over closing brackets, to the next key or value."""
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
        if self._text[self._at : self._at + 1] not in {"=", ""}:
            raise ValueError
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
    if of_list == (-1, RECORDS):
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
