"""Turns the text of a catalogue, which is TOML, into records.

All errors of a file are found at once: reading continues after an error, and lines and
columns are looked up at the end, and only if there were errors.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sergecli.catalogue import toml_scanner
from sergecli.catalogue.progress import Progress, no_progress
from sergecli.catalogue.record_reader import RecordReader
from sergecli.catalogue.source_lines import Position, locate, position, repeated
from sergecli.catalogue.toml_scanner import LongKeyError
from sergecli.errors import CatalogueError, Problem
from sergecli.model.publications import with_contents
from sergecli.model.work import Catalogue, Head, Work

_WHERE = re.compile(r"at line (\d+), column (\d+)")
# How the TOML reader's message begins if a key, or a table, is given twice.
_TWICE = ("Cannot overwrite", "Cannot declare", "Duplicate")


class Examined(NamedTuple):
    """The content of a text, valid or not.

    `works` have what could be read of each record, with the other fields
    empty; `people` are the names under [people]; `errors` come, in the order of
    the text. `invalid` has the fields with errors, by the number of their record;
    `labels` are the names of the records in messages.
    """

    head: Head
    works: tuple[Work, ...]
    people: frozenset[str]
    errors: tuple[Problem, ...]
    invalid: Mapping[int, frozenset[str]]
    labels: tuple[str, ...]


def read(
    text: str,
    path: str,
    beside: Callable[[], Catalogue] | None = None,
    progress: Progress = no_progress,
) -> Catalogue:
    """Turn the text of a catalogue into records; `path` is its name in messages.

    `beside` returns the catalogue that this one adds to: its head is used for a
    text without one; the text may refer to its works, but not reuse its ids. Raises
    CatalogueError with every error: text that is not TOML, and anything that
    `docs/catalogue.md` does not allow.
    """
    examined = examine(text, path, beside() if beside else None, progress)
    if examined.errors:
        raise CatalogueError(path, examined.errors)
    works = with_contents(examined.works)
    return Catalogue(examined.head, works, len(works))


def examine(
    text: str, path: str, beside: Catalogue | None = None, progress: Progress = no_progress
) -> Examined:
    """Turn the text of a catalogue into records as far as possible, and collect the errors.

    Raises CatalogueError only for a text that is not TOML.
    """
    reader = RecordReader(beside, progress)
    head, works = reader.catalogue(document(text, path, progress))
    spots = locate(text, (error.place for error in reader.errors)) if reader.errors else {}
    errors = [error.problem(spots[error.place]) for error in reader.errors]
    errors.sort(key=lambda error: (error.line, error.column))
    people, labels = reader.named_people, tuple(reader.labels)
    return Examined(head, tuple(works), people, tuple(errors), _invalid(reader), labels)


def _invalid(reader: RecordReader) -> dict[int, frozenset[str]]:
    fields: dict[int, set[str]] = {}
    for error in reader.errors:
        fields.setdefault(error.place.record, set()).add(error.field)
    return {record: frozenset(names) for record, names in fields.items()}


def document(text: str, path: str, progress: Progress) -> Mapping[str, Any]:
    """Read a text as TOML; raises CatalogueError if it is not."""
    try:
        (document,) = map(toml_scanner.document, progress("Reading", [text]))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path, (_syntax(error, text),)) from None
    except LongKeyError as error:
        line, column = position(text, error.offset)
        raise CatalogueError(path, (Problem(line, "", "", str(error), column),)) from None
    except RecursionError:
        raise CatalogueError.of_file(path, "is nested too deeply") from None
    except ValueError:
        # Python refuses to read a number of more than 4,300 digits.
        raise CatalogueError.of_file(path, "contains a number too long to read") from None
    return document


def draft(values: Mapping[str, Any], beside: Catalogue) -> Work:
    """Turn the values of one record into a work that may join those of `beside`.

    Raises CatalogueError with every error; its path is empty: no file was read.
    """
    (read,) = drafts([values], beside)
    if isinstance(read, Work):
        return read
    raise CatalogueError("", read)


def drafts(
    records: Sequence[Mapping[str, Any]], beside: Catalogue, progress: Progress = no_progress
) -> list[Work | tuple[Problem, ...]]:
    """Turn records into works that may join those of `beside`; for invalid ones, return errors."""
    reader = RecordReader(beside, progress)
    works = reader.works(records, beside.head)
    errors: dict[int, list[Problem]] = {}
    for error in reader.errors:
        errors.setdefault(error.place.record, []).append(error.problem(Position(0, 0)))
    return [
        tuple(errors[number]) if number in errors else work for number, work in enumerate(works)
    ]


def table(raw: str) -> dict[str, Any]:
    """Read an inline table of TOML, `{ container = "…" }`; the braces may be left out.

    Raises CatalogueError if it is not one.
    """
    text = raw.strip()
    wrong = CatalogueError.of_file(
        "", 'is not a table; write \'{ container = "…", date = "1938-07" }\''
    )
    try:
        inside = text if text.startswith("{") else f"{{{text}}}"
        read = toml_scanner.loads(f"table = {inside}")
    except (ValueError, RecursionError):
        raise wrong from None
    if len(read) > 1 or not isinstance(read["table"], dict):
        raise wrong
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
            return Problem(line, "", "", f"is not TOML: the key {field!r} is given twice", column)
    reason = message.split(" (at ", maxsplit=1)[0]
    reason = reason[:1].lower() + reason[1:]
    return Problem(line, "", "", f"is not TOML: {reason}", column)
