"""Reads the sentences in the notes of serge's own exports back into variables.

A format without a field for a variable gets a sentence in the note instead,
"Translated by Peter Sedgwick." Other people's notes contain such sentences too. All
other sentences are left in the note.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from sergecli.importers.base import Item
from sergecli.model import date_reader, edition_statements
from sergecli.model.csl import Name
from sergecli.model.names import name as name_of
from sergecli.model.note_sentences import EXTRACT_FROM, FORTHCOMING, OPENINGS, PART_OF, PRESUMED
from sergecli.model.work import Attribution, Head

_NUMBER = re.compile(r"[\d\[][\w\[\], –/.-]{0,40}")
_ORIGINAL = re.compile(r"(?:as “(?P<title>.+)”)?(?:, )?(?P<date>[^“”]*)")
_CONTAINER = re.compile(r"“(?P<title>.+)”(?:, no\. (?P<issue>[^“”]+))?")
_REVIEWED = re.compile(r"“(?P<title>.+)”(?:, by (?P<authors>[^“”]+))?")
_QUOTED = re.compile(r"“(.+)”")
_QUOTATION = re.compile("“[^“”]*”")
_AND = re.compile(r", | and ")
# A full stop after a whole word ends a sentence; one after an initial does not.
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}\.)\s+(?=[^\W\d_])")
_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[ ]?){2,}\Z")


# What a sentence says of the record, and of the entry; all else is the reference's.
_OF_RECORD = frozenset({"signed_as", "attribution", "written", "written_at"})
_OF_ENTRY = frozenset({"relation", "whole", "date_in_words"})
# A date in words says more than the field that could not hold it.
_STRONGER = frozenset({"issued", "original_date"})


def read(item: Item, head: Head | None) -> tuple[Item, dict[str, str]]:
    """Move what an entry's note says to the fields where it belongs, unless they are filled.

    Returns the entry, and the fields of the record that the note gives; the rest
    of the note is kept.
    """
    if not item.reference.note:
        return item, {}
    said: dict[str, Any] = {}
    rest = []
    for opening, sentence in _sentences(item.reference.note, head):
        variables = _said(opening, sentence, head)
        if variables and not any(name in said or _has(item, name) for name in variables):
            said |= variables
        else:
            rest.append(sentence)
    record = {name: str(said.pop(name)) for name in _OF_RECORD & said.keys()}
    entry = {name: said.pop(name) for name in _OF_ENTRY & said.keys()}
    reference = item.reference._replace(note="", **said)
    note = {"note": " ".join(rest)} if rest else {}
    return item._replace(reference=reference, **entry), record | note


def _has(item: Item, name: str) -> bool:
    if name in _OF_RECORD | _STRONGER:
        return False
    return bool(getattr(item if name in _OF_ENTRY else item.reference, name))


def _sentences(note: str, head: Head | None) -> Iterator[tuple[str, str]]:
    """Divide a note before each opening that is known; not within quotation marks.

    The name of the catalogue's archive is a sentence, which says nothing new.
    """
    masked = _QUOTATION.sub(lambda quoted: "“" + "x" * (len(quoted[0]) - 2) + "”", note)
    archive = f"{head.archive}." if head and head.archive else ""
    starts = [*_openings(archive).finditer(masked)]
    bounds = [0, *(start.start() for start in starts), len(note)]
    known = ["", *(start[0] for start in starts)]
    for opening, (start, end) in zip(known, pairwise(bounds), strict=True):
        more = _SENTENCE_END.search(masked, start + len(opening), end) if opening else None
        middle = more.start() if more else end
        sentence, others = note[start:middle].strip(), note[middle:end].strip()
        if sentence and sentence != archive:
            yield opening, sentence
        if others:
            yield "", others


@cache
def _openings(archive: str) -> re.Pattern[str]:
    openings = "|".join(map(re.escape, filter(None, (*_READERS, archive))))
    return re.compile(rf"(?:^|(?<=[.?!] ))(?:{openings})(?=\s|$)")


def _said(opening: str, sentence: str, head: Head | None) -> dict[str, Any]:
    """Return the variables that a sentence says; none if it only begins like one that does."""
    if opening not in _READERS:
        return {}
    variable, read = _READERS[opening]
    rest = sentence.removeprefix(opening).strip()
    # The full stop of initials does not end the sentence.
    value = read(rest if _INITIALS.search(rest) else rest.removesuffix("."))
    if variable == "attribution":
        return {variable: Attribution.ATTRIBUTED} if head is None or value == head.author else {}
    if variable == "whole" and value:
        return {variable: value, "relation": opening}
    if isinstance(value, dict):
        return value
    return {variable: value} if value else {}


def _number(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else ""


def _names(text: str) -> tuple[Name, ...]:
    return tuple(name_of(one) for one in _AND.split(text) if one)


def _original(text: str) -> dict[str, Any]:
    """Read "as “Ville conquise”, 1932", or either of the two."""
    match = _ORIGINAL.fullmatch(text)
    date = date_reader.parse(match["date"]) if match else None
    if not match or (match["date"] and not date):
        return {}
    said = {"original_title": match["title"], "original_date": date}
    return {name: value for name, value in said.items() if value}


def _original_container(text: str) -> dict[str, Any]:
    """Read "“Le Révolté”, no. 36"."""
    match = _CONTAINER.fullmatch(text)
    if not match:
        return {}
    return {"original_container": match["title"], "original_issue": match["issue"] or ""}


def _translated_from(text: str) -> dict[str, Any]:
    said = _original_container(text)
    return said | {"translated_from": True} if said else {}


def _reviewed(text: str) -> dict[str, Any]:
    """Read "“Last Times”, by Victor Serge"."""
    match = _REVIEWED.fullmatch(text)
    if not match:
        return {}
    return {
        "reviewed_title": match["title"],
        "reviewed_author": _names(match["authors"] or ""),
    }


def _quoted(text: str) -> str:
    match = _QUOTED.fullmatch(text)
    return match[1] if match else ""


_DATES = ("issued", "written", "original_date")
_TEXTS = (
    "signed_as", "attribution", "written_at", "collection_title", "publisher", "publisher_place",
    "original_publisher", "genre", "archive", "archive_location", "isbn", "url",
)  # fmt: skip
_PEOPLE = ("recipient", "translator", "reviser", "editor", "container_author")
# What a sentence begins with, which variable it says, and how it is read.
_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    **{OPENINGS[name]: (name, str) for name in _TEXTS},
    OPENINGS["edition"]: ("edition", edition_statements.read),
    **{OPENINGS[name]: (name, date_reader.parse) for name in _DATES},
    **{OPENINGS[name]: (name, _names) for name in _PEOPLE},
    **{OPENINGS[name]: (name, _number) for name in ("volume", "issue", "page")},
    OPENINGS["reviewed_title"]: ("reviewed_title", _reviewed),
    OPENINGS["original"]: ("original", _original),
    OPENINGS["original_container"]: ("original_container", _original_container),
    OPENINGS["translated_from"]: ("translated_from", _translated_from),
    OPENINGS["original_title"]: ("original_title", _quoted),
    PRESUMED: ("presumed", lambda text: not text),
    FORTHCOMING: ("date_in_words", lambda text: "" if text else "forthcoming"),
    PART_OF: ("whole", _quoted),
    EXTRACT_FROM: ("whole", _quoted),
}
