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
from sergecli.model.note_sentences import EXTRACT_FROM, FORTHCOMING, LACKING, OPENINGS, PART_OF
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
    relations = {work.part_of: PART_OF, work.extract_of: EXTRACT_FROM}
    relations.pop("", None)
    here = next((whole for whole in relations if whole in known), "")
    if here:
        return relations[here], known[here]
    return next(iter(relations.values()), ""), None


def is_manuscript(reference: Reference) -> bool:
    """Return whether a text is only in an archive, neither printed nor on the web."""
    return reference.type == "webpage" and bool(reference.archive) and not reference.url


# --- names and dates -----------------------------------------------------------


def listed(names: tuple[Name, ...]) -> str:
    """Return "A, B and C"."""
    return joined(name.full for name in names)


def single(date: Date | None) -> tuple[Point | None, bool]:
    """Return a single date for a date of any kind, and whether nothing was lost.

    For several points it has what they share, or at least the first year. It is
    None without a date, and if not even the year is known: no format may print a
    digit that is not in the catalogue.
    """
    if date is None or date.unspecified:
        return None, date is None
    first = date.points[0]
    if date.kind is Kind.POINT:
        return first, True
    shared = len({(point.year, point.month) for point in date.points}) == 1
    month = first.month if shared else 0
    return Point(first.year, month, approximate=date.approximate, uncertain=date.uncertain), False


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


def _original_container(entry: ExportEntry) -> str:
    reference = entry.reference
    if not reference.original_container:
        return ""
    opening = OPENINGS["translated_from" if reference.translated_from else "original_container"]
    number = f", no. {reference.original_issue}" if reference.original_issue else ""
    return f"{opening} “{reference.original_container}”{number}."


def _reviewed(entry: ExportEntry) -> str:
    reference = entry.reference
    if not reference.reviewed_title:
        return ""
    by = f", by {listed(reference.reviewed_author)}" if reference.reviewed_author else ""
    return f"{OPENINGS['reviewed_title']} “{reference.reviewed_title}”{by}."


def _taken(entry: ExportEntry) -> str:
    return f"{entry.relation} “{casing.headline(entry.whole)}”." if entry.whole else ""


def _archive(entry: ExportEntry) -> str:
    named = entry.reference.archive
    opening = f"{OPENINGS['archive']} " if named == entry.work.archive else ""
    return f"{opening}{named}." if named else ""


# Those for which no format has a field.
_NOWHERE = frozenset({"periodical_series", "reviser"})
# Variables whose sentences are not an opening and the value.
_SPECIAL: dict[str, Callable[[ExportEntry], str]] = {
    "status": lambda entry: FORTHCOMING if entry.reference.status else "",
    "reviewed_title": _reviewed,
    "original": _original,
    "original_container": _original_container,
    "whole": _taken,
    "archive": _archive,
}
# No full stop follows "c. 1928?".
_DOUBLE_STOP = re.compile(r"([.?!])\.$")


def _sentence(entry: ExportEntry, variable: str) -> str:
    """Return the sentence that says a variable's value, or "" if it has none."""
    if variable in _SPECIAL:
        return _SPECIAL[variable](entry)
    value = getattr(entry.reference, variable)
    if isinstance(value, Date):
        value = date_words.in_words(value)
    elif isinstance(value, tuple):
        value = listed(value)
    # A full stop after an address would become part of it.
    stop = "" if variable == "url" else "."
    return f"{OPENINGS[variable]} {value}{stop}" if value else ""


def unheld(entry: ExportEntry, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the variables for the note that the entry has, in order."""
    asked = _NOWHERE.union(wanted)
    return tuple(key for key in LACKING if key in asked and _sentence(entry, key))


def note(entry: ExportEntry, variables: Iterable[str]) -> str:
    """Return the reference's own note, with sentences for the variables without a field."""
    return " ".join(filter(None, (entry.reference.note, sentences(entry, variables))))


def sentences(entry: ExportEntry, variables: Iterable[str]) -> str:
    """Return a sentence for each of the variables, in their order."""
    return " ".join(_DOUBLE_STOP.sub(r"\1", _sentence(entry, key)) for key in variables)


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
        f"{label}: no {field} in the entries of {counted(counts[key], 'work')}; added to the note."
        for key, field in LACKING.items()
        if counts[key]
    )
    apart = sum(bool(one.relation) and one.whole is None for one in every)
    free = Counter(field.name for one in every for field in one.work.x)
    dropped = {"the whole of a part, unless it is exported too": apart}
    dropped |= {name: free[name] for name in sorted(free.keys() - set(placed))}
    return (
        *noted,
        *(one for what in dropped for one in changed(f"{label}: dropped: {what}", dropped[what])),
    )


def changed(message: str, count: int) -> tuple[str, ...]:
    """Return a message about another difference from the catalogue, if `count` is not 0."""
    return (f"{message} ({counted(count, 'work')}).",) if count else ()
