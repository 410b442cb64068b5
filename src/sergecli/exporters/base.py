"""What the formats share: the works they write, and words for what they cannot carry.

A variable that a format has no field for is said in a sentence of the entry's
note; `noted` and `changed` tell the reader so.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from sergecli.model import date_words
from sergecli.model.csl import Name, Reference
from sergecli.model.edtf import Date, Kind, Point
from sergecli.model.work import Head, Work


class Selection(NamedTuple):
    """What is to be written: works, their references, their catalogue's head."""

    head: Head
    works: tuple[Work, ...]
    references: tuple[Reference, ...]


class Entry(NamedTuple):
    """One work, what a citation of it says, and what it is taken from.

    `relation` is "Part of", "Extract from" or empty; `whole` is the work meant,
    or None if it is not among those that are written.
    """

    work: Work
    reference: Reference
    relation: str = ""
    whole: Work | None = None


def entries(selection: Selection) -> Iterator[Entry]:
    """Put the works and their references together, in order."""
    known = {work.id: work for work in selection.works}
    for work, reference in zip(selection.works, selection.references, strict=True):
        yield Entry(work, reference, *_relation(work, known))


def _relation(work: Work, known: Mapping[str, Work]) -> tuple[str, Work | None]:
    # A part of an extract leads to the whole through the extract.
    parts = [("Part of", work.part_of)] if work.part_of != work.extract_of else []
    named = [(said, whole) for said, whole in (*parts, ("Extract from", work.extract_of)) if whole]
    here = [(said, known[whole]) for said, whole in named if whole in known]
    if here:
        return here[0]
    return (named[0][0], None) if named else ("", None)


# --- names and dates -----------------------------------------------------------


def full(name: Name) -> str:
    """Give "Victor Serge"."""
    return f"{name.given} {name.family}".strip()


def listed(names: tuple[Name, ...]) -> str:
    """Give "A, B and C"."""
    people = [full(name) for name in names]
    return " and ".join(filter(None, (", ".join(people[:-1]), people[-1])))


def single(date: Date) -> tuple[Point | None, bool]:
    """Find one date to stand for the whole, and tell whether it is the whole.

    Of several points it has what they share, at least the first one's year.
    None if not even the year is known: no format may print a digit that the
    catalogue does not have.
    """
    if any(point.unspecified for point in date.points):
        return None, False
    first = date.points[0]
    if date.kind is Kind.POINT:
        return first, True
    same = [point for point in date.points if point.year == first.year]
    month = len(same) == len(date.points) and {point.month for point in same} == {first.month}
    return (
        Point(
            first.year,
            first.month if month else 0,
            approximate=date.approximate,
            uncertain=date.uncertain,
        ),
        False,
    )


# --- what has no field ---------------------------------------------------------


def _original(entry: Entry) -> str:
    reference = entry.reference
    title = f"“{reference.original_title}”" if reference.original_title else ""
    if not reference.original_date:
        return f"Original title: {title}." if title else ""
    said = ", ".join(filter(None, (f"as {title}" if title else "", _words(entry))))
    return f"Originally published {said}."


def _words(entry: Entry) -> str:
    return date_words.in_words(entry.reference.original_date)


def _taken(entry: Entry) -> str:
    return f"{entry.relation} “{entry.whole.title}”." if entry.whole else ""


def _said(pattern: str, attribute: str) -> Callable[[Entry], str]:
    def say(entry: Entry) -> str:
        value = getattr(entry.reference, attribute)
        if isinstance(value, Date):
            value = date_words.in_words(value)
        elif isinstance(value, tuple):
            value = listed(value) if value else ""
        return pattern.format(value) if value else ""

    return say


# In the order in which a note says them: what the note does, and its sentence.
_SENTENCES: dict[str, tuple[str, Callable[[Entry], str]]] = {
    "issued": ("gives the date in words", _said("Dated {}.", "issued")),
    "recipient": ("says whom it is addressed to", _said("Addressed to {}.", "recipient")),
    "translator": ("says who translated it", _said("Translated by {}.", "translator")),
    "editor": ("says who edited it", _said("Edited by {}.", "editor")),
    "container_title": ("says what it stands in", _said("In {}.", "container_title")),
    "collection_title": ("names the series", _said("Series: {}.", "collection_title")),
    "volume": ("gives the volume", _said("Vol. {}.", "volume")),
    "issue": ("gives the issue", _said("No. {}.", "issue")),
    "page": ("gives the pages", _said("P. {}.", "page")),
    "publisher": ("names the publisher", _said("Published by {}.", "publisher")),
    "publisher_place": ("names the place", _said("Place: {}.", "publisher_place")),
    "original": ("names the original and its date", _original),
    "original_date": ("dates the original in words", _said("Original dated {}.", "original_date")),
    "isbn": ("gives the ISBN", _said("ISBN {}.", "isbn")),
    "whole": ("says what it is taken from", _taken),
    "archive": ("names the archive", _said("{}.", "archive")),
    "url": ("gives the address", _said("Address: {}", "url")),
}


# "c. 1928?" needs no full stop after it.
_DOUBLE_STOP = re.compile(r"([.?!])\.$")


def unheld(entry: Entry, wanted: Iterable[str]) -> tuple[str, ...]:
    """Keep those of the variables that the entry has, in the note's order."""
    asked = frozenset(wanted)
    return tuple(key for key, (_, say) in _SENTENCES.items() if key in asked and say(entry))


def note(entry: Entry, variables: Iterable[str]) -> str:
    """Say what has no field, after the reference's own note."""
    sentences = (_SENTENCES[key][1](entry) for key in variables)
    stopped = (_DOUBLE_STOP.sub(r"\1", sentence) for sentence in sentences)
    return " ".join(filter(None, (entry.reference.note, *stopped)))


def noted(label: str, variables: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Tell the reader what stands in notes; one tuple for each work."""
    counts = Counter(key for keys in variables for key in keys)
    return tuple(
        f"{label}: for want of a field, the note of {works(counts[key])} {does}."
        for key, (does, _) in _SENTENCES.items()
        if counts[key]
    )


def changed(label: str, what: str, count: int) -> tuple[str, ...]:
    """Tell the reader what else is not as in the catalogue, if anything is."""
    return (f"{label}: {what} ({works(count)}).",) if count else ()


def strays(label: str, every: Iterable[Entry]) -> tuple[str, ...]:
    """Tell the reader of parts whose whole is not written along with them."""
    return changed(
        label,
        "what a part is taken from is left out, if that is not chosen too",
        sum(bool(one.relation) and one.whole is None for one in every),
    )


def works(count: int) -> str:
    """Give "1 work" or "2 works"."""
    return f"{count} work" if count == 1 else f"{count} works"
