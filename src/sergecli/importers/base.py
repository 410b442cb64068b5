"""What every form is read as: a reference, and what a file says besides."""

import re
from collections.abc import Container, Mapping
from typing import NamedTuple

from sergecli.errors import CatalogueError, Problem
from sergecli.model.csl import Name, Reference
from sergecli.model.date_reader import DateReading
from sergecli.text.sanitize import safe

# No field of a catalogue comes near it; what is longer is no bibliography.
LONGEST = 20_000
_LONGEST_NAME = 40
# Marks of the direction of writing and of the byte order: they come with copied text.
_INVISIBLE = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_RICH = re.compile(r"</?(?:i|b|sc|sub|sup|span|em|strong)\b[^<>]{0,200}>", re.IGNORECASE)


class Found(NamedTuple):
    """One entry of a file, before it is a record.

    `reference` has what a citation says, its `id` is the entry's label; `kind` is
    one of the catalogue's, if the file says more than the reference's type does;
    `unlike` is the file's own word for what it is, if no kind of the catalogue is that;
    `filed` are the words of a date that EDTF cannot say; `relation` and `whole`
    ("Part of", "Extract from") name another entry by its label or title; `origin`
    is the language of the original.
    """

    line: int
    reference: Reference
    kind: str = ""
    unlike: str = ""
    filed: str = ""
    relation: str = ""
    whole: str = ""
    origin: str = ""
    lost: tuple[str, ...] = ()
    refused: str = ""


def unlike(name: str, known: Container[str], weak: Container[str], none: Container[str]) -> str:
    """Give the name of a type if what becomes of it is only guessed.

    `known` are the types that have a kind, of which `weak` lose something by it;
    `none` are those that say nothing.
    """
    sure = (name in known and name not in weak) or name in none
    return "" if sure else clean(name)[:_LONGEST_NAME]


def weaker(field: str, said: DateReading) -> tuple[str, ...]:
    """Name a date, as a loss, that could not be read as a whole."""
    return (f"{field} “{clean(said.words)}”",) if said.words else ()


def no_file(message: str, line: int = 0) -> CatalogueError:
    """Say what is wrong with the file as a whole."""
    return CatalogueError("", (Problem(line, "", "", message),))


def refused(label: str, line: int, why: str) -> Found:
    """Say why an entry is no record."""
    return Found(line, Reference(id=label, type="", title=""), refused=why)


def clean(raw: str) -> str:
    """Give a text on one line, without what no reader sees or UTF-8 cannot write."""
    if raw.isascii() and raw.isprintable() and "  " not in raw:
        return raw.strip(" ")
    seen = _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", raw))
    return _SPACES.sub(" ", safe(_SPACES.sub(" ", seen))).strip(" ")


def plain(rich: str) -> str:
    """Take away the tags of rich text that CSL knows."""
    return _RICH.sub("", rich) if "<" in rich else rich


def overlong(fields: Mapping[str, str]) -> str:
    """Say which field is too long for a record, if one is."""
    for name, text in fields.items():
        if len(text) > LONGEST:
            return f"its {name} has {len(text):,} letters; a field may have {LONGEST:,}"
    return ""


def written(name: Name) -> str:
    """Give a name as a catalogue has it, so that it is read as the same name."""
    if not (name.family and name.given):
        alone = name.family or name.given
        return f"{alone}," if " " in alone and "," not in alone else alone
    # A family name of two words, or a given name after which one looks so, needs the comma.
    if " " in name.family or "," in name.family + name.given:
        return f"{name.family}, {name.given}"
    return f"{name.given} {name.family}"
