"""Caches catalogues, so that they load faster the next time.

The cache is an SQLite database in a file of the user's cache directory (see `cache_file`):
the checked records as JSON, the years they may fall in, and the words that a search uses.
It is used only while the catalogue's file, the program and the model are unchanged; a stale
or broken cache is ignored. Only `store` uses this module.
"""

import json
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import fields
from functools import partial
from typing import Any, TypeVar, get_args, get_origin

from sergecli.catalogue import cache_file
from sergecli.catalogue.index import FIELDS, Index, postings
from sergecli.catalogue.paths import CatalogueSource
from sergecli.catalogue.progress import Progress, no_progress
from sergecli.errors import BrokenCacheError
from sergecli.model.edtf import Date, Span, parse
from sergecli.model.records import Record, as_json
from sergecli.model.work import Attribution, Catalogue, Head, Work
from sergecli.text.sanitize import is_web_address
from sergecli.text.transliteration import canonical

_R = TypeVar("_R", bound=Record)
_SCHEMA = """
CREATE TABLE about (shape TEXT, head TEXT);
CREATE TABLE works (
    number INTEGER PRIMARY KEY, id TEXT, first INTEGER, last INTEGER, record TEXT
);
CREATE INDEX ids ON works (id);
CREATE INDEX years ON works (first, last);
CREATE TABLE words (word TEXT PRIMARY KEY, one TEXT, places BLOB) WITHOUT ROWID;
CREATE INDEX ones ON words (one);
"""
# Increase this when the way words are folded, spelled or collected changes.
_RULES = "5"
_RECORDS = tuple(Record.__subclasses__())
_SHAPE = ",".join(
    [
        _SCHEMA,
        _RULES,
        *(field.label for field in FIELDS),
        *(field.name for record in _RECORDS for field in fields(record)),
    ]
)
# An SQLite older than 3.36 may not be able to read a database from memory (AttributeError).
_BROKEN = (
    OSError, sqlite3.Error, BrokenCacheError, ValueError, TypeError, KeyError, AttributeError,
)  # fmt: skip


# The works that are needed: those that may fall in some years, those with some ids, or all.
Part = Span | Collection[str] | None


class CachedCatalogue(Index):
    """A cached catalogue, and the index of its words."""

    def __init__(self, database: sqlite3.Connection, source: CatalogueSource) -> None:
        """Take the database of a catalogue; raises BrokenCacheError if another version wrote it."""
        self._database = database
        self._source = source
        (shape,) = self._column("SELECT shape FROM about")
        if shape != _SHAPE:
            raise BrokenCacheError
        (head,) = self._column("SELECT head FROM about")
        self.head: Head = _record(Head, json.loads(head))
        self.people = self.head.people
        (self._total,) = self._column("SELECT count(*) FROM works")

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
        return Catalogue(self.head, self._works(records), self._total)

    def ids(self) -> Sequence[str]:
        return self._column("SELECT id FROM works ORDER BY number")

    def vocabulary(self) -> Sequence[str]:
        return self._column("SELECT word FROM words")

    def begun(self, beginning: str) -> Sequence[str]:
        after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        return self._column(
            "SELECT word FROM words WHERE word >= ? AND word < ?", (beginning, after)
        )

    def spelled(self, word: str) -> Sequence[str]:
        return self._column("SELECT word FROM words WHERE one = ?", (canonical(word),))

    def places(self, word: str) -> Iterable[int]:
        found: array[int] = array("L")
        for blob in self._column("SELECT places FROM words WHERE word = ?", (word,)):
            found.frombytes(blob)
        return found

    def work(self, number: int) -> Work:
        records = self._column("SELECT record FROM works WHERE number = ?", (number,))
        return self._works(records)[0]

    def _works(self, records: Sequence[str]) -> tuple[Work, ...]:
        with self._intact():
            return tuple(_record(Work, one) for one in json.loads(f"[{','.join(records)}]"))

    def _column(self, question: str, given: Sequence[Any] = ()) -> list[Any]:
        with self._intact():
            return [row[0] for row in self._database.execute(question, given)]

    @contextmanager
    def _intact(self) -> Iterator[None]:
        """Remove the cache, and raise BrokenCacheError, if anything in it cannot be read."""
        try:
            yield
        except _BROKEN:
            cache_file.place(self._source).unlink(missing_ok=True)
            raise BrokenCacheError from None


def recall(source: CatalogueSource) -> CachedCatalogue | None:
    """Return the cached catalogue of a file, or None if it is missing or not valid."""
    with suppress(*_BROKEN):
        _, content = cache_file.read(source)
        database = sqlite3.connect(":memory:")
        database.deserialize(content)
        return CachedCatalogue(database, source)
    return None


def keep(
    source: CatalogueSource, catalogue: Catalogue, stamp: str, progress: Progress = no_progress
) -> None:
    """Cache a catalogue, if that is possible.

    `stamp` is that of its file before it was read (`cache_file.stamp`).
    """
    with suppress(*_BROKEN):
        if stamp and stamp == cache_file.stamp(source):
            names = [(work.id, work.title) for work in catalogue]
            cache_file.write(source, stamp, names, _database(catalogue, progress))


def _database(catalogue: Catalogue, progress: Progress) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA)
        head = json.dumps(as_json(catalogue.head), ensure_ascii=False)
        database.execute("INSERT INTO about VALUES (?, ?)", (_SHAPE, head))
        database.executemany(
            "INSERT INTO works VALUES (?, ?, ?, ?, ?)", _rows(progress("Keeping", catalogue.works))
        )
        words = (
            (word, canonical(word), found.tobytes())
            for word, found in postings(progress("Indexing", catalogue.works)).items()
        )
        database.executemany("INSERT INTO words VALUES (?, ?, ?)", words)
        database.commit()
        return database.serialize()


def _rows(works: Iterable[Work]) -> Iterator[tuple[int, str, int | None, int | None, str]]:
    for number, work in enumerate(works):
        first = work.date.earliest.year if work.date else None
        last = work.date.latest.year if work.date else None
        yield number, work.id, first, last, json.dumps(as_json(work), ensure_ascii=False)


# --- records as JSON -------------------------------------------------------------


def _record(record: type[_R], values: dict[str, Any]) -> _R:
    for name, read in _READERS[record].items():
        if name in values:
            values[name] = read(values[name])
    # Only web addresses may reach a browser, as when the catalogue is read from its file.
    if "url" in values and not is_web_address(values["url"]):
        raise BrokenCacheError
    return record(**values)


def _reader(kind: Any) -> Callable[[Any], Any] | None:  # noqa: ANN401 - the type of a field
    """Return how a field of a type is read from JSON; None if its value is what it is there."""
    inner, *_ = get_args(kind) or (kind,)
    many = get_origin(kind) is tuple
    if issubclass(inner, Record):
        read = partial(_record, inner)
        return (lambda values: tuple(map(read, values))) if many else read
    single: dict[Any, Callable[[Any], Any]] = {Date: parse, Attribution: Attribution}
    return tuple if many else single.get(inner)


_READERS: dict[type, dict[str, Callable[[Any], Any]]] = {
    record: {field.name: read for field in fields(record) if (read := _reader(field.type))}
    for record in _RECORDS
}
