"""Turns the text of a catalogue, which is TOML, into records.

Everything wrong in a file is found in one go: the reader goes on after a
fault, and lines and columns are looked up at the end, only if there are faults.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, replace
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any, NamedTuple

from sergecli.catalogue.progress import Progress, no_progress
from sergecli.catalogue.source_lines import Place, Position, locate, repeated, shown
from sergecli.errors import CatalogueError, DateError, Problem
from sergecli.model import edtf
from sergecli.model.edtf import Date
from sergecli.model.identifiers import isbn_fault, language_fault
from sergecli.model.kinds import KINDS
from sergecli.model.names import is_by_others
from sergecli.model.work import (
    FREQUENCIES,
    ROLES,
    SIGNATURES,
    Attribution,
    Catalogue,
    Contributor,
    Head,
    LifeEvent,
    Periodical,
    Person,
    Piece,
    Publication,
    Work,
    with_contents,
)
from sergecli.text.sanitize import is_web_address

# The fields that name people.
_PEOPLE = frozenset({"authors", "recipient", "translators", "editors"})
# No text of a bibliography comes near it; drawing and citing more would take minutes.
LONGEST = 100_000
# How the table of people is named before one of its names in messages.
_PERSON = "people."
# The table that describes the catalogue.
_HEAD = "catalogue"
_WIKIDATA = re.compile(r"Q[1-9]\d*", re.ASCII)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHERE = re.compile(r"at line (\d+), column (\d+)")
# A field that names a work, the part of it to point at, and the work's id.
_Named = tuple[str, str, str]
# How the TOML reader begins to say that a key, or a table, stands twice.
_TWICE = ("Cannot overwrite", "Cannot declare", "Duplicate")
# So many circles of works are told; others show when these are mended.
_CIRCLES = 100
# Names are compared with what was probably meant only so often: it takes long among many.
_GUESSES = 20


class Examined(NamedTuple):
    """What a text holds, right or wrong.

    `works` have what could be read of each record, and nothing in the place of the
    rest; `people` are the names under [people]; `faults` come in the order of the
    text. `faulty` has the fields that are wrong, by the number of their record;
    `labels` are how the records are called in messages.
    """

    head: Head
    works: tuple[Work, ...]
    people: frozenset[str]
    faults: tuple[Problem, ...]
    faulty: Mapping[int, frozenset[str]]
    labels: tuple[str, ...]


def read(
    text: str,
    path: str,
    beside: Callable[[], Catalogue] | None = None,
    watch: Progress = no_progress,
) -> Catalogue:
    """Turn the text of a catalogue into records; `path` is its name in messages.

    `beside` gives the catalogue that this one adds to: its head counts for a
    text that has none, its works may be named, its ids not be used. Raises
    CatalogueError with every fault: text that is not TOML, and whatever
    `docs/catalogue.md` does not allow.
    """
    examined = examine(text, path, beside() if beside else None, watch)
    if examined.faults:
        raise CatalogueError(path, examined.faults)
    works = with_contents(examined.works)
    return Catalogue(examined.head, works, len(works))


def examine(
    text: str, path: str, beside: Catalogue | None = None, watch: Progress = no_progress
) -> Examined:
    """Turn the text of a catalogue into records as far as it goes, and name what is wrong.

    Raises CatalogueError only for a text that is not TOML.
    """
    reader = _Reader(beside, watch)
    head, works = reader.catalogue(_document(text, path, watch))
    spots = locate(text, (late.place for late in reader.faults)) if reader.faults else {}
    faults = (late.fault(spots[late.place]) for late in reader.faults)
    in_order = sorted(faults, key=lambda fault: (fault.line, fault.column))
    people, labels = reader.named_people, tuple(reader.labels)
    return Examined(head, tuple(works), people, tuple(in_order), _faulty(reader), labels)


def _faulty(reader: "_Reader") -> dict[int, frozenset[str]]:
    fields: dict[int, set[str]] = {}
    for late in reader.faults:
        fields.setdefault(late.place.record, set()).add(late.field)
    return {record: frozenset(names) for record, names in fields.items()}


def _document(text: str, path: str, watch: Progress) -> dict[str, Any]:
    try:
        (document,) = map(tomllib.loads, watch("Reading", [text]))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path, (_syntax(error, text),)) from None
    except RecursionError:
        raise CatalogueError(path, (Problem(0, "", "", "is nested too deeply"),)) from None
    except ValueError:
        # Python refuses to read a number of more than 4,300 digits.
        fault = Problem(0, "", "", "holds a number too long to read")
        raise CatalogueError(path, (fault,)) from None
    return document


def draft(values: Mapping[str, Any], beside: Catalogue) -> Work:
    """Turn the values of one record into a work that may join those of `beside`.

    Raises CatalogueError with every fault; its path is empty, since there is no file.
    """
    (read,) = drafts([values], beside)
    if isinstance(read, Work):
        return read
    raise CatalogueError("", read)


def drafts(
    records: Sequence[Mapping[str, Any]], beside: Catalogue, watch: Progress = no_progress
) -> list[Work | tuple[Problem, ...]]:
    """Turn records into works that may join those of `beside`; of the others, give the faults."""
    reader = _Reader(beside, watch)
    works = reader.works(records, beside.head)
    faults: dict[int, list[Problem]] = {}
    for late in reader.faults:
        faults.setdefault(late.place.record, []).append(late.fault(Position(0, 0)))
    return [
        tuple(faults[number]) if number in faults else work for number, work in enumerate(works)
    ]


def table(raw: str) -> dict[str, Any]:
    """Read an inline table of TOML, `{ container = "…" }`; the braces may be left out.

    Raises CatalogueError where it is none.
    """
    text = raw.strip()
    wrong = Problem(0, "", "", 'is no table; write \'{ container = "…", date = "1938-07" }\'')
    try:
        inside = text if text.startswith("{") else f"{{{text}}}"
        read = tomllib.loads(f"table = {inside}")
    except (ValueError, RecursionError):
        raise CatalogueError("", (wrong,)) from None
    if len(read) > 1 or not isinstance(read["table"], dict):
        raise CatalogueError("", (wrong,))
    return read["table"]


def _syntax(error: tomllib.TOMLDecodeError, text: str) -> Problem:
    message = str(error)
    where = _WHERE.search(message)
    before = text.rstrip("\r\n").split("\n")
    line, column = map(int, where.groups()) if where else (len(before), len(before[-1]) + 1)
    if message.startswith(_TWICE):
        end = sum(len(one) + 1 for one in before[: line - 1]) + column - 1
        if found := repeated(text[:end]):
            field, (line, column) = found
            return Problem(line, "", "", f"is not TOML: the key {field!r} stands twice", column)
    said = message.split(" (at ", maxsplit=1)[0]
    said = said[:1].lower() + said[1:]
    return Problem(line, "", "", f"is not TOML: {said}", column)


class _PendingError(NamedTuple):
    """A fault whose place in the text is looked for when all are known."""

    place: Place
    label: str
    field: str
    message: str

    def fault(self, spot: Position) -> Problem:
        """Give the fault, found there."""
        return Problem(spot.line, self.label, self.field, self.message, spot.column)


class _Reader:
    """Turns a TOML document into records; collects what is wrong with it."""

    def __init__(self, beside: Catalogue | None, watch: Progress) -> None:
        self.faults: list[_PendingError] = []
        self._beside = beside
        self._taken = frozenset(work.id for work in beside or ())
        self._watch = watch
        self._people: dict[str, str] = {}
        self.named_people: frozenset[str] = frozenset()
        self.labels: list[str] = []
        self._record = -1
        self._label = ""
        self._numbers: dict[str, int] = {}
        self._guesses: dict[tuple[str, str], str] = {}

    def _fault(self, field: str, message: str, at: str = "", *, of_key: bool = False) -> None:
        """Note what is wrong with a field; `at` is the part of it to point at."""
        in_head = self._record < 0 and self._label == _HEAD
        place = Place(self._record, f"{_HEAD}." * in_head + (at or field), of_key)
        self.faults.append(_PendingError(place, self._label, field, message))

    def catalogue(self, document: Mapping[str, Any]) -> tuple[Head, list[Work]]:
        """Read the whole document."""
        for key in document:
            if key not in {"catalogue", "people", "works"}:
                message = "is no part of a catalogue; it has [catalogue], [people] and [[works]]"
                self._fault(shown(key), message, of_key=True)
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
            self._fault("works", "must be a list of records, each under [[works]]")
            return head, []
        if not (records or self._beside or "catalogue" in document):
            self._fault("", "holds no works; each stands under [[works]]")
        return head, self.works(records, head)

    def works(self, records: Sequence[Mapping[str, Any]], head: Head) -> list[Work]:
        """Read the records; what one lacks is empty in it, its id a label."""
        watched = self._watch("Checking", records)
        works = [self._work(number, record, head) for number, record in enumerate(watched)]
        self._check(works)
        return works

    def _head(self, table: object) -> Head:
        if table is None:
            message = "is missing; a catalogue that stands alone says its title, author, language"
            self._fault("catalogue", message)
            return Head(title="", author="", language="")
        self._label = _HEAD
        if not isinstance(table, dict):
            self._fault("catalogue", "must be a table, [catalogue]")
            table = {}
        values = self._values(Head, table, "", "people")
        empty = {field.name: "" for field in fields(Head) if _required(field)}
        return Head(**(empty | values))

    def _turn_to(self, number: int) -> None:
        self._record = number
        self._label = self.labels[number]

    def _work(self, number: int, record: Mapping[str, Any], head: Head) -> Work:
        name = record.get("id")
        self.labels.append(_label(number, name))
        self._turn_to(number)
        values = self._values(Work, record, "")
        if "id" in values and not _ID.fullmatch(values["id"]):
            self._fault("id", f"{name!r} must be small letters and digits with single hyphens")
        if "id" in values and self._numbers.setdefault(values["id"], number) != number:
            other = self._numbers[values["id"]] + 1
            self._fault("id", f"is the id of works[{other}] already")
        if values.get("id") in self._taken:
            own = self._beside and values["id"] in self._beside.own
            whose = "your own" if own else "the built-in"
            self._fault("id", f"is the id of a work in {whose} catalogue")
        if values.get("role", ROLES[0]) not in ROLES:
            self._fault("role", f"{values['role']!r} is none of: {', '.join(ROLES)}")
        if "kind" in values and values["kind"] not in KINDS:
            near = self._nearest(values["kind"], dict.fromkeys(KINDS), "kind")
            self._fault("kind", f"{values['kind']!r} is none of: {', '.join(KINDS)}{near}")
        named = values.get("authors")
        if "attribution" not in record and named is not None and is_by_others(named, head):
            values["attribution"] = Attribution.OTHER
        if values.get("attribution", Attribution.AUTHOR) is Attribution.AUTHOR:
            values.setdefault("authors", (head.author,))
        return Work(**({"id": self._label, "title": "", "kind": ""} | values))

    def _values(
        self, record: type, table: Mapping[str, Any], prefix: str, elsewhere: str = ""
    ) -> dict[str, Any]:
        """Read the fields of a record, but for one that does not stand in its table."""
        known = {field.name: field for field in fields(record) if field.name != elsewhere}
        values = {}
        for key, raw in table.items():
            if key not in known:
                said = "is no field" + self._nearest(key, known, record.__name__)
                self._fault(prefix + shown(key), said, of_key=True)
                continue
            value = _READERS[known[key].type](self, prefix + key, raw)
            if value is not None and key in _FORMS and (wrong := _FORMS[key](value)):
                self._fault(prefix + key, wrong)
            if value is not None:
                values[key] = self._one_name(value) if key in _PEOPLE else value
        for name, field in known.items():
            if _required(field) and name not in table:
                self._fault(prefix + name, "is missing")
        return values

    def _one_name(self, written: str | tuple[str, ...]) -> str | tuple[str, ...]:
        """Give the one name of a person, or of each, that stands for all spellings."""
        if isinstance(written, str):
            return self._people.get(written, written)
        return tuple(self._people.get(name, name) for name in written)

    def _read_people(self, table: object) -> tuple[Person, ...]:
        if not isinstance(table, dict):
            self._fault("people", "must be a table, [people]")
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
                    self._fault(field, f"{spelling!r} stands for two people")
                self._people[spelling] = name
            if not name.strip():
                self._fault(field, "is a person without a name", of_key=True)
            people.append(person)
        return tuple(people)

    def string(self, field: str, raw: object) -> str | None:
        """Read a string with something in it."""
        if not isinstance(raw, str):
            self._fault(field, f"must be a text in quotes, not {_type(raw)}")
            return None
        if not raw.strip():
            self._fault(field, "is empty; leave the field out instead")
            return None
        if len(raw) > LONGEST:
            self._fault(field, f"has {len(raw):,} letters; a text may have {LONGEST:,}")
            return None
        return raw

    def strings(self, field: str, raw: object) -> tuple[str, ...] | None:
        """Read a list of strings."""
        if not isinstance(raw, list):
            self._fault(field, f"must be a list of texts, not {_type(raw)}")
            return None
        read = [self.string(f"{field}[{n}]", one) for n, one in enumerate(raw, 1)]
        return tuple(filter(None, read))

    def date(self, field: str, raw: object) -> Date | None:
        """Read an EDTF date."""
        text = self.string(field, raw)
        if text is None:
            return None
        try:
            return edtf.parse(text)
        except DateError:
            # Few dates are wrong; the others need not wait for the advice.
            from sergecli.model import date_advice  # noqa: PLC0415

            self._fault(field, date_advice.explain(text))
            return None

    def attribution(self, field: str, raw: object) -> Attribution | None:
        """Read whose work it is."""
        text = self.string(field, raw)
        if text is None:
            return None
        try:
            return Attribution(text)
        except ValueError:
            self._fault(field, f"{text!r} is none of: {', '.join(Attribution)}")
            return None

    def truth(self, field: str, raw: object) -> bool | None:
        """Read true or false."""
        if isinstance(raw, bool):
            return raw
        self._fault(field, f"must be true or false, not {_type(raw)}")
        return None

    def table(self, record: type, field: str, raw: object) -> Any:  # noqa: ANN401 - a record
        """Read a table that is a record; None where it is none or lacks what it needs."""
        if not isinstance(raw, dict):
            self._fault(field, f"must be a table in braces, not {_type(raw)}")
            return None
        values = self._values(record, raw, field + ".")
        needed = {one.name for one in fields(record) if _required(one)}
        return record(**values) if needed <= values.keys() else None

    def tables(self, record: type, field: str, raw: object) -> tuple[Any, ...] | None:
        """Read a list of tables, each of them a record."""
        if not isinstance(raw, list):
            self._fault(field, f"must be a list of tables, not {_type(raw)}")
            return None
        read = [self.table(record, f"{field}[{n}]", one) for n, one in enumerate(raw, 1)]
        return tuple(one for one in read if one is not None)

    def contributors(self, field: str, raw: object) -> tuple[Contributor, ...] | None:
        """Read who had a hand in a publication, by the one name of each."""
        read = self.tables(Contributor, field, raw)
        return read and tuple(
            replace(one, name=self._people.get(one.name, one.name)) for one in read
        )

    def pieces(self, field: str, raw: object) -> tuple[Piece, ...] | None:
        """Read the contents of a book."""
        read = self.tables(Piece, field, raw) or ()
        for n, piece in enumerate(read, 1):
            if not (piece.work or piece.title):
                self._fault(f"{field}[{n}]", "names neither a work nor a title")
        return read

    def _check(self, works: Sequence[Work]) -> None:
        """Find what only shows in the catalogue as a whole."""
        known = dict.fromkeys(self._taken, -1) | self._numbers
        wholes = [_wholes(work) for work in works]
        numbers = [[known.get(other, -1) for *_, other in named] for named in wholes]
        circular = _circular(numbers)
        for number, work in enumerate(works):
            self._turn_to(number)
            for named in (*wholes[number], *_numbered("see", work.see), *_pieces(work)):
                self._reference(work, named, known)
            for (field, at, other), whole in zip(wholes[number], numbers[number], strict=True):
                if (number, whole) in circular and other != work.id:
                    self._fault(field, "leads round in a circle", at)

    def _reference(self, work: Work, named: _Named, known: Mapping[str, int]) -> None:
        field, at, other = named
        if other not in known:
            said = f"there is no work {other!r}" + self._nearest(other, known, "id")
            self._fault(field, said, at)
        elif other == work.id:
            self._fault(field, "names the work itself", at)

    def _nearest(self, wrong: str, known: Mapping[str, Any], sort: str) -> str:
        """Say what was probably meant, as long as there is not too much of it."""
        if (wrong, sort) not in self._guesses and len(self._guesses) < _GUESSES:
            near = get_close_matches(wrong, known, n=1)
            self._guesses[wrong, sort] = f"; did you mean {near[0]!r}?" if near else ""
        return self._guesses.get((wrong, sort), "")


def _list_of(record: type) -> Callable[[_Reader, str, object], Any]:
    return lambda reader, field, raw: reader.tables(record, field, raw)


_READERS: dict[Any, Callable[[_Reader, str, object], Any]] = {
    str: _Reader.string,
    tuple[str, ...]: _Reader.strings,
    Date: _Reader.date,
    Date | None: _Reader.date,
    Attribution: _Reader.attribution,
    Publication | None: lambda reader, field, raw: reader.table(Publication, field, raw),
    bool: _Reader.truth,
    tuple[Contributor, ...]: _Reader.contributors,
    tuple[Piece, ...]: _Reader.pieces,
    tuple[Publication, ...]: _list_of(Publication),
    tuple[LifeEvent, ...]: _list_of(LifeEvent),
    tuple[Periodical, ...]: _list_of(Periodical),
}


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING


def _label(number: int, name: object) -> str:
    """Call a record by its id, or by its place where that is none or would not show."""
    if isinstance(name, str) and name.strip() and name.isprintable():
        return name
    return f"works[{number + 1}]"


def _wholes(work: Work) -> list[_Named]:
    """Give all in which a work is contained."""
    single = (("part_of", work.part_of), ("extract_of", work.extract_of))
    named = [(field, field, other) for field, other in single if other]
    return [*named, *_numbered("collected_in", work.collected_in)]


def _circular(wholes: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Find the steps, from a work to what contains it, that lead round in a circle."""
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


def _numbered(field: str, others: Iterable[str]) -> list[_Named]:
    return [(field, f"{field}[{n}]", other) for n, other in enumerate(others, 1)]


def _pieces(work: Work) -> Iterator[_Named]:
    """Give the works that its publications contain."""
    for place, publication in work.named_publications():
        for n, piece in enumerate(publication.contents, 1):
            if piece.work:
                yield f"{place}.contents", f"{place}.contents[{n}].work", piece.work


def _no_address(url: str) -> str:
    if is_web_address(url):
        return ""
    return f"{url!r} is no web address; it begins with https:// or http://"


def _none_of(words: Sequence[str]) -> Callable[[str], str]:
    return lambda text: "" if text in words else f"{text!r} is none of: {', '.join(words)}"


def _no_item(text: str) -> str:
    return "" if _WIKIDATA.fullmatch(text) else f"{text!r} is no item of Wikidata, such as Q937"


# What the text of a field must be like: each gives a message where it is not.
_FORMS: dict[str, Callable[[str], str]] = {
    "url": _no_address,
    "archive_url": _no_address,
    "isbn": isbn_fault,
    "language": language_fault,
    "wikidata": _no_item,
    "frequency": _none_of(FREQUENCIES),
    "signature": _none_of(SIGNATURES),
}


def _type(raw: object) -> str:
    names = {str: "a text", bool: "true or false", list: "a list", dict: "a table"}
    numbers = {int: "a number", float: "a number"}
    return (names | numbers).get(type(raw), "a date without quotes")
