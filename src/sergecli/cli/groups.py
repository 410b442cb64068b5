"""The headings of a bibliography, from fields of the works."""

from collections.abc import Callable, Sequence
from operator import itemgetter

from sergecli.errors import UsageError
from sergecli.model.description import language_name
from sergecli.model.work import Work
from sergecli.text.english import check_among

FIELDS: dict[str, Callable[[Work], str]] = {
    "year": lambda work: f"{work.date.earliest.year:04}" if work.date else "Undated",
    "kind": lambda work: work.kind.capitalize(),
    "author": lambda work: " and ".join(work.authors) or "Anonymous",
    "language": lambda work: language_name(work.language) or "Language not known",
}


def headings(fields: str, works: Sequence[Work]) -> dict[str, tuple[str, ...]]:
    """Map the id of each work to its headings, sorted by the first field, then the next.

    `fields` are names from FIELDS, separated by commas; raises UsageError for any other.
    """
    names = [each.strip() for each in fields.split(",")]
    for each in names:
        check_among("--group", each, tuple(FIELDS))
    if len(set(names)) < len(names):
        raise UsageError(f"--group: {fields} names a field twice")
    found = {work.id: tuple(FIELDS[each](work) for each in names) for work in works}
    return dict(sorted(found.items(), key=itemgetter(1)))
