"""Warns of things in a valid catalogue that a bibliographer would question.

`docs/check.md` explains each warning by its name. A correct record
must not cause any, so nothing is warned of that the record's note may explain.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple

from sergecli.catalogue import lint_publications, lint_text, lint_works
from sergecli.catalogue.lint_publications import Context
from sergecli.catalogue.lint_works import INSECURE, Whole
from sergecli.model.identifiers import usual_tag
from sergecli.model.work import Head, LifeEvent, Publication, Work

_OTHERS = ("language-case", "same-id", "straight-quote")
NAMES = tuple(sorted([*lint_text.CHECKS, *lint_publications.CHECKS, *lint_works.CHECKS, *_OTHERS]))
# Nobody looks at more; listing a million would take minutes, and a gigabyte.
MOST_WARNINGS = 50_000
# How the fields begin whose errors leave it open which people are listed.
_PEOPLE_FIELDS = ("people", "author", "catalogue")
# Fields whose values are not text, or not prose.
_NO_TEXT = frozenset(
    {"index", "id", "kind", "role", "signature", "language", "wikidata"}
    | {"url", "archive_url", "isbn", "oclc", "lccn", "doi"}
    | {"part_of", "extract_of", "collected_in", "see"}
)
_TEXTS = {
    record: tuple(
        field.name
        for field in fields(record)
        if field.type in {str, tuple[str, ...]} and field.name not in _NO_TEXT
    )
    for record in (Head, LifeEvent, Work, Publication)
}
# A field, the name of a check, the message and, if it is about one, the character in the text.
_Found = Iterator[tuple[str, str, str, int]]


class LintWarning(NamedTuple):
    """A warning about a field of a record, given by its number (-1: the head).

    `name` is that of the check; `letter` is the character in the field's text that
    the warning is about, counted from 1, if it is a single one.
    """

    record: int
    field: str
    name: str
    message: str
    letter: int = 0


def find(
    works: Sequence[Work],
    head: Head,
    people: frozenset[str] = frozenset(),
    beside: Iterable[Work] = (),
    invalid: Mapping[int, frozenset[str]] = MappingProxyType({}),
) -> list[LintWarning]:
    """Return the warnings about works, record by record, in the order of their file.

    If there are more than MOST_WARNINGS, one more is returned, and not the others.
    `people` are the names that the catalogue lists, if any; `beside` are the
    works of another catalogue that this one adds to or amends. `invalid` has the fields with
    errors, by the number of their record (-1: the head and the people); warnings that may
    only be consequences of these errors are left out.
    """
    if any(field.startswith(_PEOPLE_FIELDS) for field in invalid.get(-1, ())):
        people = frozenset()
    records = [(number, work) for number, work in enumerate(works) if number not in invalid]
    whole = Whole(head, works, [work for _, work in records], tuple(beside), people)
    about_head = _about_head(head) if -1 not in invalid else ()
    every = chain(
        (LintWarning(-1, *one) for one in about_head),
        (
            LintWarning(number, *one)
            for number, work in records
            for one in _about_record(work, whole)
        ),
    )
    return list(islice(every, MOST_WARNINGS + 1))


def in_two_files(ids: Mapping[int, str], elsewhere: Mapping[str, str]) -> list[LintWarning]:
    """Warn of ids, given by the numbers of their records, that are also used in another file.

    `elsewhere` maps the ids of other files to the names of the files.
    """
    return [
        LintWarning(number, "id", "same-id", f"is the id of a work in {elsewhere[name]} too")
        for number, name in ids.items()
        if name in elsewhere
    ]


def _about_head(head: Head) -> _Found:
    yield from _about_fields("", head)
    for number, event in enumerate(head.life_events, 1):
        yield from _about_fields(f"life_events[{number}].", event)
    if head.archive_url.lower().startswith("http:"):
        yield "archive_url", "http", INSECURE, 0


def _about_record(work: Work, whole: Whole) -> _Found:
    """Check a work and its publications."""
    yield from _about_fields("", work)
    for name, publication in work.named_publications():
        yield from _about_fields(f"{name}.", publication)
        for found in lint_publications.about(Context(name, publication, work, whole.head)):
            yield (*found, 0)
    for found in lint_works.about(work, whole):
        yield (*found, 0)


def _about_fields(prefix: str, record: Head | LifeEvent | Work | Publication) -> _Found:
    """Check the texts of a record, and its language."""
    for key in _TEXTS[type(record)]:
        value: str | tuple[str, ...] = getattr(record, key)
        alone = isinstance(value, str)
        for number, text in enumerate((value,) if isinstance(value, str) else value, 1):
            field = f"{prefix}{key}" if alone else f"{prefix}{key}[{number}]"
            for found in lint_text.about(key, text):
                yield (field, *found)
    tag = getattr(record, "language", "")
    if tag != (usual := usual_tag(tag)):
        yield f"{prefix}language", "language-case", f"is usually written {usual}", 0
