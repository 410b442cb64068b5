"""Reads the fields of records from TOML values, and collects what is wrong with them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeGuard, TypeVar

from sergecli.catalogue.source_lines import Place, Position
from sergecli.catalogue.toml_scanner import MOST_VALUES, shown
from sergecli.errors import DateError, Problem
from sergecli.model import edtf
from sergecli.model.edtf import Date
from sergecli.model.identifiers import isbn_error, language_error
from sergecli.model.records import Record
from sergecli.model.work import (
    FREQUENCIES,
    SIGNATURES,
    Attribution,
    Contributor,
    FreeField,
    LifeEvent,
    Periodical,
    Piece,
    Publication,
)
from sergecli.text import english
from sergecli.text.sanitize import is_web_address

_R = TypeVar("_R", bound=Record)
# The fields that name people.
_PEOPLE = frozenset({"authors", "recipient", "translators", "editors"})
# No real bibliography has a text this long; drawing and citing longer ones would take minutes.
LONGEST = 100_000
# The table that describes the catalogue.
HEAD = "catalogue"
_WIKIDATA = re.compile(r"Q[1-9]\d*", re.ASCII)
_FREE_NAME = re.compile(r"[^\W_][\w-]{0,39}")
# How many errors get a suggestion: comparing with many names is slow.
_GUESSES = 20


class PendingError(NamedTuple):
    """An error whose position in the text is looked up once all errors are known."""

    place: Place
    label: str
    field: str
    message: str

    def problem(self, position: Position) -> Problem:
        """Return the error with its position."""
        return Problem(position.line, self.label, self.field, self.message, position.column)


class FieldReader:
    """Reads values according to the types of their fields."""

    def __init__(self) -> None:
        self.errors: list[PendingError] = []
        self._people: dict[str, str] = {}
        # The record that is read, by its number (-1: none), and as messages name it.
        self._record = -1
        self._label = ""
        self._guesses: dict[tuple[str, str], str] = {}

    def _error(self, field: str, message: str, at: str = "", *, of_key: bool = False) -> None:
        """Note an error in a field; `at` is the part of it to point at."""
        in_head = self._record < 0 and self._label == HEAD
        place = Place(self._record, f"{HEAD}." * in_head + (at or field), of_key)
        self.errors.append(PendingError(place, self._label, field, message))

    def _values(
        self,
        record: type[Record],
        table: Mapping[str, Any],
        prefix: str,
        elsewhere: str = "",
        *,
        partial: bool = False,
    ) -> dict[str, Any]:
        """Read the fields of a record, except one that is not in its table.

        If the record is `partial`, no field is required.
        """
        known = {**record.__dataclass_fields__}
        known.pop(elsewhere, None)
        values = {}
        for key, raw in table.items():
            if key not in known:
                message = "is not a field" + self._nearest(key, known, record.__name__)
                self._error(prefix + shown(key), message, of_key=True)
                continue
            value = _READERS[known[key].type](self, prefix + key, raw)
            if value is not None and key in _FORMS and (wrong := _FORMS[key](value)):
                self._error(prefix + key, wrong)
            if value is not None:
                values[key] = self._one_name(value) if key in _PEOPLE else value
        for name in known:
            if name in record.required and name not in table and not partial:
                self._error(prefix + name, "is missing")
        return values

    def _one_name(self, written: str | tuple[str, ...]) -> str | tuple[str, ...]:
        """Return the preferred name of a person, or of each person."""
        if isinstance(written, str):
            return self._people.get(written, written)
        return tuple(self._people.get(name, name) for name in written)

    def string(self, field: str, raw: object) -> str | None:
        """Read a string that is not empty."""
        if not isinstance(raw, str):
            self._error(field, f"must be a text in quotes, not {_type(raw)}")
            return None
        if not raw.strip():
            self._error(field, "is empty; leave the field out instead")
            return None
        if len(raw) > LONGEST:
            self._error(field, f"has {len(raw):,} letters; the limit is {LONGEST:,}")
            return None
        return raw

    def strings(self, field: str, raw: object) -> tuple[str, ...] | None:
        """Read a list of strings."""
        if not self._is_list(raw, field, "texts"):
            return None
        read = [self.string(f"{field}[{n}]", one) for n, one in enumerate(raw, 1)]
        return tuple(filter(None, read))

    def _is_list(self, raw: object, field: str, of: str) -> TypeGuard[list[object]]:
        if not isinstance(raw, list):
            self._error(field, f"must be a list of {of}, not {_type(raw)}")
            return False
        if len(raw) > MOST_VALUES:
            self._error(field, f"has {len(raw):,} {of}; the limit is {MOST_VALUES:,}")
            return False
        return True

    def date(self, field: str, raw: object) -> Date | None:
        """Read an EDTF date."""
        text = self.string(field, raw)
        if text is None:
            return None
        try:
            return edtf.parse(text)
        except DateError:
            from sergecli.model import date_advice  # noqa: PLC0415 - slow to load; few dates are wrong

            self._error(field, date_advice.explain(text))
            return None

    def attribution(self, field: str, raw: object) -> Attribution | None:
        """Read whose work it is."""
        text = self.string(field, raw)
        if text is None:
            return None
        try:
            return Attribution(text)
        except ValueError:
            self._error(field, f"{text!r} is not one of: {', '.join(Attribution)}")
            return None

    def truth(self, field: str, raw: object) -> bool | None:
        """Read true or false."""
        if isinstance(raw, bool):
            return raw
        self._error(field, f"must be true or false, not {_type(raw)}")
        return None

    def table(self, record: type[_R], field: str, raw: object) -> _R | None:
        """Read a table that is a record; None if it is not, or lacks a required field."""
        if not isinstance(raw, dict):
            self._error(field, f"must be a table in braces, not {_type(raw)}")
            return None
        values = self._values(record, raw, field + ".")
        return record(**values) if values.keys() >= record.required else None

    def tables(self, record: type[_R], field: str, raw: object) -> tuple[_R, ...] | None:
        """Read a list of tables, each of them a record."""
        if not self._is_list(raw, field, "tables"):
            return None
        read = [self.table(record, f"{field}[{n}]", one) for n, one in enumerate(raw, 1)]
        return tuple(one for one in read if one is not None)

    def contributors(self, field: str, raw: object) -> tuple[Contributor, ...] | None:
        """Read the contributors to a publication, by their preferred names."""
        read = self.tables(Contributor, field, raw)
        return read and tuple(
            replace(one, name=self._people.get(one.name, one.name)) for one in read
        )

    def free_fields(self, field: str, raw: object) -> tuple[FreeField, ...] | None:
        """Read a table of fields of the user's own, each a text or a list of texts."""
        if not isinstance(raw, dict):
            self._error(field, f"must be a table, [works.{field}], not {_type(raw)}")
            return None
        read = []
        for name, value in raw.items():
            place = f"{field}.{shown(name)}"
            if not _FREE_NAME.fullmatch(name):
                message = "is not a name for a field; use up to 40 letters, digits, hyphens and _"
                self._error(place, message, of_key=True)
            elif isinstance(value, list):
                read.append(FreeField(name=name, texts=self.strings(place, value) or ()))
            else:
                read.append(FreeField(name=name, texts=(self.string(place, value) or "",)))
        return tuple(one for one in read if any(one.texts))

    def pieces(self, field: str, raw: object) -> tuple[Piece, ...] | None:
        """Read the contents of a book."""
        read = self.tables(Piece, field, raw) or ()
        for n, piece in enumerate(read, 1):
            if not (piece.work or piece.title):
                self._error(f"{field}[{n}]", "names neither a work nor a title")
        return read

    def _nearest(self, wrong: str, known: Mapping[str, Any], sort: str) -> str:
        """Return what was probably meant, for the first few errors."""
        if (wrong, sort) not in self._guesses and len(self._guesses) < _GUESSES:
            meant = english.near(wrong, known)
            self._guesses[wrong, sort] = f"; did you mean {meant[0]!r}?" if meant else ""
        return self._guesses.get((wrong, sort), "")


def _list_of(record: type) -> Callable[[FieldReader, str, object], Any]:
    return lambda reader, field, raw: reader.tables(record, field, raw)


_READERS: dict[Any, Callable[[FieldReader, str, object], Any]] = {
    str: FieldReader.string,
    tuple[str, ...]: FieldReader.strings,
    Date: FieldReader.date,
    Date | None: FieldReader.date,
    Attribution: FieldReader.attribution,
    Publication | None: lambda reader, field, raw: reader.table(Publication, field, raw),
    bool: FieldReader.truth,
    tuple[Contributor, ...]: FieldReader.contributors,
    tuple[Piece, ...]: FieldReader.pieces,
    tuple[FreeField, ...]: FieldReader.free_fields,
    tuple[Publication, ...]: _list_of(Publication),
    tuple[LifeEvent, ...]: _list_of(LifeEvent),
    tuple[Periodical, ...]: _list_of(Periodical),
}


def _no_address(url: str) -> str:
    if is_web_address(url):
        return ""
    return f"{url!r} is not a web address; it begins with https:// or http://"


def _none_of(words: Sequence[str]) -> Callable[[str], str]:
    return lambda text: "" if text in words else f"{text!r} is not one of: {', '.join(words)}"


def _no_item(text: str) -> str:
    return "" if _WIKIDATA.fullmatch(text) else f"{text!r} is not a Wikidata item; write it as Q937"


# The checks of a field's text: each returns a message if the text is not valid.
_FORMS: dict[str, Callable[[str], str]] = {
    "url": _no_address,
    "archive_url": _no_address,
    "isbn": isbn_error,
    "language": language_error,
    "wikidata": _no_item,
    "frequency": _none_of(FREQUENCIES),
    "signature": _none_of(SIGNATURES),
}


def _type(raw: object) -> str:
    names = {str: "a text", bool: "true or false", list: "a list", dict: "a table"}
    numbers = {int: "a number", float: "a number"}
    return (names | numbers).get(type(raw), "a date without quotes")
