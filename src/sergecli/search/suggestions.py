"""What a reader may have meant where nothing matches: names spelled otherwise, other days."""

from collections.abc import Callable, Iterable, Sequence

from sergecli.catalogue.index import of_publications
from sergecli.errors import NothingFoundError
from sergecli.model.date_words import in_words as date_in_words
from sergecli.model.edtf import MONTHS, Anniversary, falls_on
from sergecli.model.work import Work
from sergecli.search.filters import Query, first_dates, select
from sergecli.text import english
from sergecli.text.folding import fold

_MOST_NAMES = 3
_Names = Callable[[Work], Iterable[str]]


# The filters that take a part of a name, each with the names there are.
_NAMES: dict[str, _Names] = {
    "author": lambda work: work.authors,
    "recipient": lambda work: (work.recipient,),
    "signed": lambda work: (work.signed_as,),
    "tag": lambda work: work.free("tags"),
    "translator": of_publications(lambda one: one.translators),
    "editor": of_publications(lambda one: one.editors),
    "publisher": of_publications(lambda one: (one.publisher, one.series)),
    "place": lambda work: (work.written_at, *(one.place for one in work.publications)),
    "container": of_publications(lambda one: (one.container,)),
}


def nothing(
    works: Iterable[Work], query: Query, language: str, what: str = "No works match."
) -> NothingFoundError:
    """Return the error for a query that no works match, with what may have been meant.

    `works` are all works, `language` is that of the catalogue.
    """
    works = list(works)
    hints = [
        f"--{field}: did you mean {english.joined(near, 'or')}?"
        for field, names in _NAMES.items()
        if (given := getattr(query, field)) and not select(works, Query(**{field: given}), language)
        if (near := _near(given, {name for work in works for name in names(work)}))
    ]
    if query.on and not hints:
        days = nearest(select(works, query._replace(on=None, limit=None), language), query.on)
        if days:
            words = english.joined(f"{in_words(day)} (--on {_typed(day)})" for day in days)
            hints.append(f"Nothing is dated {in_words(query.on)}; the nearest: {words}.")
    return NothingFoundError(" ".join([what, *hints]))


def _near(given: str, names: Iterable[str]) -> list[str]:
    """Return the names that are nearly so, or have a word that is."""
    by_word: dict[str, list[str]] = {}
    for name in sorted(filter(None, names)):
        for words in {fold(name), *fold(name).split()}:
            by_word.setdefault(words, []).append(name)
    near = (name for word in english.near(fold(given), by_word, 2) for name in by_word[word])
    return list(dict.fromkeys(near))[:_MOST_NAMES]


def nearest(works: Iterable[Work], day: Anniversary) -> list[Anniversary]:
    """Return the day before and the day after on which a work is dated, the nearer first.

    Of a month, the nearest months. The year goes round: January is next to December.
    """
    days = {
        Anniversary(point.month, point.day if day.day else 0)
        for work in works
        for date in first_dates(work)
        if date and not (date.approximate or date.uncertain)
        for point in date.points
        if 1 <= point.month <= len(MONTHS) and (point.day or not day.day)
    }
    after = sorted(days - {day}, key=lambda one: _steps(day, one))
    both = dict.fromkeys((after[-1], after[0])) if after else ()
    return sorted(both, key=lambda one: min(_steps(day, one), _steps(one, day)))


def occasion(work: Work, day: Anniversary) -> str:
    """Return what happened to a work on a day of some year: "written 7 November 1938"."""
    first = work.first_publication.date if work.first_publication else None
    dates = {"written": work.written, "published": work.published, "first published": first}
    known = (f"{what} {date_in_words(date)}" for what, date in dates.items() if falls_on(date, day))
    return next(known, "")


def _steps(first: Anniversary, last: Anniversary) -> int:
    """Count what lies between two days of any year, going forward; a month is 32 days."""
    return ((last.month - first.month) * 32 + last.day - first.day) % (len(MONTHS) * 32)


def in_words(day: Anniversary) -> str:
    """Return "7 November", "7 November 1936" or "November"."""
    return f"{day.day or ''} {MONTHS[day.month - 1]} {day.year or ''}".strip()


def _typed(day: Anniversary) -> str:
    return f"{day.month:02}-{day.day:02}" if day.day else f"{day.month:02}"


def to_read(works: Sequence[Work]) -> Sequence[Work]:
    """Return those by the author that can be read online; if none can, those by him; else all."""
    his = [work for work in works if work.attribution == "author"]
    return [work for work in his if work.url] or his or works
