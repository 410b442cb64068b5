"""Turns the text of a catalogue into records; the only module that reads TOML.

Everything wrong in a file is found in one go: the reader goes on after a
fault, and the lines are looked up at the end, only if there are faults.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from difflib import get_close_matches
from typing import Any

from sergecli import dates
from sergecli.dates import Date
from sergecli.errors import CatalogueError, DateError, Fault
from sergecli.model import KINDS, Attribution, Catalogue, Head, Publication, Work
from sergecli.safety import is_web_address
from sergecli.watching import Watch, unwatched

# The fields that name people.
_PEOPLE = frozenset({"authors", "recipient", "translators", "editors"})
# How the table of people is named before one of its names in messages.
_PERSON = "people."
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHERE = re.compile(r"at line (\d+), column (\d+)")
_HEADER = re.compile(r"\s*\[\[\s*works\s*\]\]")


def read(
    text: str,
    path: str,
    beside: Callable[[], Catalogue] | None = None,
    watch: Watch = unwatched,
) -> Catalogue:
    """Turn the text of a catalogue into records; `path` is its name in messages.

    `beside` gives the catalogue that this one adds to: its head counts for a
    text that has none, its works may be named, its ids not be used. Raises
    CatalogueError with every fault: text that is not TOML, and whatever
    `docs/catalogue.md` does not allow.
    """
    try:
        (document,) = map(tomllib.loads, watch("Reading", [text]))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path, (_syntax(error, text),)) from None
    except RecursionError:
        raise CatalogueError(path, (Fault(0, "", "", "is nested too deeply"),)) from None
    except ValueError:
        # Python refuses to read a number of more than 4,300 digits.
        fault = Fault(0, "", "", "holds a number too long to read")
        raise CatalogueError(path, (fault,)) from None
    reader = _Reader(beside() if beside else None, watch)
    catalogue = reader.catalogue(document)
    if reader.faults or catalogue is None:
        lines = _Lines(text)
        faults = sorted((fault(lines) for fault in reader.faults), key=lambda fault: fault.line)
        raise CatalogueError(path, tuple(faults))
    return catalogue


def _syntax(error: tomllib.TOMLDecodeError, text: str) -> Fault:
    message = str(error)
    where = _WHERE.search(message)
    line = int(where[1]) if where else text.rstrip("\n").count("\n") + 1
    said = message.split(" (at ", maxsplit=1)[0]
    said = said[:1].lower() + said[1:]
    return Fault(line, "", "", f"is not TOML: {said}")


class _Lines:
    """Finds the line of a record, or of a field in it, in the file's text."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.headers = [n for n, line in enumerate(self.lines) if _HEADER.match(line)]

    def find(self, record: int, field: str) -> int:
        """Give the line, counted from 1; 0 if it can't be told.

        `record` counts from 0, -1 is the catalogue's head.
        """
        start, end = self._block(record)
        if record < 0 and field.startswith(_PERSON):
            # A name may have a point in it; what stands behind it is a place in its list.
            name = re.sub(r"\[\d+\]$", "", field.removeprefix(_PERSON))
        else:
            name = re.split(r"[.\[]", field, maxsplit=1)[0]
        key = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=")
        for number in range(start, end):
            if field and key.match(self.lines[number]):
                return number + 1
        return start + 1 if record >= 0 and self.headers[record : record + 1] else 0

    def _block(self, record: int) -> tuple[int, int]:
        starts = [*self.headers, len(self.lines)]
        if record < 0:
            return 0, starts[0]
        if record + 1 < len(starts):
            return starts[record], starts[record + 1]
        return 0, 0


_Late = Callable[[_Lines], Fault]


class _Reader:
    """Turns a TOML document into records; collects what is wrong with it."""

    def __init__(self, beside: Catalogue | None, watch: Watch) -> None:
        self.faults: list[_Late] = []
        self._beside = beside
        self._taken = frozenset(work.id for work in beside or ())
        self._watch = watch
        self._people: dict[str, str] = {}
        self._record = -1
        self._label = ""
        self._numbers: dict[str, int] = {}

    def _fault(self, field: str, message: str) -> None:
        record, label = self._record, self._label
        self.faults.append(lambda lines: Fault(lines.find(record, field), label, field, message))

    def catalogue(self, document: Mapping[str, Any]) -> Catalogue | None:
        """Read the whole document; None if it has no records at all."""
        for key in document:
            if key not in {"catalogue", "people", "works"}:
                message = "is no part of a catalogue; it has [catalogue], [people] and [[works]]"
                self._fault(_shown(key), message)
        if self._beside and "catalogue" not in document:
            head = self._beside.head
        else:
            head = self._head(document.get("catalogue"))
        self._label = ""
        self._read_people(document.get("people", {}))
        records = document.get("works", [])
        if not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
            self._fault("works", "must be a list of records, each under [[works]]")
            return None
        if not (records or self._beside or "catalogue" in document):
            self._fault("", "holds no works; each stands under [[works]]")
            return None
        watched = self._watch("Checking", records)
        works = [self._work(number, record, head) for number, record in enumerate(watched)]
        self._check(works)
        return Catalogue(head, tuple(filter(None, works)), len(works))

    def _head(self, table: object) -> Head:
        if table is None:
            message = "is missing; a catalogue that stands alone says its title, author, language"
            self._fault("catalogue", message)
            return Head(title="", author="", language="")
        self._label = "catalogue"
        if not isinstance(table, dict):
            self._fault("catalogue", "must be a table, [catalogue]")
            table = {}
        values = self._values(Head, table, "")
        self._address("archive_url", values.get("archive_url", ""))
        empty = {field.name: "" for field in fields(Head) if _required(field)}
        return Head(**(empty | values))

    def _turn_to(self, number: int, name: object) -> None:
        self._record = number
        self._label = f"works[{number + 1}]"
        if isinstance(name, str) and name.strip() and name.isprintable():
            self._label = name

    def _work(self, number: int, record: Mapping[str, Any], head: Head) -> Work | None:
        name = record.get("id")
        self._turn_to(number, name)
        values = self._values(Work, record, "")
        if "id" in values and not _ID.fullmatch(values["id"]):
            self._fault("id", f"{name!r} must be small letters and digits with single hyphens")
        if "id" in values and self._numbers.setdefault(values["id"], number) != number:
            other = self._numbers[values["id"]] + 1
            self._fault("id", f"is the id of works[{other}] already")
        if values.get("id") in self._taken:
            self._fault("id", "is the id of a work in the built-in catalogue")
        if "kind" in values and values["kind"] not in KINDS:
            self._fault("kind", f"{values['kind']!r} is none of: {', '.join(KINDS)}")
        self._address("url", values.get("url", ""))
        if values.get("attribution", Attribution.SERGE) is Attribution.SERGE:
            values.setdefault("authors", (head.author,))
        if not {"id", "title", "kind"} <= values.keys():
            return None
        return Work(**values)

    def _address(self, field: str, url: str) -> None:
        if url and not is_web_address(url):
            self._fault(field, f"{url!r} is no web address; it begins with https:// or http://")

    def _values(self, record: type, table: Mapping[str, Any], prefix: str) -> dict[str, Any]:
        known = {field.name.rstrip("_"): field for field in fields(record)}
        values = {}
        for key, raw in table.items():
            if key not in known:
                self._fault(prefix + _shown(key), "is no field" + _nearest(key, known))
                continue
            value = _READERS[known[key].type](self, prefix + key, raw)
            if value is not None:
                values[known[key].name] = self._one_name(value) if key in _PEOPLE else value
        for name, field in known.items():
            if _required(field) and name not in table:
                self._fault(prefix + name, "is missing")
        return values

    def _one_name(self, written: str | tuple[str, ...]) -> str | tuple[str, ...]:
        """Give the one name of a person, or of each, that stands for all spellings."""
        if isinstance(written, str):
            return self._people.get(written, written)
        return tuple(self._people.get(name, name) for name in written)

    def _read_people(self, table: object) -> None:
        if not isinstance(table, dict):
            self._fault("people", "must be a table, [people]")
            return
        for name, raw in table.items():
            field = _PERSON + _shown(name)
            for spelling in self.strings(field, raw) or ():
                if spelling in table or spelling in self._people:
                    self._fault(field, f"{spelling!r} stands for two people")
                self._people[spelling] = name
            if not name.strip():
                self._fault(field, "is a person without a name")

    def string(self, field: str, raw: object) -> str | None:
        """Read a string with something in it."""
        if not isinstance(raw, str):
            self._fault(field, f"must be a text in quotes, not {_type(raw)}")
            return None
        if not raw.strip():
            self._fault(field, "is empty; leave the field out instead")
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
            return dates.parse(text)
        except DateError as error:
            self._fault(field, str(error))
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

    def publication(self, field: str, raw: object) -> Publication | None:
        """Read one printing."""
        if not isinstance(raw, dict):
            self._fault(field, f"must be a table in braces, not {_type(raw)}")
            return None
        values = self._values(Publication, raw, field + ".")
        self._address(field + ".url", values.get("url", ""))
        return Publication(**values)

    def publications(self, field: str, raw: object) -> tuple[Publication, ...] | None:
        """Read a list of printings."""
        if not isinstance(raw, list):
            self._fault(field, f"must be a list of tables, not {_type(raw)}")
            return None
        read = [self.publication(f"{field}[{n}]", one) for n, one in enumerate(raw, 1)]
        return tuple(filter(None, read))

    def _check(self, works: list[Work | None]) -> None:
        """Find what only shows in the catalogue as a whole."""
        wholes = {work.id: work.part_of for work in works if work and work.part_of}
        known = self._numbers | dict.fromkeys(self._taken, 0)
        for number, work in enumerate(works):
            if work is None:
                continue
            self._turn_to(number, work.id)
            self._references(work, known)
            if work.part_of != work.id and _in_a_circle(work.id, wholes):
                self._fault("part_of", "leads round in a circle")

    def _references(self, work: Work, known: Mapping[str, int]) -> None:
        named = [("part_of", work.part_of), ("extract_of", work.extract_of)]
        named += [("in", other) for other in work.in_] + [("see", other) for other in work.see]
        for field, other in named:
            if other and other not in known:
                self._fault(field, f"there is no work {other!r}" + _nearest(other, known))
            elif other == work.id:
                self._fault(field, "names the work itself")


_READERS: dict[Any, Callable[[_Reader, str, object], Any]] = {
    str: _Reader.string,
    tuple[str, ...]: _Reader.strings,
    Date | None: _Reader.date,
    Attribution: _Reader.attribution,
    Publication | None: _Reader.publication,
    tuple[Publication, ...]: _Reader.publications,
}


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING


def _in_a_circle(start: str, wholes: Mapping[str, str]) -> bool:
    seen = {start}
    at = wholes.get(start, "")
    while at and at not in seen:
        seen.add(at)
        at = wholes.get(at, "")
    return at == start


def _shown(key: str) -> str:
    return key if key and key.isprintable() else repr(key)


def _type(raw: object) -> str:
    names = {str: "a text", bool: "true or false", list: "a list", dict: "a table"}
    numbers = {int: "a number", float: "a number"}
    return (names | numbers).get(type(raw), "a date without quotes")


def _nearest(wrong: str, known: Mapping[str, Any]) -> str:
    near = get_close_matches(wrong, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
