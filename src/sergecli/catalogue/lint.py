"""What a bibliographer would doubt in a catalogue that has no fault.

`docs/check.md` explains each doubt by its name. They ask for a second look, so
none may be raised by a record that is as it should be: where a note may have
explained the matter, nothing is doubted.
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
    """What is doubted: a field of a record by its number (-1: of the head), and why.

    `name` is that of the check; `letter` is the one in the field's text that is
    meant, counted from 1, if it is a single one.
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
    """Give every doubt, by records, about works in the order of their file.

    `people` are the names that the catalogue lists, if it does; `beside` are the
    works of another catalogue that this one adds to. `faulty` has the fields that
    are wrong, by the number of their record (-1: of the head and the people): what
    may only follow from them is not doubted.
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
    """Check the ids, by the numbers of their records, that another file beside this one has.

    `elsewhere` has the ids of other files, each with the name of its file.
    """
    return [
        LintWarning(number, "id", "same-id", f"is the id of a work in {elsewhere[name]} too")
        for number, name in ids.items()
        if name in elsewhere
    ]


_PEOPLE_FIELDS = ("people", "author", "catalogue")


class _Part(NamedTuple):
    """A record, or a table in one: how its fields are named, and those that hold text."""

    prefix: str
    record: Head | LifeEvent | Work | Publication
    texts: list[tuple[str, str, str]]


# Fields whose values are no text, or nobody's prose.
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
    """Give a work and its printings."""
    parts = [_part("", work)]
    parts += [_part(f"{name}.", one) for name, one in work.named_publications()]
    return parts


def _parts_of_head(head: Head) -> list[_Part]:
    return [
        _part("", head),
        *(_part(f"life_events[{n}].", one) for n, one in enumerate(head.life_events, 1)),
    ]


def _about_texts(parts: Iterable[_Part]) -> Iterator[tuple[str, str, str, int]]:
    """Check the texts of records; give field, name, message and letter."""
    for key, field, text in chain.from_iterable(part.texts for part in parts):
        for name, said, letter in lint_text.about(key, text):
            yield field, name, said, letter


# --- records ---------------------------------------------------------------------


def _about_record(
    work: Work, whole: Whole, parts: Iterable[_Part]
) -> Iterator[tuple[str, str, str]]:
    """Check a work and its publications; give field, name and message."""
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
