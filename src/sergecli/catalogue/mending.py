"""Corrects what needs no judgement in a catalogue: quotation marks, dashes, blanks.

Only the texts that `lint_text` warns about are changed; comments, order and spacing stay.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from sergecli.catalogue import lint_text, reader
from sergecli.catalogue.progress import no_progress
from sergecli.catalogue.toml_scanner import VALUE, walk

# A straight mark after one of these, or at the beginning, opens a quotation.
_BEFORE_OPENING = r"(?<![^\s(\[—–“‘])"
_KEY = re.compile(r"(?<!\w)(\w++)(?:\[\d++\])?\Z")
# A string on one line, without escapes other than of a quotation mark.
_SIMPLE = re.compile(r'"(?:[^"\\\n]|\\")*"|' + r"'[^'\n]*'")
_QUOTED_BLOCK = '"""'


class _Change(NamedTuple):
    """A literal in the text of a file, and its replacement."""

    start: int
    end: int
    new: str


def mended(text: str, file: str) -> str:
    """Return the corrected text of a catalogue; raises CatalogueError if it is not TOML."""
    reader.document(text, file, no_progress)
    for change in reversed(list(_changes(text, file))):
        text = text[: change.start] + change.new + text[change.end :]
    return text


def _changes(text: str, file: str) -> Iterator[_Change]:
    for entry in walk(text):
        named = _KEY.search(entry.field)
        literal = VALUE.match(text, entry.value)
        if entry.implied or not named or not literal or literal[0][0] not in "\"'":
            continue
        value, new = reader.document(f"v = {literal[0]}", file, no_progress)["v"], ""
        for name, mend in _MENDS.items():
            if any(one == name for one, *_ in lint_text.about(named[1], new or value)):
                new = mend(named[1], new or value)
        if named[1] == "isbn" and " " in value:
            new = value.strip().replace(" ", "-")
        if new and new != value and (written := _written(literal[0], value, new)):
            yield _Change(literal.start(), literal.start() + len(written[0]), written[1])


def _written(literal: str, value: str, new: str) -> tuple[str, str] | None:
    """Return the literal of a text and its replacement; None if it is too complicated."""
    literal = literal.rstrip()
    if literal.startswith(_QUOTED_BLOCK):
        plain = "\\" not in literal and value in literal and _QUOTED_BLOCK not in new
        return (literal, literal.replace(value, new)) if plain else None
    if not _SIMPLE.fullmatch(literal):
        return None
    return literal, '"' + new.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quotes(_key: str, text: str) -> str:
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’"), ("`", "‘", "‘")):
        text = re.sub(rf"{_BEFORE_OPENING}{straight}(?=[^\s\d])", opening, text)
        text = text.replace(straight, closing)
    return text


def _dashes(key: str, text: str) -> str:
    for span in reversed(lint_text.hyphened(key, text)):
        text = f"{text[: span.start()]}{'–'.join(span.groups())}{text[span.end() :]}"
    return text.replace(" - ", " – ")


def _spaces(key: str, text: str) -> str:
    if key != "note":
        text = re.sub(r"\s+", " ", text)
    return "\n".join(re.sub(r"[ \t]{2,}|\t", " ", line) for line in text.split("\n")).strip()


# By the name of the warning.
_MENDS: dict[str, Callable[[str, str], str]] = {
    "straight-quote": _quotes,
    "hyphen": _dashes,
    "space": _spaces,
    "decomposed": lambda _key, text: normalize("NFC", text),
}
