"""Adds, removes and replaces records in the text of a catalogue; the rest of it stays the same.

A block is the text of one record: from the comment right above its header
`[[works]]` to the last value of its last sub-table. Blank lines separate it from its
neighbours. A new text is parsed before it is returned: everything but the
records concerned must be the same as before.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sergecli.catalogue import toml_scanner
from sergecli.catalogue.toml_scanner import Statement
from sergecli.errors import CatalogueError, UnknownWorkError

# The keys that identify a record: its own id, or that of the work that it amends.
_NAMES = ("id", "amends")
_SPACE = " \t\r\n"
_LINE_END = re.compile(r"[ \t]*\r?\n|\Z")
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*")
# The end of a list to which another item can be added without a comma.
_OPEN_LIST = re.compile(r"[,\[][ \t]*(?:#[^\n]*)?\Z")
# What `append` puts before a block.
_PARTING = re.compile(r"\r?\n(?:[ \t]*\r?\n)?\Z")


class _Block(NamedTuple):
    """The position of a record, and its id; `start` is that of the comment above its header."""

    id: str | None
    start: int
    header: int
    end: int


def append(text: str, record: str) -> str:
    """Append one or more records to a text, after a blank line, and return the new text.

    They get the line endings of the text, and the new text ends as the old one did.
    Raises CatalogueError if anything else would change.
    """
    expected = _parsed(text)
    expected["works"] = [*_works(expected), *_works(_parsed(record))]
    record, content = record.strip(_SPACE), text.rstrip(_SPACE)
    if content:
        at = _line_end(text, len(content))
        new = text[:at] + _with_line_ends_of(text, f"\n\n{record}") + text[at:]
    else:
        new = text + _with_line_ends_of(text, f"{record}\n")
    why_not = "no record can be added, since its works are not written under [[works]]"
    return _verified(new, expected, why_not)


def remove(text: str, ids: Collection[str]) -> str:
    """Remove the blocks of some records from a text, and return the new text.

    The comments right above them are removed too; other comments stay. Raises
    UnknownWorkError if the text lacks one of the records, and CatalogueError if one
    cannot be removed without changing anything else.
    """
    expected = _parsed(text)
    works = _works(expected)
    known = list(map(_name, works))
    for identity in ids:
        if identity not in known:
            raise _unknown(identity)
    expected["works"] = [work for work in works if _name(work) not in ids]
    blocks = [block for block in _blocks(text) if block.id in ids]
    # From the end, so that earlier offsets stay valid. Of two records with the same id,
    # neither can be removed.
    for block in reversed(blocks if len(blocks) == len(ids) else ()):
        text = _without(text, block)
    named = " and ".join(ids)
    return _verified(
        text, expected, f"the record of {named} cannot be removed without changing anything else"
    )


def replace(text: str, records: Mapping[str, str]) -> str:
    """Replace some records, given by their ids, and return the new text.

    The comments above them stay. Raises UnknownWorkError if the text lacks one of the records,
    and CatalogueError if anything else would change.
    """
    expected = _parsed(text)
    new_works = {name: _works(_parsed(record))[0] for name, record in records.items()}
    expected["works"] = [new_works.get(str(_name(one)), one) for one in _works(expected)]
    blocks = {block.id: block for block in _blocks(text)}
    for name in records:
        if name not in blocks:
            raise _unknown(name)
    for block in sorted(map(blocks.__getitem__, records), reverse=True, key=lambda one: one.header):
        record = _with_line_ends_of(text, records[str(block.id)].strip(_SPACE))
        text = text[: block.header] + record + text[block.end :]
    return _verified(text, expected, "the records cannot be changed by themselves")


def add_edition(text: str, identity: str, edition: str) -> str:
    """Add an edition, an inline table, after those of a record, and return the new text.

    Raises UnknownWorkError if the text lacks the record, and CatalogueError if the edition
    cannot be added without changing anything else.
    """
    expected = _parsed(text)
    block = next((one for one in _blocks(text) if one.id == identity), None)
    record = next((one for one in _works(expected) if _name(one) == identity), None)
    if block is None or record is None:
        raise _unknown(identity)
    new = _parsed(f"edition = {edition}")["edition"]
    record["editions"] = [*record.get("editions", ()), new]
    at, inserted = _place_of_edition(text, block, edition)
    new_text = text[:at] + _with_line_ends_of(text, inserted) + text[at:]
    return _verified(new_text, expected, f"the record of {identity} cannot be given an edition")


def _place_of_edition(text: str, block: _Block, edition: str) -> tuple[int, str]:
    """Return the offset at which a new edition goes, and the text to insert there."""
    end = block.header
    for statement in toml_scanner.statements(text):
        if statement.start < block.header:
            continue
        if statement.start > block.end or (statement.is_header and statement.start != block.header):
            break
        end = statement.end
        if statement.entries and statement.entries[0].field == "editions":
            closing = text.rindex("]", statement.start, statement.end)
            before = text[statement.start : closing].rstrip(_SPACE)
            comma = "" if _OPEN_LIST.search(before) else ","
            at = statement.start + len(before)
            if "\n" in text[statement.start : closing]:
                return at, f"{comma}\n    {edition},"
            return at, f"{comma} {edition}" if comma else edition
    return end, f"\neditions = [\n    {edition},\n]"


def _with_line_ends_of(text: str, block: str) -> str:
    """Return a block with the line endings of the text that it is added to."""
    line_end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    return re.sub(r"\r?\n", line_end, block)


def line_of(text: str, identity: str) -> int:
    """Return the line, counted from 1, of a record's header; the text may have errors.

    Raises UnknownWorkError.
    """
    for block in _blocks(text):
        if block.id == identity:
            return text.count("\n", 0, block.header) + 1
    raise _unknown(identity)


def _line_end(text: str, at: int) -> int:
    """Return the offset at which the line of an offset ends, before its line break."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - text.startswith("\r\n", max(end - 1, 0))


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the blocks of a text, in order."""
    block: _Block | None = None
    before = 0
    for statement in toml_scanner.statements(text):
        begins = statement.is_header and (statement.record >= 0 and not statement.entries[-1].field)
        if block and (begins or (statement.is_header and statement.record < 0)):
            yield block
            block = None
        if begins:
            start = _comment_above(text, before, statement.start)
            block = _Block(None, start, statement.start, statement.end)
        if block:
            block = block._replace(id=block.id or _id(text, statement), end=statement.end)
        before = statement.end
    if block:
        yield block


def _comment_above(text: str, before: int, header: int) -> int:
    """Return where the comment right above a header begins; else where the header's line does."""
    start = text.rfind("\n", 0, header) + 1
    while start > before:
        above = text.rfind("\n", 0, start - 1) + 1
        if above < before or not text[above:start].lstrip(_SPACE).startswith("#"):
            break
        start = above
    return start


def _id(text: str, statement: Statement) -> str | None:
    """Return the id, if the statement is one that gives the record's id."""
    entry = statement.entries[0] if statement.entries else None
    if statement.is_header or not entry or entry.field not in _NAMES:
        return None
    try:
        return str(toml_scanner.loads(f"id = {text[entry.value : statement.end]}")["id"])
    except (ValueError, RecursionError):
        return None


def _name(record: dict[str, Any]) -> object:
    """Return the id of a record, or of the work that it amends."""
    return next((record[key] for key in _NAMES if key in record), None)


def _without(text: str, block: _Block) -> str:
    before, after = text[: block.start], text[block.end :]
    content = before.rstrip(_SPACE)
    if not content or after.strip(_SPACE):
        # Remove the blank lines after the block, or those before it if there are none after.
        is_parted = not content or before.count("\n", len(content)) > 1
        found = _BLANK_LINES.match(after) if is_parted else _LINE_END.match(after)
        return before + after[found.end() if found else 0 :]
    return _PARTING.sub("", before) + after


def _parsed(text: str) -> dict[str, Any]:
    try:
        return toml_scanner.loads(text)
    except (ValueError, RecursionError):
        raise _refusal("is not TOML") from None


def _works(document: dict[str, Any]) -> list[dict[str, Any]]:
    works = document.get("works", [])
    if isinstance(works, list) and all(isinstance(work, dict) for work in works):
        return works
    raise _refusal("works must be a list of records, each under [[works]]")


def _loaded(text: str) -> dict[str, Any]:
    """Read a text; empty if it is not TOML."""
    try:
        return {"works": [], **toml_scanner.document(text)}
    except (ValueError, RecursionError):
        return {}


def _verified(text: str, expected: dict[str, Any], why_not: str) -> str:
    if _loaded(text) != expected:
        raise _refusal(f"{why_not}; serge edit opens it")
    return text


def _refusal(message: str) -> CatalogueError:
    # The file's name is not known here.
    return CatalogueError.of_file("your catalogue", message)


def _unknown(identity: str) -> UnknownWorkError:
    return UnknownWorkError(f"No work in your catalogue has the id '{identity}'.")
