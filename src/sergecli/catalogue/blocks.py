"""Takes records out of the text of a catalogue, and puts them in; all else stays as it is.

A block is the text of one record: from the comment right above its header
`[[works]]` to the last value of its last sub-table. The blank lines around part it
from its neighbours. Before a new text is given out it is read: everything but the
one record must be equal to what it was.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from sergecli.errors import CatalogueError, Problem, UnknownWorkError

# What matters to where a statement of TOML ends, and what hides that: how each string,
# and a comment, ends. One on a single line ends there at the latest, also in a faulty text.
_MARK = re.compile(r"""\"{3}|'{3}|["'#\[\]{}\n]""")
_ENDS = {
    '"""': re.compile(r'\\.|("{3,5})'),
    "'''": re.compile(r"('{3,5})"),
    '"': re.compile(r'\\.|("|(?=\n))'),
    "'": re.compile(r"('|(?=\n))"),
    "#": re.compile(r"((?=\n))"),
}
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}
_ID = re.compile(r"""[ \t]*(?:id|"id"|'id')[ \t]*=""")
_SPACE = " \t\r\n"
_LINE_END = re.compile(r"[ \t]*\r?\n|\Z")
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*")
# A text that ends in a blank line, or has only such.
_PARTED = re.compile(r"(?:\A|\n)[ \t]*\r?\n\Z|\A\Z")
# What `append` puts before a block.
_PARTING = re.compile(r"\r?\n(?:[ \t]*\r?\n)?\Z")


class _Statement(NamedTuple):
    """A header, a key and its value, a comment, or a blank line; without its line end."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Block(NamedTuple):
    """Where a record stands, and its id; `start` is that of the comment above it."""

    id: str | None
    start: int
    header: int
    end: int


def append(text: str, record: str) -> str:
    """Put a record, or several, behind all else, with a blank line between.

    They take the line ends of the text; how the text ends is how it ends then.
    Raises CatalogueError where anything else would be changed by that.
    """
    line_end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    block = re.sub(r"\r?\n", line_end, record.strip(_SPACE))
    content = text.rstrip(_SPACE)
    if content:
        at = _line_end(text, len(content))
        new = text[:at] + line_end * 2 + block + text[at:]
    else:
        new = text + block + line_end
    expected = _parsed(text)
    expected["works"] = [*_works(expected), *_works(_parsed(record))]
    return _verified(
        new,
        expected,
        "no record can be added, since its works stand elsewhere than under [[works]]",
    )


def remove(text: str, identity: str) -> str:
    """Take out the block of a record.

    The comment right above it goes along, other comments stay. Raises
    UnknownWorkError where there is no such record, and CatalogueError where it
    cannot be taken out with nothing else changed.
    """
    expected = _parsed(text)
    works = _works(expected)
    expected["works"] = [work for work in works if work.get("id") != identity]
    if len(works) == len(expected["works"]):
        raise _unknown(identity)
    new = next((_without(text, one) for one in _blocks(text) if one.id == identity), text)
    return _verified(new, expected, f"the record of {identity} cannot be taken out by itself")


def line_of(text: str, identity: str) -> int:
    """Give the line, counted from 1, of a record's header; the text may have other faults.

    Raises UnknownWorkError.
    """
    for block in _blocks(text):
        if block.id == identity:
            return text.count("\n", 0, block.header) + 1
    raise _unknown(identity)


def _statements(text: str) -> Iterator[_Statement]:
    start = depth = 0
    for mark, at in _marks(text):
        if mark == "\n" and not depth:
            yield _Statement(start, text[start : _line_end(text, at)])
            start = at + 1
        else:
            depth = max(depth + _DEEPER.get(mark, 0), 0)
    yield _Statement(start, text[start:])


def _marks(text: str) -> Iterator[tuple[str, int]]:
    """Give the brackets and line ends that stand in no string or comment, and where."""
    at = 0
    while found := _MARK.search(text, at):
        at = found.end()
        if found[0] in _ENDS:
            # What is escaped has no group; it cannot end a string.
            ends = (one.end() for one in _ENDS[found[0]].finditer(text, at) if one[1] is not None)
            at = next(ends, len(text))
        else:
            yield found[0], found.start()


def _line_end(text: str, at: int) -> int:
    """Give where the line of a place ends, without its line end."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - text.startswith("\r\n", max(end - 1, 0))


def _blocks(text: str) -> Iterator[_Block]:
    """Find the blocks, in order."""
    block: _Block | None = None
    above: int | None = None
    own = False
    for statement in _statements(text):
        sign = statement.text.lstrip(_SPACE)[:1]
        if sign in {"", "#"}:
            above = None if not sign else statement.start if above is None else above
            continue
        start, above = statement.start if above is None else above, None
        table = _header(statement.text) if sign == "[" else ""
        if table in {"[[works]]", "[other]"}:
            if block:
                yield block
            block = None
        if table == "[[works]]":
            block = _Block(None, start, statement.start, statement.end)
        if block:
            own = table == "[[works]]" or (own and not table)
            name = _id(statement.text) if own else None
            block = block._replace(id=block.id or name, end=statement.end)
    if block:
        yield block


@lru_cache
def _header(text: str) -> str:
    """Tell what a header, however it is spelled, begins: a record, a part of one, or other."""
    try:
        works = tomllib.loads(text).get("works")
    except (ValueError, RecursionError):
        works = None
    return "[[works]]" if isinstance(works, list) else "[works.…]" if works else "[other]"


def _id(text: str) -> str | None:
    """Give the id, if it is that which a key and its value say."""
    try:
        return str(tomllib.loads(text)["id"]) if _ID.match(text) else None
    except (ValueError, RecursionError):
        return None


def _without(text: str, block: _Block) -> str:
    before, after = text[: block.start], text[block.end :]
    if not before.strip(_SPACE) or after.strip(_SPACE):
        # Of the blank lines on both sides those behind go, unless there are no others.
        gone = _BLANK_LINES if _PARTED.search(before) else _LINE_END
        found = gone.match(after)
        return before + after[found.end() if found else 0 :]
    return _PARTING.sub("", before) + after


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        raise _refusal("is not TOML") from None


def _works(document: dict[str, Any]) -> list[dict[str, Any]]:
    works = document.get("works", [])
    if isinstance(works, list) and all(isinstance(work, dict) for work in works):
        return works
    raise _refusal("works must be a list of records, each under [[works]]")


def _verified(text: str, expected: dict[str, Any], why_not: str) -> str:
    try:
        read = tomllib.loads(text)
    except (ValueError, RecursionError):
        read = {}
    if {"works": [], **read} != expected:
        raise _refusal(f"{why_not}; serge edit opens it")
    return text


def _refusal(message: str) -> CatalogueError:
    # The file has no name here.
    return CatalogueError("your catalogue", (Problem(0, "", "", message),))


def _unknown(identity: str) -> UnknownWorkError:
    return UnknownWorkError(f"there is no work of the id ‘{identity}’ in your catalogue")
