"""The filters and orders that all commands for many works share."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from sergecli.model.edtf import Anniversary, Date, Span, falls_on, may_fall_in, order
from sergecli.model.languages import KNOWN, known, matches, primary, same
from sergecli.model.publications import as_printed
from sergecli.model.work import Attribution, Head, Publication, Work
from sergecli.text.folding import filing, filing_name, fold
from sergecli.text.transliteration import canonical

# The fields of a query that must all fit the same publication.
_OF_PUBLICATIONS = ("translator", "editor", "publisher", "place", "container", "language")
_HIS = frozenset({Attribution.AUTHOR, Attribution.ATTRIBUTED})
_BY_AGE = frozenset({"first", "newest"})
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
SORTS = ("date", "title", "kind", "author", "index")


class Query(NamedTuple):
    """What to keep and how to sort; the empty query keeps all works as they are.

    `span` is the years in which a work may fall; `on` a day or month of any year on which it is
    known to have been written or first published. `by` has attributions, or some of ROLES;
    `indexed` is whether it is in the archive's index. An `untranslated` work is the author's,
    its original language is known, and no edition in the other language is; a `retranslated` one
    was translated into one language more than once.

    Names match by any part of them; languages are ranges (RFC 4647, 2.1). The filters from
    `translator` to `language` must fit one and the same publication; a `publisher` may also be
    a series, and a `place` that of writing. `sort` is one of SORTS, or "" for the given order.
    """

    span: Span | None = None
    on: Anniversary | None = None
    kinds: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    indexed: bool | None = None
    author: str = ""
    recipient: str = ""
    signed: str = ""
    tag: str = ""
    online: bool = False
    original_language: str = ""
    untranslated: str = ""
    retranslated: bool = False
    translator: str = ""
    editor: str = ""
    publisher: str = ""
    place: str = ""
    container: str = ""
    language: str = ""
    sort: str = ""
    reverse: bool = False
    limit: int | None = None


def select(works: Iterable[Work], query: Query, language: str = "en") -> list[Work]:
    """Filter, sort and cut a list of works.

    `language` is that of the catalogue, for publications which name none.
    """
    kept = [
        work
        for work in works
        if _fits(work, query)
        and _fits_languages(work, query, language)
        and _has_publication(work, query, language)
    ]
    if query.sort in _KEYS:
        key = _KEYS[query.sort]
        kept.sort(key=lambda work: (key(work), *order(work.date)))
    if query.reverse:
        kept.reverse()
    return kept[: query.limit]


def _fits(work: Work, query: Query) -> bool:
    return (
        (query.span is None or may_fall_in(work.date, query.span))
        and (query.on is None or any(falls_on(one, query.on) for one in first_dates(work)))
        and (not query.kinds or work.kind in query.kinds)
        and (not query.by or not query.by.isdisjoint((work.attribution, work.role)))
        and (query.indexed is None or bool(work.index) is query.indexed)
        and _of(query.author, work.authors)
        and (_of(query.recipient, (work.recipient,)) or _is_spelt(query.recipient, work.recipient))
        and _of(query.signed, (work.signed_as,))
        and _of(query.tag, work.free("tags"))
        and (not query.online or bool(work.url))
    )


def _fits_languages(work: Work, query: Query, language: str) -> bool:
    original, wanted = query.original_language, query.untranslated
    if original and not matches(work.language, original):
        return False
    if wanted:
        his = work.attribution in _HIS and not work.role
        if not (his and work.language):
            return False
        # The text online is in the language of the catalogue.
        known = [work.language, language if work.url else ""]
        known += [one.language or language for one in work.publications]
        if any(tag and matches(tag, wanted) for tag in known):
            return False
    return not query.retranslated or _is_retranslated(work, language)


def _is_retranslated(work: Work, language: str) -> bool:
    """Return whether different people translated a work into one language."""
    translators: dict[str, set[tuple[str, ...]]] = {}
    for one in work.publications:
        if one.translators and not one.presumed:
            tag = primary(one.language or language)
            translators.setdefault(tag, set()).add(one.translators)
    return any(len(sets) > 1 for sets in translators.values())


def _has_publication(work: Work, query: Query, language: str) -> bool:
    """Return whether one publication of a work fits all the filters for publications.

    The place may also be where the work was written.
    """
    if query.place and _of(query.place, (work.written_at,)):
        query = query._replace(place="")
    if not any(getattr(query, name) for name in _OF_PUBLICATIONS):
        return True
    return any(_fits_publication(one, query, language) for one in work.publications)


def _fits_publication(one: Publication, query: Query, language: str) -> bool:
    return (
        (not query.language or matches(one.language or language, query.language))
        and _of(query.translator, one.translators)
        and _of(query.editor, one.editors)
        and _of(query.publisher, (f"{one.publisher} {one.series} {_initials(one.publisher)}",))
        and _of(query.place, (one.place,))
        and _of(query.container, (one.container,))
    )


def first_dates(work: Work) -> Iterable[Date | None]:
    """Yield the dates on which a work may have an anniversary."""
    yield from (work.date, work.written, work.published)
    if work.first_publication:
        yield work.first_publication.date


def _of(part: str, names: Iterable[str]) -> bool:
    """Return whether one of the names contains all words of `part`, or `part` is empty."""
    if not part:
        return True
    wanted = _words(part)
    return bool(wanted) and any(all(map(name.__contains__, wanted)) for name in map(fold, names))


@cache
def _words(typed: str) -> frozenset[str]:
    return frozenset(fold(typed).split())


def _is_spelt(typed: str, name: str) -> bool:
    """Return whether all words typed are words of a name, in any transliteration from Russian."""
    words = _spelt(typed)
    return bool(words) and words <= _spelt(name)


@cache
def _spelt(name: str) -> frozenset[str]:
    return frozenset(map(canonical, _words(name)))


# What works are sorted by before their dates; the index's order is the given one.
_KEYS: dict[str, Callable[[Work], Any]] = {
    # The author's own works come before those of others.
    "date": lambda work: work.attribution != Attribution.AUTHOR,
    "title": lambda work: filing(work.title),
    "kind": lambda work: work.kind,
    # Works whose author is not known come last.
    "author": lambda work: (not work.authors, [fold(filing_name(name)) for name in work.authors]),
}


class Edition(NamedTuple):
    """An edition of a work."""

    work: Work
    publication: Publication


def editions(works: Iterable[Work], head: Head, query: Query) -> list[Edition]:
    """Return the publications that match a query, work by work.

    The years, what is asked of a publication, the order by date and the limit are those of
    the publications; all else is of their works.
    """
    nothing: dict[str, Any] = dict.fromkeys(_OF_PUBLICATIONS, "")
    of_works = query._replace(span=None, reverse=False, limit=None, **nothing)
    kept = [
        Edition(work, one)
        for work in select(works, of_works, head.language)
        for one in as_printed(work, head)
        if (query.span is None or may_fall_in(one.date, query.span))
        and _fits_publication(one, query, head.language)
    ]
    if query.sort == "date":
        kept.sort(key=lambda one: order(one.publication.date))
    if query.reverse:
        kept.reverse()
    return kept[: query.limit]


def edition(work: Work, head: Head, wanted: str) -> list[Publication]:
    """Return the editions of a work that match every word of `wanted`.

    A word is a year, a language by tag or name, or a part of a publisher, series, place or person;
    "first" and "newest" choose by the date among those that the other words fit. Of a
    language without a year the newest is meant, of those whose title is known if there are any.
    """
    words = wanted.split()
    found = list(as_printed(work, head))
    for word in words:
        if word not in _BY_AGE:
            found = [one for one in found if _is_meant(one, word, head)]
    if "first" in words:
        return _oldest(found)[:1]
    if "newest" in words or all(map(language_tag, words)):
        certain = [one for one in found if not one.presumed] or found
        certain = [one for one in certain if has_title(work, one, head)] or certain
        return _oldest(certain)[-1:]
    return found


def has_title(work: Work, one: Publication, head: Head) -> bool:
    """Return whether the title of an edition is known in the edition's own language."""
    is_original = bool(work.original_title) and same(one.language, work.language)
    return bool(one.title) or is_original or not head.is_foreign(one)


def _is_meant(one: Publication, word: str, head: Head) -> bool:
    if word.isdecimal():
        return bool(one.date and str(one.date.earliest.year) == word)
    if tag := language_tag(word):
        return matches(one.language or head.language, tag)
    if _LANGUAGE.fullmatch(word):
        # So short a part of a word would fit too many.
        return any(part.startswith(fold(word)) for part in fold(one.publisher).split()) or _of(
            word, (_initials(one.publisher),)
        )
    return _of(word, _described(one))


def language_tag(word: str) -> str:
    """Return the tag of the language that a word means, by its tag or English name, or ""."""
    if _LANGUAGE.fullmatch(word) and known(word):
        return word
    names = (tag for tag, language in KNOWN.items() if language.english.lower() == word.lower())
    return next(names, "")


def _oldest(found: list[Publication]) -> list[Publication]:
    dated = [one for one in found if one.date]
    return sorted(dated, key=lambda one: order(one.date)) or found


def _described(one: Publication) -> Iterable[str]:
    yield f"{one.publisher} {one.series} {one.container} {one.place}"
    yield _initials(one.publisher)
    yield from (*one.translators, *one.editors)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
