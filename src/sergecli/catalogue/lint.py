"""Warns of things in a valid catalogue that a bibliographer would question.

`docs/check.md` explains each warning by its name. A record that is as it should be
must not cause any: where a note may explain the matter, there is no warning.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from sergecli.catalogue import lint_publications, lint_text, lint_works
from sergecli.catalogue.lint_publications import Place
from sergecli.catalogue.lint_works import INSECURE, Whole
from sergecli.model.identifiers import usual_tag
from sergecli.model.work import Head, LifeEvent, Publication, Work, keys

_OTHERS = ("language-case", "printing-twice", "same-id", "straight-quote")
NAMES = tuple(sorted([*lint_text.CHECKS, *lint_publications.CHECKS, *lint_works.CHECKS, *_OTHERS]))


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
    faulty: Mapping[int, frozenset[str]] = MappingProxyType({}),
) -> list[LintWarning]:
    """Return all warnings about works, record by record, in the order of their file.

    `people` are the names that the catalogue lists, if any; `beside` are the
    works of another catalogue that this one adds to. `faulty` has the fields with
    errors, by the number of their record (-1: the head and the people); there are no
    warnings that may only be consequences of these errors.
    """
    if any(field.startswith(_PEOPLE_FIELDS) for field in faulty.get(-1, ())):
        people = frozenset()
    sound = [work for number, work in enumerate(works) if number not in faulty]
    whole = Whole(head, works, sound, tuple(beside), people)
    warnings = []
    if -1 not in faulty:
        warnings += [LintWarning(-1, *one) for one in _about_texts(_parts_of_head(head))]
        warnings += [LintWarning(-1, *one) for one in _about_head(head)]
    for number, work in enumerate(works):
        if number in faulty:
            continue
        parts = _parts(work)
        warnings += [LintWarning(number, *one) for one in _about_texts(parts)]
        warnings += [LintWarning(number, *one) for one in _about_record(work, whole, parts)]
    return warnings


def in_two_files(ids: Mapping[int, str], elsewhere: Mapping[str, str]) -> list[LintWarning]:
    """Warn of ids, given by the numbers of their records, that are also used in another file.

    `elsewhere` maps the ids of other files to the names of the files.
    """
    return [
        LintWarning(number, "id", "same-id", f"is the id of a work in {elsewhere[name]} too")
        for number, name in ids.items()
        if name in elsewhere
    ]


_PEOPLE_FIELDS = ("people", "author", "catalogue")


class _Part(NamedTuple):
    """A record, or a table in one: how its fields are named, and those that contain text."""

    prefix: str
    record: Head | LifeEvent | Work | Publication
    texts: list[tuple[str, str, str]]


# Fields whose values are not text, or not prose.
_NO_TEXT = frozenset(
    {"index", "id", "kind", "attribution", "role", "signature", "language", "frequency"}
    | {"url", "archive_url", "isbn", "oclc", "lccn", "doi", "wikidata"}
    | {"part_of", "extract_of", "collected_in", "see", "life_events", "periodicals", "people"}
)
_TEXTS = {
    record: tuple(key for key in keys(record) if key not in _NO_TEXT)
    for record in (Head, LifeEvent, Work, Publication)
}


def _part(prefix: str, record: Head | LifeEvent | Work | Publication) -> _Part:
    texts = []
    for key in _TEXTS[type(record)]:
        value = getattr(record, key)
        if value and isinstance(value, str):
            texts.append((key, prefix + key, value))
        elif value and isinstance(value, tuple) and isinstance(value[0], str):
            texts += [(key, f"{prefix}{key}[{n}]", one) for n, one in enumerate(value, 1)]
    return _Part(prefix, record, texts)


def _parts(work: Work) -> list[_Part]:
    """Return a work and its publications."""
    parts = [_part("", work)]
    parts += [_part(f"{name}.", one) for name, one in work.named_publications()]
    return parts


def _parts_of_head(head: Head) -> list[_Part]:
    return [
        _part("", head),
        *(_part(f"life_events[{n}].", one) for n, one in enumerate(head.life_events, 1)),
    ]


def _about_texts(parts: Iterable[_Part]) -> Iterator[tuple[str, str, str, int]]:
    """Check the texts of records; yield field, name, message and letter."""
    for key, field, text in chain.from_iterable(part.texts for part in parts):
        for name, said, letter in lint_text.about(key, text):
            yield field, name, said, letter


# --- records ---------------------------------------------------------------------


def _about_record(
    work: Work, whole: Whole, parts: Iterable[_Part]
) -> Iterator[tuple[str, str, str]]:
    """Check a work and its publications; yield field, name and message."""
    seen: set[Publication] = set()
    for prefix, one, _ in parts:
        yield from _about_language(prefix, one)
        if not isinstance(one, Publication):
            continue
        yield from lint_publications.about(Place(prefix[:-1], one, work, whole.head))
        if prefix.startswith("editions") and one in seen:
            yield prefix[:-1], "printing-twice", "stands here already, word for word"
        seen.add(one)
    yield from lint_works.about(work, whole)


def _about_head(head: Head) -> Iterator[tuple[str, str, str]]:
    if head.archive_url.lower().startswith("http:"):
        yield "archive_url", "http", INSECURE
    yield from _about_language("", head)


def _about_language(prefix: str, one: object) -> Iterator[tuple[str, str, str]]:
    tag = getattr(one, "language", "")
    if tag != (usual := usual_tag(tag)):
        yield f"{prefix}language", "language-case", f"is usually written {usual}"
