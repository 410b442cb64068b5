"""serge's own catalogues (TOML): their records unchanged, but complete in themselves.

What a catalogue's head and its table of people define for all records is added to
each record that joins a catalogue where it is different.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sergecli.catalogue import reader, toml_scanner
from sergecli.catalogue.record_reader import AMENDS
from sergecli.catalogue.source_lines import Place, locate
from sergecli.importers.base import label, not_this_format
from sergecli.importers.entry import Entry
from sergecli.model.work import Attribution, Head

_PEOPLE = frozenset({"authors", "recipient", "translators", "editors"})
_PUBLICATIONS = frozenset({"first_publication", "reproduced_from", "editions"})
_IS_AMENDMENT = "amends another record, and is none itself; copy it into your file with serge edit"


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a catalogue's records, unchecked; raises CatalogueError if it is not one."""
    document = _document(text)
    records = document.get("works", [])
    if not (isinstance(records, list) and all(isinstance(one, dict) for one in records)):
        raise not_this_format("works must be a list of records, each under [[works]]")
    usual = _Usual.of(document, head)
    places = [Place(number, "") for number in range(len(records))]
    headers = locate(text, places)
    read = []
    for number, (record, place) in enumerate(zip(records, places, strict=True), 1):
        name = record.get("id", record.get(AMENDS))
        called = (label(name) if isinstance(name, str) else "") or f"record {number}"
        line = headers[place].line
        if AMENDS in record:
            read.append(Entry(called, line, {}, _IS_AMENDMENT))
        else:
            read.append(Entry(called, line, usual.said(record)))
    return read


def _document(text: str) -> dict[str, Any]:
    try:
        return toml_scanner.loads(text)
    except (ValueError, RecursionError):
        # It says what is wrong, and where, as for any catalogue.
        reader.read(text, "")
        raise


class _Usual(NamedTuple):
    """What applies to all of a catalogue's records without being written in them.

    `author` and `language` are empty if they are those of the catalogue to join.
    """

    author: str
    language: str
    people: Mapping[str, str]

    @classmethod
    def of(cls, document: Mapping[str, Any], head: Head | None) -> "_Usual":
        """Read the head and the table of people, as far as they are sound."""
        author, language = (_text(document.get("catalogue"), key) for key in ("author", "language"))
        people = document.get("people")
        return cls(
            author if not head or author != head.author else "",
            language if not head or language != head.language else "",
            dict(_spellings(people if isinstance(people, dict) else {})),
        )

    def said(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Return the record as it is to be said elsewhere."""
        values = {key: self._named(key, value) for key, value in record.items()}
        own = values.get("attribution", Attribution.AUTHOR.value) == Attribution.AUTHOR.value
        if self.author and own:
            values.setdefault("authors", [self.author])
        return values

    def _named(self, key: str, value: object) -> Any:  # noqa: ANN401 - as it came
        """Return a value with preferred names for other spellings, and publications' languages."""
        if key in _PEOPLE:
            return (
                [self._name(one) for one in value] if isinstance(value, list) else self._name(value)
            )
        if key not in _PUBLICATIONS:
            return value
        if isinstance(value, list):
            return [self._named(key, one) for one in value]
        if not isinstance(value, dict):
            return value
        language = {"language": self.language} if self.language else {}
        return {**language, **{name: self._named(name, one) for name, one in value.items()}}

    def _name(self, spelling: object) -> object:
        return self.people.get(spelling, spelling) if isinstance(spelling, str) else spelling


def _text(table: object, key: str) -> str:
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, str) else ""


def _spellings(people: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, known in people.items():
        spellings = known.get("other_names") if isinstance(known, dict) else known
        if isinstance(spellings, list):
            yield from ((one, name) for one in spellings if isinstance(one, str))
