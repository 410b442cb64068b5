"""Shared by all formats: the works to write, and messages about what a format cannot hold.

If a format has no field for a variable, a sentence in the entry's note gives its
value; `lost` and `changed` return messages that tell the user so.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sergecli.exporters import casing
from sergecli.exporters.formats import Selection
from sergecli.model import date_words
from sergecli.model.csl import Name, Reference
from sergecli.model.edtf import Date, Kind, Point
from sergecli.model.names import name
from sergecli.model.note_sentences import EXTRACT_FROM, FORTHCOMING, OPENINGS, PART_OF
from sergecli.model.work import Head, Person, Work
from sergecli.text.english import counted, joined

# The user's own fields for which most formats have a place.
PLACED = ("tags", "shelfmark")


class ExportEntry(NamedTuple):
    """A work, its reference, and the work that it is part of or an extract from.

    `relation` is "Part of", "Extract from" or empty; `whole` is the reference of that
    work, or None if it is not among those that are written.
    """

    work: Work
    reference: Reference
    relation: str = ""
    whole: Reference | None = None


def entries(selection: Selection) -> Iterator[ExportEntry]:
    """Put the works and their references together, in order."""
    known = {one.id: one for one in selection.references}
    for work, reference in zip(selection.works, selection.references, strict=True):
        yield ExportEntry(work, reference, *_relation(work, known))


def _relation(work: Work, known: Mapping[str, Reference]) -> tuple[str, Reference | None]:
    # A part of an extract is linked to the whole through the extract.
    part_of = work.part_of if work.part_of != work.extract_of else ""
    wholes = ((PART_OF, part_of), (EXTRACT_FROM, work.extract_of))
    named = [(said, whole) for said, whole in wholes if whole]
    here = [(said, known[whole]) for said, whole in named if whole in known]
    if here:
        return here[0]
    return (named[0][0], None) if named else ("", None)


# --- names and dates -----------------------------------------------------------


def listed(names: tuple[Name, ...]) -> str:
    """Return "A, B and C"."""
    return joined(name.full for name in names)


def single(date: Date) -> tuple[Point | None, bool]:
    """Return a single date for a date of any kind, and whether nothing was lost.

    For several points it has what they share, or at least the first year. It is
    None if not even the year is known: no format may print a digit that is not
    in the catalogue.
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


def people(head: Head) -> dict[Name, Person]:
    """Return the people in a catalogue, by their names in citations."""
    return {name(person.name): person for person in head.people}


def identities(person: Person | None) -> list[str]:
    """Return the addresses that identify a person (in Wikidata and VIAF)."""
    if person is None:
        return []
    known = (
        ("http://www.wikidata.org/entity/", person.wikidata),
        ("http://viaf.org/viaf/", person.viaf),
    )
    return [start + number for start, number in known if number]


# --- what has no field ---------------------------------------------------------


def _original(entry: ExportEntry) -> str:
    reference = entry.reference
    title = f"“{reference.original_title}”" if reference.original_title else ""
    if not reference.original_date:
        return f"{OPENINGS['original_title']} {title}." if title else ""
    words = date_words.in_words(reference.original_date)
    said = f"as {title}, {words}" if title else words
    return f"{OPENINGS['original']} {said}."


def _taken(entry: ExportEntry) -> str:
    return f"{entry.relation} “{casing.headline(entry.whole)}”." if entry.whole else ""


def _sentence(attribute: str) -> Callable[[ExportEntry], str]:
    def say(entry: ExportEntry) -> str:
        value = getattr(entry.reference, attribute)
        if isinstance(value, Date):
            value = date_words.in_words(value)
        elif isinstance(value, tuple):
            value = listed(value) if value else ""
        # A full stop after an address would become part of it.
        stop = "" if attribute == "url" else "."
        return f"{OPENINGS[attribute]} {value}{stop}" if value else ""

    return say


def _archive(entry: ExportEntry) -> str:
    return f"{entry.reference.archive}." if entry.reference.archive else ""


# In the order of a note: for each variable, what a format lacks, and the sentence instead.
_SENTENCES: dict[str, tuple[str, Callable[[ExportEntry], str]]] = {
    "issued": ("field for such a date", _sentence("issued")),
    "status": ("status field", lambda entry: FORTHCOMING if entry.reference.status else ""),
    "recipient": ("recipient field", _sentence("recipient")),
    "translator": ("translator field", _sentence("translator")),
    "editor": ("editor field", _sentence("editor")),
    "container_title": ("container field", _sentence("container_title")),
    "collection_title": ("series field", _sentence("collection_title")),
    "volume": ("volume field", _sentence("volume")),
    "issue": ("issue field", _sentence("issue")),
    "version": ("version field", _sentence("version")),
    "page": ("pages field", _sentence("page")),
    "publisher": ("publisher field", _sentence("publisher")),
    "publisher_place": ("place field", _sentence("publisher_place")),
    "original": ("field for the original", _original),
    "original_date": ("field for such a date of the original", _sentence("original_date")),
    "isbn": ("ISBN field", _sentence("isbn")),
    "whole": ("field for the whole of a part", _taken),
    "archive": ("archive field", _archive),
    "url": ("field for such an address", _sentence("url")),
}


# There is no full stop after "c. 1928?".
_DOUBLE_STOP = re.compile(r"([.?!])\.$")


def unheld(entry: ExportEntry, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the variables that the entry has, in the order of the note."""
    asked = frozenset(wanted)
    return tuple(key for key, (_, say) in _SENTENCES.items() if key in asked and say(entry))


def note(entry: ExportEntry, variables: Iterable[str]) -> str:
    """Return the reference's own note, with sentences for the variables without a field."""
    return " ".join(filter(None, (entry.reference.note, sentences(entry, variables))))


def sentences(entry: ExportEntry, variables: Iterable[str]) -> str:
    """Return a sentence for each of the variables, in their order."""
    said = (_SENTENCES[key][1](entry) for key in variables)
    return " ".join(_DOUBLE_STOP.sub(r"\1", sentence) for sentence in said)


def lost(
    label: str,
    every: Sequence[ExportEntry],
    in_notes: Iterable[tuple[str, ...]],
    placed: Iterable[str] = PLACED,
) -> tuple[str, ...]:
    """Return messages about what was added to notes, and about what was dropped.

    `in_notes` has the variables that the note of each work gives, `placed` the user's own
    fields for which the format has a place. The whole of a part is dropped unless it is
    exported too.
    """
    counts = Counter(key for keys in in_notes for key in keys)
    noted = (
        f"{label}: no {field} in this format; added to the note ({counted(counts[key], 'work')})."
        for key, (field, _) in _SENTENCES.items()
        if counts[key]
    )
    apart = sum(bool(one.relation) and one.whole is None for one in every)
    whole = "dropped: the whole of a part, unless it is exported too"
    return (*noted, *changed(label, whole, apart), *unplaced(label, every, placed))


def changed(label: str, what: str, count: int) -> tuple[str, ...]:
    """Return a message about another difference from the catalogue, if `count` is not 0."""
    between = " " if what.startswith("requires") else ": "
    return (f"{label}{between}{what} ({counted(count, 'work')}).",) if count else ()


def unplaced(label: str, every: Iterable[ExportEntry], placed: Iterable[str]) -> tuple[str, ...]:
    """Return messages about the user's own fields that a format has no place for."""
    counts = Counter(field.name for entry in every for field in entry.work.x)
    names = sorted(counts.keys() - set(placed))
    return tuple(
        message for name in names for message in changed(label, f"dropped: {name}", counts[name])
    )
