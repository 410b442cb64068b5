"""Shared by the readers of all formats: items, clean texts, names, DOIs."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple, TypeVar

from sergecli.errors import CatalogueError, Problem
from sergecli.importers.entry_types import EntryType
from sergecli.model.csl import STATUSES, Name, Reference
from sergecli.model.date_reader import DateReading
from sergecli.model.edtf import Date
from sergecli.text.sanitize import safe

_T = TypeVar("_T")
# No field of a catalogue comes near this length.
LONGEST = 20_000
# Few libraries have more entries; to import one takes a fifth of a millisecond.
MOST_ENTRIES = 10_000
_LONGEST_NAME = 40
LONGEST_LABEL = 80
# What programs write for a missing value.
NOTHING = frozenset({"-", "n/a", "na", "nan", "none", "null"})
# People without a field of their own in a record, by what they did.
CONTRIBUTORS = (
    "afterword", "annotator", "commentator", "foreword", "illustrator", "introduction",
)  # fmt: skip
# Marks of writing direction, byte order and possible line breaks, which are often left
# in copied text.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_TAGS = re.compile(
    r"</?(?:i|b|u|a|p|br|div|sc|scp|sub|sup|span|em|strong|ul|ol|li|h[1-6]|blockquote|jats:\w{1,20})"
    r"(?:[\s/][^<>]{0,200})?>",
    re.IGNORECASE,
)
_ITALICS = re.compile(r"<(?:i|em)>([^<>]{1,500})</(?:i|em)>", re.IGNORECASE)
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\s{0,9}/?>", re.IGNORECASE)
_CHARACTER_REFERENCE = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/\S+")
_LONGEST_DOI = 500
# A copyright year, as libraries write it: "c1994" (AACR2 1.4F6); "c. 1994" is about 1994.
_COPYRIGHT = re.compile(r"\[?c(?P<year>\d{4})\]?\.?", re.ASCII)
_REPRINT = re.compile(r"[\[(](?P<original>\d{4})[\])],? {0,3}©?(?P<reprint>\d{4})", re.ASCII)
# Not a decade, "1940s".
_LETTERED = re.compile(r"(?!\d{3}0s)\d{4}[a-z]", re.ASCII)


class Item(NamedTuple):
    """One entry of a file, before it becomes a record.

    `reference` has what a citation says, its `id` is the entry's label; `type` has the
    catalogue's kind and the file's own word for what it is, if these say more than the
    reference's type does; `date_in_words` are the words of a date that EDTF can't express;
    `series_number` is None if the format has no field for it beside the volume; `relation`
    and `whole` ("Part of", "Extract from") name another entry by its label or title;
    `contributors` are further people with what they did; `other_titles` are, say,
    translations; `doi` is as in the file; `tags` and `shelfmark` are of the user's own copy;
    `dropped` names what couldn't be kept; `refused` says why it cannot become a record.
    """

    line: int
    reference: Reference
    type: EntryType = EntryType()
    date_in_words: str = ""
    series_number: str | None = None
    relation: str = ""
    whole: str = ""
    original_language: str = ""
    doi: str = ""
    contributors: tuple[tuple[Name, str], ...] = ()
    other_titles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    shelfmark: str = ""
    dropped: tuple[str, ...] = ()
    refused: str = ""


def field_name(raw: str) -> str:
    """Return the name of a field, short enough for a message."""
    return clean(raw)[:_LONGEST_NAME]


def label(raw: str) -> str:
    """Return what an entry is called, short enough for a message."""
    return clean(raw)[:LONGEST_LABEL]


class Fields:
    """The fields of an entry that have a value; those that no reader takes are named as dropped."""

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self.values = {name: one for name, one in (values or {}).items() if one}
        self._taken: set[str] = set()

    def take(self, name: str) -> Any:  # noqa: ANN401 - as the file has it
        """Return the value of a field, or None, and note that it was read."""
        self._taken.add(name)
        return self.values.get(name)

    def left(self, ignored: Container[str] = ()) -> list[str]:
        """Return the names of the fields that were not taken, as messages have them."""
        left = (name for name in self.values if not (name in self._taken or name in ignored))
        return [*map(field_name, left)]


def status(words: str, issued: Date | None) -> str:
    """Return "forthcoming" or "in press" as words for the date of what has no date."""
    said = words.lower().replace("inpress", "in press")
    return said if said in STATUSES and issued is None else ""


def weakened(field: str, said: DateReading) -> tuple[str, ...]:
    """Name a date that couldn't be read as a whole."""
    return (f"{field} “{clean(said.words)}”",) if said.words else ()


def reprint(year: str) -> tuple[str, str]:
    """Split "[1938] 2012" into the date of the reprint and that of the original.

    A letter is removed that only tells apart the works of one year, "1938a", and the sign of
    a copyright year, "c1938".
    """
    if match := _COPYRIGHT.fullmatch(year):
        return match["year"], ""
    match = _REPRINT.fullmatch(year)
    if not match:
        return year[:-1] if _LETTERED.fullmatch(year) else year, ""
    return match["reprint"], match["original"] if match["original"] != match["reprint"] else ""


def not_this_format(message: str, line: int = 0) -> CatalogueError:
    """Return an error about the file as a whole."""
    return CatalogueError("", (Problem(line, "", "", message),))


def limited(entries: Iterable[_T]) -> Iterator[_T]:
    """Yield the entries of a file; raises CatalogueError after MOST_ENTRIES."""
    for number, entry in enumerate(entries):
        if number == MOST_ENTRIES:
            raise not_this_format(f"has more than {number:,} entries; split it into several files")
        yield entry


def refused(label: str, line: int, why: str) -> Item:
    """Return an item that says why an entry did not become a record."""
    return Item(line, Reference(id=label, type="", title=""), refused=why)


def clean(raw: str) -> str:
    """Return a text on one line, without invisible characters or any UTF-8 can't encode."""
    if "&" in raw:
        raw = _CHARACTER_REFERENCE.sub(lambda match: unescape(match[0]), raw)
    if raw.isascii() and raw.isprintable() and "  " not in raw:
        return raw.strip(" ")
    visible = _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", raw))
    return _SPACES.sub(" ", safe(_SPACES.sub(" ", visible))).strip()


def plain(rich: str) -> str:
    """Remove the tags of HTML, those that CSL allows and those of Zotero's notes."""
    return _TAGS.sub("", _BREAKS.sub(" ", rich)) if "<" in rich else rich


def in_italics(rich: str) -> tuple[str, ...]:
    """Return what is in italics in a title: the titles of other works."""
    return tuple(map(clean, _ITALICS.findall(rich))) if "<" in rich else ()


def with_subtitle(title: str, subtitle: str) -> str:
    """Return a title with its subtitle, after a colon if no other mark is there."""
    joint = " " if title[-1:] in {"?", "!", ":"} else ": "
    return joint.join(filter(None, (title, subtitle)))


def overlong(fields: Mapping[str, object]) -> str:
    """Return the message that a field is too long for a record, or "" if none is."""
    for name, value in fields.items():
        if value and (longest := _longest(value)) > LONGEST:
            return f"{name} has {longest:,} characters; shorten it to {LONGEST:,}"
    return ""


def _longest(value: object) -> int:
    """Return the length of a text, or of the longest in a tuple."""
    if isinstance(value, str):
        return len(value)
    return max(map(_longest, value), default=0) if isinstance(value, tuple) and value else 0


def doi(raw: str) -> str:
    """Return a DOI without what people write before it: "doi:", an address; "" if it is not one."""
    match = _DOI.search(clean(raw)[:_LONGEST_DOI])
    return match[0] if match else ""


def is_only_doi(text: str) -> bool:
    """Return whether a text says no more than a DOI: "doi: 10.1000/182"."""
    number = doi(text)
    return bool(number) and len(text) <= len(number) + len("https://dx.doi.org/")


def tags(text: str) -> tuple[str, ...]:
    """Split keywords at semicolons or, if there are none, at commas, or else at ends of lines."""
    mark = next((mark for mark in ";,\n" if mark in text), ";")
    return tuple(dict.fromkeys(filter(None, map(clean, text.split(mark)))))
