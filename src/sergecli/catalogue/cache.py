"""Caches catalogues, so that they load faster the next time.

The cache is an SQLite database in the user's cache directory, one file per catalogue: the
checked records as JSON, the years they may fall in, and the words that a search uses.
It is used only while the catalogue's file, the program and the model are unchanged;
the file of names beside it records this, with a checksum of the database. A stale or
broken cache is ignored. Only `store` uses this module.
"""

import json
import sqlite3
from array import array
from binascii import crc32
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from sergecli.catalogue import kept_files
from sergecli.catalogue.index import FIELDS, called, postings
from sergecli.catalogue.paths import CatalogueSource
from sergecli.catalogue.progress import Progress, no_progress
from sergecli.errors import BrokenCacheError
from sergecli.model.edtf import Date, Span, parse
from sergecli.model.work import (
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
)
from sergecli.text.sanitize import is_web_address
from sergecli.text.transliteration import canonical

_SCHEMA = """
CREATE TABLE about (head TEXT);
CREATE TABLE works (
    number INTEGER PRIMARY KEY, id TEXT, first INTEGER, last INTEGER, record TEXT
);
CREATE INDEX ids ON works (id);
CREATE INDEX years ON works (first, last);
CREATE TABLE words (word TEXT PRIMARY KEY, one TEXT, places BLOB) WITHOUT ROWID;
CREATE INDEX ones ON words (one);
"""
# Increase this when the way words are folded, spelled or collected changes.
_RULES = "3"
_RECORDS = (Head, LifeEvent, Periodical, Person, Work, Publication, Contributor, Piece)
_SHAPE = ",".join(
    [
        _SCHEMA,
        _RULES,
        *(field.label for field in FIELDS),
        *(field.name for record in _RECORDS for field in fields(record)),
    ]
)
_PRINTINGS = ("first_publication", "reproduced_from")
_HEAD_DATES = ("born", "died", "date")
_WORK_DATES = ("date", "written", "published", "translation_date")
_PUBLICATION_DATES = ("date", "translated_from")
_BROKEN = (OSError, sqlite3.Error, BrokenCacheError, ValueError, TypeError, KeyError)


# The works that are needed: those that may fall in some years, those with some ids, or all.
Part = Span | Collection[str] | None


class CachedCatalogue:
    """A cached catalogue; it implements `index.Index` for its words."""

    def __init__(self, database: sqlite3.Connection, place: Path) -> None:
        """Take an open database, already known to be up to date, and its file."""
        self._place = place
        self._database = database
        self.head = _head(json.loads(self._one("SELECT head FROM about")))
        self._total = int(self._one("SELECT count(*) FROM works"))

    def __len__(self) -> int:
        """Count the works."""
        return self._total

    def catalogue(self, part: Part = None) -> Catalogue:
        """Return the catalogue, with all works or with those in `part` and perhaps a few more."""
        if part is None:
            records = self._column("SELECT record FROM works ORDER BY number")
        elif isinstance(part, Span):
            records = self._column(
                "SELECT record FROM works WHERE first <= ? AND last >= ? ORDER BY number",
                (part.last, part.first),
            )
        else:
            asked = "SELECT record FROM works WHERE id = ?"
            names = dict.fromkeys(part)
            records = [one for name in names for one in self._column(asked, (name,))]
        works = tuple(map(_work, json.loads(f"[{','.join(records)}]")))
        return Catalogue(self.head, works, len(self))

    def ids(self) -> Sequence[str]:
        """Return the ids of the works, in the order of their numbers."""
        return self._column("SELECT id FROM works ORDER BY number")

    def vocabulary(self) -> Sequence[str]:
        """Return every word."""
        return self._column("SELECT word FROM words")

    def begun(self, beginning: str) -> Sequence[str]:
        """Return the words that start with `beginning`."""
        after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        return self._column(
            "SELECT word FROM words WHERE word >= ? AND word < ?", (beginning, after)
        )

    def spelled(self, word: str) -> Sequence[str]:
        """Return the words that may be the same Russian name."""
        return self._column("SELECT word FROM words WHERE one = ?", (canonical(word),))

    def places(self, word: str) -> Iterable[int]:
        """Return the places of a word; none if it is not there."""
        found: array[int] = array("L")
        for blob in self._column("SELECT places FROM words WHERE word = ?", (word,)):
            found.frombytes(blob)
        return found

    def own(self, _number: int) -> bool:
        """Return False: a single catalogue has nothing to distinguish its works from."""
        return False

    def called(self, name: str) -> str:
        """Return the preferred name of a person who is also known by another."""
        return called(self.head.people, name)

    def work(self, number: int) -> Work:
        """Return a work by its number."""
        record = self._one("SELECT record FROM works WHERE number = ?", (number,))
        return _work(json.loads(record))

    def _one(self, question: str, given: Sequence[Any] = ()) -> Any:  # noqa: ANN401 - a cell
        return self._column(question, given)[0]

    def _column(self, question: str, given: Sequence[Any] = ()) -> list[Any]:
        try:
            return [row[0] for row in self._database.execute(question, given)]
        except sqlite3.Error:
            self._place.unlink(missing_ok=True)
            raise BrokenCacheError from None


def recall(source: CatalogueSource) -> CachedCatalogue | None:
    """Return the cached catalogue of a file; None if there is no valid one."""
    with suppress(*_BROKEN):
        place = kept_files.place(source, ".sqlite")
        if kept_files.recall_seal(source) == _seal(place):
            database = sqlite3.connect(f"{place.as_uri()}?mode=ro&immutable=1", uri=True)
            return CachedCatalogue(database, place)
    return None


def keep(
    source: CatalogueSource, catalogue: Catalogue, stamp: str, progress: Progress = no_progress
) -> None:
    """Cache a catalogue, if that is possible.

    `stamp` is that of its file before it was read (`kept_files.stamp`).
    """
    # Imported here because few runs write, and the others should start faster.
    from sergecli.catalogue import files  # noqa: PLC0415

    with suppress(*_BROKEN):
        if stamp != kept_files.stamp(source):
            return
        kept_files.make_directory()
        place = kept_files.place(source, ".sqlite")
        with files.replacing(place, over=True, mode=files.OWN_FILE) as new:
            _write(new, catalogue, progress)
            seal = _seal(new)
        names = [(work.id, work.title) for work in catalogue]
        kept_files.keep_names(source, stamp, names, seal)


def _seal(place: Path) -> str:
    """Return a text that changes whenever a database, or the way catalogues are read, does."""
    return f"{crc32(kept_files.read(place)):08x} {crc32(_SHAPE.encode()):08x}"


def _write(place: Path, catalogue: Catalogue, progress: Progress) -> None:
    with closing(sqlite3.connect(place)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.executescript(_SCHEMA)
        head = json.dumps(_filled(catalogue.head), ensure_ascii=False)
        database.execute("INSERT INTO about VALUES (?)", (head,))
        database.executemany(
            "INSERT INTO works VALUES (?, ?, ?, ?, ?)", _rows(progress("Keeping", catalogue.works))
        )
        words = (
            (word, canonical(word), found.tobytes())
            for word, found in postings(progress("Indexing", catalogue.works)).items()
        )
        database.executemany("INSERT INTO words VALUES (?, ?, ?)", words)
        database.commit()


def _rows(works: Iterable[Work]) -> Iterator[tuple[int, str, int | None, int | None, str]]:
    for number, work in enumerate(works):
        first = work.date.earliest.year if work.date else None
        last = work.date.latest.year if work.date else None
        yield number, work.id, first, last, json.dumps(_filled(work), ensure_ascii=False)


def _filled(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the model's records
    values = ((field.name, getattr(record, field.name)) for field in fields(record))
    return {name: _plain(value) for name, value in values if value}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, _RECORDS):
        return _filled(value)
    return str(value) if isinstance(value, Date) else value


def _head(values: dict[str, Any]) -> Head:
    _dates(values, _HEAD_DATES)
    for name, read in (("life_events", _life), ("people", _person), ("periodicals", _periodical)):
        if name in values:
            values[name] = tuple(map(read, values[name]))
    return Head(**_tuples(values))


def _life(values: dict[str, Any]) -> LifeEvent:
    values["date"] = parse(values["date"])
    return LifeEvent(**_tuples(values))


def _person(values: dict[str, Any]) -> Person:
    _dates(values, _HEAD_DATES)
    return Person(**_tuples(values))


def _periodical(values: dict[str, Any]) -> Periodical:
    return Periodical(**_tuples(values))


def _work(values: dict[str, Any]) -> Work:
    _dates(values, _WORK_DATES)
    for name in _PRINTINGS:
        if name in values:
            values[name] = _publication(values[name])
    if "editions" in values:
        values["editions"] = tuple(map(_publication, values["editions"]))
    values["attribution"] = Attribution(values["attribution"])
    return Work(**_tuples(values))


def _publication(values: dict[str, Any]) -> Publication:
    _dates(values, _PUBLICATION_DATES)
    if "contributors" in values:
        values["contributors"] = tuple(Contributor(**one) for one in values["contributors"])
    if "contents" in values:
        values["contents"] = tuple(Piece(**one) for one in values["contents"])
    return Publication(**_tuples(values))


def _dates(values: dict[str, Any], names: Iterable[str]) -> None:
    for name in names:
        if name in values:
            values[name] = parse(values[name])


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    # Only web addresses may reach a browser, as when the catalogue is read from its file.
    if "url" in values and not is_web_address(values["url"]):
        raise BrokenCacheError
    return {name: tuple(one) if type(one) is list else one for name, one in values.items()}
