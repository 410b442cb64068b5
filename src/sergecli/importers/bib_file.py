"""The syntax of .bib files: entries with the values of their fields, TeX's commands still in them.

Braces are paired once for the whole file, so that no broken entry is searched
for its end twice, and reading takes time in proportion to the file.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sergecli.importers.base import LONGEST
from sergecli.model.edtf import MONTHS
from sergecli.text.sanitize import safe

# A line that is commented out, or where an entry may begin.
_START = re.compile(r"^[ \t]*%[^\n]*|(?<![^\s})])@[ \t]*(\w{1,40})\s*([{(])", re.MULTILINE)
_BETWEEN = re.compile(r"(?:[\s,]|%[^\n]*)*")
_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"[^\s=,{}()\"#%@][^\s=,{}\"#]*")
_EQUALS = re.compile(r"\s*=\s*")
_KEY = re.compile(r"[ \t\r\n]*+([^=,{}()\"]*+)(?=[,}=)])")
_LABEL = re.compile(r"\s*([^\s,{}=]{1,80})(?!\s*=)")
_BARE = re.compile(r"[^\s,#{}()\"=@]+")
_QUOTE_OR_BRACE = re.compile(r'["{]')
_LONGEST_MACRO = 1000
# BibTeX has the first three letters of each month; others write whole names, too.
_MACROS = {name.lower(): name.lower() for month in MONTHS for name in (month, month[:3], month[:4])}
_BROKEN = "the entry is incomplete: check its braces, commas and equals signs"


class BibEntry(NamedTuple):
    """An entry as the file has it; `broken` says why it can't be read, if it can't."""

    line: int
    type: str
    key: str
    fields: dict[str, str]
    broken: str = ""
    dropped: tuple[str, ...] = ()


class _SyntaxError(Exception):
    """An entry that can't be read."""


def parse(text: str) -> Iterator[BibEntry]:
    """Yield each entry of a file; @comment, @preamble and lines after % are passed over."""
    partners = _partners(text)
    macros = dict(_MACROS)
    at, line, counted = 0, 1, 0
    while start := _START.search(text, at):
        at = start.end()
        if not start[1]:
            continue
        line += text.count("\n", counted, start.start(1))
        counted = start.start(1)
        # A brace that is never closed begins an entry of which nothing can be read.
        unclosed = at - 1 if start[2] == "{" else 0
        kind, end = start[1].lower(), partners.get(at - 1, unclosed)
        if kind in {"comment", "preamble"}:
            at = max(at, end)
            continue
        scanner = _Scanner(text, at, end, partners, macros)
        try:
            key = "" if kind == "string" else scanner.key()
            fields, dropped = scanner.fields()
        except _SyntaxError:
            label = _LABEL.match(text, at)
            yield BibEntry(line, kind, label[1] if label else "", {}, _BROKEN)
            continue
        at = scanner.at
        if kind == "string":
            macros |= {name: value[:_LONGEST_MACRO] for name, value in fields.items()}
        else:
            yield BibEntry(line, kind, key, fields, "", tuple(dropped))


def _partners(text: str) -> dict[int, int]:
    """Return the offset of the closing brace for each opening one, as BibTeX pairs them."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for brace in re.finditer("[{}]", text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            partners[opened.pop()] = brace.start()
    return partners


class _Scanner:
    """Reads one entry, starting after its opening brace or parenthesis."""

    def __init__(
        self, text: str, at: int, end: int, partners: Mapping[int, int], macros: Mapping[str, str]
    ) -> None:
        self.at = at
        self._text, self._end = text, end or len(text)
        self._closing = "}" if end else ")"
        self._partners, self._macros = partners, macros

    def key(self) -> str:
        """Read the key, if there is one: EndNote writes entries without."""
        match = _KEY.match(self._text, self.at, self._end + 1)
        if not match:
            raise _SyntaxError
        if self._text[match.end()] == "=":
            return ""
        self.at = match.end()
        return match[1].rstrip()

    def fields(self) -> tuple[dict[str, str], list[str]]:
        """Read the fields up to the end; return them, and what is given twice or undefined."""
        fields: dict[str, str] = {}
        dropped = []
        while not self._closed():
            name = self._match(_NAME).lower()
            self._match(_EQUALS)
            value, undefined = self._value()
            dropped += [f"{name} (@string {safe(macro)} is not defined)" for macro in undefined]
            if fields.setdefault(name, value) != value:
                dropped.append(f"{name} (given twice)")
        return fields, dropped

    def _closed(self) -> bool:
        self._match(_BETWEEN)
        if self._text[self.at : self.at + 1] != self._closing:
            return False
        self.at += 1
        return True

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self.at, self._end + 1)
        if not match:
            raise _SyntaxError
        self.at = match.end()
        return match[0]

    def _value(self) -> tuple[str, list[str]]:
        """Read a value, its pieces put together: `"28~" # apr`."""
        value, undefined = "", []
        while True:
            piece, macro = self._piece()
            # Macros of macros could make a little file very long.
            value = (value + piece)[: LONGEST + 1]
            undefined += [macro] if macro else []
            self._match(_SPACE)
            if self._text[self.at : self.at + 1] != "#":
                return value, undefined
            self.at += 1
            self._match(_SPACE)

    def _piece(self) -> tuple[str, str]:
        """Read a text in braces or quotation marks, a number or a macro; name one not defined."""
        first = self._text[self.at : self.at + 1]
        if first == "{":
            return self._until(self._partners.get(self.at, 0)), ""
        if first == '"':
            return self._until(self._quoted()), ""
        if first in {",", self._closing}:
            return "", ""
        name = self._match(_BARE)
        known = self._macros.get(name.lower(), name)
        sound = name.isdecimal() or name.lower() in self._macros
        return known, "" if sound else name[:40]

    def _until(self, end: int) -> str:
        if not end or end > self._end:
            raise _SyntaxError
        start, self.at = self.at + 1, end + 1
        return self._text[start : min(end, start + LONGEST + 1)]

    def _quoted(self) -> int:
        """Find the quotation mark at the end, outside braces."""
        at = self.at + 1
        while match := _QUOTE_OR_BRACE.search(self._text, at, self._end):
            if match[0] == '"':
                return match.start()
            at = self._partners.get(match.start(), self._end)
        return 0
