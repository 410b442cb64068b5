"""Which works, in which order: the filters that every list-like command shares."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sergecli.model.edtf import Anniversary, Date, Span, falls_on, may_fall_in, order
from sergecli.model.languages import matches
from sergecli.model.work import Head, Publication, Work
from sergecli.text.folding import filing, filing_name, fold

SORTS = ("date", "title", "kind", "author")


@dataclass(frozen=True, slots=True)
class Query:
    """What to keep and how to sort; the empty query keeps all as they are.

    `span` keeps what may fall in it (years), `on` what is known to be written or
    first printed on that day or in that month of any year, `kinds` what is of one of them, `by`
    what has one of these attributions or of ROLES,
    `indexed` what stands in the archive's index or beyond it, `translator` and
    `editor` what a person of whose name that is a part had a hand in; `sort` is
    one of SORTS or "", the given order; `limit` counts from 1.
    """

    span: Span | None = None
    on: Anniversary | None = None
    kinds: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    indexed: bool | None = None
    translator: str = ""
    editor: str = ""
    sort: str = ""
    reverse: bool = False
    limit: int | None = None


def select(works: Iterable[Work], query: Query) -> list[Work]:
    """Filter, sort and cut a list of works."""
    kept = [work for work in works if _fits(work, query)]
    if query.sort:
        kept.sort(key=_KEYS[query.sort])
    if query.reverse:
        kept.reverse()
    return kept[: query.limit]


def _fits(work: Work, query: Query) -> bool:
    return (
        (query.span is None or may_fall_in(work.date, query.span))
        and (query.on is None or any(falls_on(one, query.on) for one in _first_dates(work)))
        and (not query.kinds or work.kind in query.kinds)
        and (not query.by or not query.by.isdisjoint((work.attribution, work.role)))
        and (query.indexed is None or bool(work.index) is query.indexed)
        and (
            not query.translator
            or _of(
                query.translator, (name for one in work.publications for name in one.translators)
            )
        )
        and (
            not query.editor
            or _of(query.editor, (name for one in work.publications for name in one.editors))
        )
    )


def _first_dates(work: Work) -> Iterable[Date | None]:
    """Give the dates that a work may have its anniversary on."""
    yield from (work.date, work.written, work.published)
    if work.first_publication:
        yield work.first_publication.date


def _of(part: str, names: Iterable[str]) -> bool:
    """Tell whether one of the names has all words of a part of a name."""
    if not part:
        return True
    wanted = fold(part).split()
    return bool(wanted) and any(all(word in fold(name) for word in wanted) for name in names)


def _by_date(work: Work) -> tuple[Any, ...]:
    return order(work.date)


def _by_title(work: Work) -> tuple[Any, ...]:
    return (filing(work.title), *order(work.date))


def _by_kind(work: Work) -> tuple[Any, ...]:
    return (work.kind, *order(work.date))


def _by_author(work: Work) -> tuple[Any, ...]:
    return ([fold(filing_name(one)) for one in work.authors], *order(work.date))


_KEYS: dict[str, Callable[[Work], tuple[Any, ...]]] = {
    "date": _by_date,
    "title": _by_title,
    "kind": _by_kind,
    "author": _by_author,
}


class Edition(NamedTuple):
    """One printing of a work, as a row of its own."""

    work: Work
    printing: Publication


def editions(
    works: Iterable[Work], head: Head, query: Query, language: str = "", publisher: str = ""
) -> list[Edition]:
    """Give the printings that a query would keep, work by work.

    The years, the order by date and the limit are those of the printings, all else
    is of their works. `language` is a language range (RFC 4647, 2.1), `publisher`
    any part of a publisher's name or of a series.
    """
    of_works = replace(query, span=None, reverse=False, limit=None)
    kept = [
        Edition(work, one)
        for work in select(works, of_works)
        for one in work.publications_as_printed(head)
        if (not language or matches(one.language or head.language, language))
        and (query.span is None or may_fall_in(one.date, query.span))
        and _of(query.translator, one.translators)
        and _of(query.editor, one.editors)
        and _of(publisher, (f"{one.publisher} {one.series} {_initials(one.publisher)}",))
    ]
    if query.sort == "date":
        kept.sort(key=lambda one: order(one.printing.date))
    if query.reverse:
        kept.reverse()
    return kept[: query.limit]


def edition(work: Work, head: Head, wanted: str) -> list[Publication]:
    """Find the printings of a work that a year, a publisher, a series or a person means."""
    year, printed = wanted.strip(), work.publications_as_printed(head)
    if year.isdecimal():
        return [one for one in printed if one.date and str(one.date.earliest.year) == year]
    return [one for one in printed if _of(wanted, _described(one))]


def _described(printing: Publication) -> Iterable[str]:
    yield f"{printing.publisher} {printing.series} {printing.container} {printing.place}"
    yield _initials(printing.publisher)
    yield from (*printing.translators, *printing.editors)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
