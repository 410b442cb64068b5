"""Turns the tables of a catalogue into records, and checks how they fit together."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

from sergecli.catalogue.field_reader import HEAD, FieldReader, PendingError
from sergecli.catalogue.progress import Progress
from sergecli.catalogue.source_lines import Place
from sergecli.catalogue.toml_scanner import shown
from sergecli.model.amending import amended
from sergecli.model.kinds import KINDS
from sergecli.model.merging import references
from sergecli.model.names import authorship
from sergecli.model.work import ROLES, Attribution, Catalogue, Head, Person, Work

# The prefix of a name in the table of people in messages.
_PERSON = "people."
# The key for the id of a built-in work, in a record that only has the fields that differ.
AMENDS = "amends"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# How many circles of works are reported; others are reported once these are corrected.
_CIRCLES = 25
# Nobody corrects more errors at once; listing a million would take minutes, and gigabytes.
MOST_ERRORS = 50_000


class RecordReader(FieldReader):
    """Turns a TOML document into records, and collects all the errors in it."""

    def __init__(self, beside: Catalogue | None, progress: Progress) -> None:
        """Take the catalogue that the records add to, and a callback that shows progress."""
        super().__init__()
        self._beside = beside
        self._taken = frozenset(work.id for work in beside or ())
        self._progress = progress
        self.named_people: frozenset[str] = frozenset()
        self.labels: list[str] = []
        self._numbers: dict[str, int] = {}

    def catalogue(self, document: Mapping[str, Any]) -> tuple[Head, list[Work]]:
        """Read the whole document."""
        for key in document:
            if key not in {"catalogue", "people", "works"}:
                message = (
                    "is not part of a catalogue, which has [catalogue], [people] and [[works]]"
                )
                self._error(shown(key), message, of_key=True)
        if self._beside and "catalogue" not in document:
            head = self._beside.head
        else:
            head = self._head(document.get("catalogue"))
        self._label = ""
        people = self._read_people(document.get("people", {}))
        if "catalogue" in document:
            head = replace(head, people=people)
        records = document.get("works", [])
        if not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
            self._error("works", "must be a list of records, each under [[works]]")
            return head, []
        if not (records or self._beside or "catalogue" in document):
            self._error("", "has no works; each begins with [[works]]")
        return head, self.works(records, head, MOST_ERRORS)

    def works(
        self, records: Sequence[Mapping[str, Any]], head: Head, most_errors: int = sys.maxsize
    ) -> list[Work]:
        """Read the records; missing fields are empty, and a missing id is replaced by a label.

        The rest is not read after `most_errors`.
        """
        works: list[Work] = []
        for number, record in enumerate(self._progress("Checking", records)):
            if len(self.errors) >= most_errors:
                message = "has too many errors; only the first are listed"
                self.errors.append(PendingError(Place(-1, ""), "", "", message))
                return works
            works.append(self._work(number, record, head))
        self._check(works)
        return works

    def _head(self, table: object) -> Head:
        if table is None:
            message = (
                "is missing; a catalogue that stands alone needs a title, an author and a language"
            )
            self._error("catalogue", message)
            return Head(title="", author="", language="")
        self._label = HEAD
        if not isinstance(table, dict):
            self._error("catalogue", "must be a table, [catalogue]")
            table = {}
        values = self._values(Head, table, "", "people")
        return Head(**(dict.fromkeys(Head.required, "") | values))

    def _turn_to(self, number: int) -> None:
        self._record = number
        self._label = self.labels[number]

    def _work(self, number: int, record: Mapping[str, Any], head: Head) -> Work:
        name = record.get(AMENDS, record.get("id"))
        self.labels.append(_label(number, name))
        self._turn_to(number)
        if AMENDS in record:
            return self._amendment(number, record)
        values = self._values(Work, record, "")
        if "id" in values and not _ID.fullmatch(values["id"]):
            self._error(
                "id",
                f"{name!r} is not an id; use lower-case letters and digits with single hyphens",
            )
        if "id" in values and self._numbers.setdefault(values["id"], number) != number:
            other = self._numbers[values["id"]] + 1
            self._error("id", f"is the id of works[{other}] already")
        if values.get("id") in self._taken:
            own = self._beside and values["id"] in self._beside.own
            whose = "your own" if own else "the built-in"
            self._error("id", f"is the id of a work in {whose} catalogue")
        self._check_words(values)
        # An invalid attribution has already been reported, and counts as none.
        attribution = values.get(
            "attribution", Attribution.AUTHOR if "attribution" in record else None
        )
        authors, attribution = authorship(values.get("authors"), attribution, head)
        values |= {"authors": authors, "attribution": attribution}
        return Work(**({"id": self._label, "title": "", "kind": ""} | values))

    def _check_words(self, values: Mapping[str, Any]) -> None:
        if values.get("role", ROLES[0]) not in ROLES:
            self._error("role", f"{values['role']!r} is not one of: {', '.join(ROLES)}")
        if "kind" in values and values["kind"] not in KINDS:
            near = self._nearest(values["kind"], dict.fromkeys(KINDS), "kind")
            self._error("kind", f"{values['kind']!r} is not one of: {', '.join(KINDS)}{near}")

    def _amendment(self, number: int, record: Mapping[str, Any]) -> Work:
        """Read the fields that amend a built-in work, and return the amended work."""
        name = self.string(AMENDS, record[AMENDS])
        base = next((work for work in self._beside or () if work.id == name), None)
        fields_ = {key: value for key, value in record.items() if key not in {AMENDS, "id"}}
        values = self._values(Work, fields_, "", partial=True)
        self._check_words(values)
        if "id" in record:
            self._error("id", f"cannot be used with {AMENDS}")
        if self._beside is None:
            self._error(AMENDS, "needs the built-in catalogue, and this one stands alone")
        elif name and base is None:
            near = self._nearest(name, dict.fromkeys(self._taken), "id")
            self._error(AMENDS, f"the built-in catalogue has no work {name!r}{near}")
        if name and self._numbers.setdefault(name, number) != number:
            self._error(AMENDS, f"{name!r} is amended by works[{self._numbers[name] + 1}] already")
        return amended(base, values) if base else Work(id=self._label, title="", kind="")

    def _read_people(self, table: object) -> tuple[Person, ...]:
        if not isinstance(table, dict):
            self._error("people", "must be a table, [people]")
            return ()
        self.named_people = frozenset(table)
        people = []
        for name, raw in table.items():
            field = _PERSON + shown(name)
            if isinstance(raw, dict):
                person = Person(**{"name": name} | self._values(Person, raw, field + ".", "name"))
            else:
                person = Person(name=name, other_names=self.strings(field, raw) or ())
            for spelling in person.other_names:
                if spelling in table or spelling in self._people:
                    self._error(field, f"{spelling!r} is listed for two people")
                self._people[spelling] = name
            if not name.strip():
                self._error(field, "has no name", of_key=True)
            people.append(person)
        return tuple(people)

    def _check(self, works: Sequence[Work]) -> None:
        """Find the errors that only show in the catalogue as a whole."""
        known = dict.fromkeys(self._taken, -1) | self._numbers
        named = [references(work) for work in works]
        wholes = [[one for one in some if not one[0].startswith("see")] for some in named]
        numbers = [[known.get(other, -1) for _, other in some] for some in wholes]
        circular = _circular(numbers)
        for number, work in enumerate(works):
            self._turn_to(number)
            for at, other in (*named[number], *_pieces(work)):
                self._reference(work, at, other, known)
            for (at, other), whole in zip(wholes[number], numbers[number], strict=True):
                if (number, whole) in circular and other != work.id:
                    self._error(_list(at), "leads back to the work itself, in a circle", at)

    def _reference(self, work: Work, at: str, other: str, known: Mapping[str, int]) -> None:
        if other not in known:
            message = f"no work has the id {other!r}" + self._nearest(other, known, "id")
            self._error(_list(at), message, at)
        elif other == work.id:
            self._error(_list(at), "refers to the work itself", at)


def _list(at: str) -> str:
    """Return the field of a place, without its number: "see" of "see[2]"."""
    return at.rpartition("[")[0] or at


def _label(number: int, name: object) -> str:
    """Return the label of a record: its id, or its number if it has none that is printable."""
    if isinstance(name, str) and name.strip() and name.isprintable():
        return name
    return f"works[{number + 1}]"


def _circular(wholes: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Return the steps, from a work to one that contains it, that are part of a circle."""
    graph = {number: {whole for whole in row if whole >= 0} for number, row in enumerate(wholes)}
    steps: set[tuple[int, int]] = set()
    for _ in range(_CIRCLES):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            # Each node is contained in the one before it.
            steps |= {(part, whole) for whole, part in pairwise(error.args[1])}
            whole, part = error.args[1][:2]
            graph[part].discard(whole)
        else:
            break
    return steps


def _pieces(work: Work) -> Iterator[tuple[str, str]]:
    """Yield the works that its publications contain."""
    for place, publication in work.named_publications():
        for n, piece in enumerate(publication.contents, 1):
            if piece.work:
                yield f"{place}.contents[{n}].work", piece.work
