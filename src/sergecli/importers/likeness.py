"""Keys that show whether two records describe the same work.

Two records describe the same work if they share

1. the address, except for its scheme, `www.` and a slash at the end; if only one
   of them has a fragment after `#`, the title as well;
2. title, date and author;
3. title, author, and a publication: the issue of a periodical, or the book that contains it;
4. the ISBN of a book, or its title, its author and the year of an edition.

Works are not compared in pairs: a table of the keys of many works finds the ones that
match a work at once.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from sergecli.catalogue.index import isbn
from sergecli.model.edtf import Date
from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.model.names import name as read_name
from sergecli.model.work import Publication, Work
from sergecli.text.folding import filing, fold

# What two records may have in common; the first part says what it is.
Key = tuple[str, ...]

_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?]*)", re.IGNORECASE)
_DOUBTS = re.compile("[?~%]")
# The keys that are addresses.
_ADDRESSES = frozenset({"address", "titled address", "titled page"})


def likely(work: Work) -> Iterator[tuple[Key, str]]:
    """Yield the keys that a work shares with other records of it, the surest first.

    Each comes with what the works then share: "the same title and date". They may still
    differ in something else: see `excluded`.
    """
    if work.url:
        place, fragment = address(work.url)
        yield addressed(work), "the same address"
        yield ("address", place, fragment), "the same address"
        page = ("titled page", place, folded(work.title))
        yield page, "the same title and address"
    for title in _all_titles(work):
        yield titled(work, title), "the same title and date"
    for publication in work.publications:
        own = not publication.title or folded(publication.title) == folded(work.title)
        if publication.isbn and own and not publication.container:
            yield ("isbn", isbn(publication.isbn)), "an edition of the same ISBN"
    for publication in work.publications:
        yield from _in_publication(work, publication)


def may_be(work: Work, other: Work) -> bool:
    """Return whether two share a title and an author, and no dates exclude each other."""
    if not titles(work) & titles(other):
        return False
    return not (by_others(work, other) or _are_apart(work, other))


def is_shortened(work: Work, other: Work) -> bool:
    """Return whether one has the other's title up to the colon, and the same author and year."""
    titled = titles(work) & short_titles(other) or titles(other) & short_titles(work)
    years = (set(map(year, _dates(each))) - {""} for each in (work, other))
    return bool(titled and _families(work) & _families(other) and set.intersection(*years))


def as_copy(work: Work) -> Work:
    """Return a book of which only title and date are known as an edition of that date."""
    if work.kind not in WHOLE_BOOKS or not work.date or work.publications or work.url:
        return work
    return replace(work, first_publication=Publication(date=work.date))


def is_edition(work: Work, other: Work) -> bool:
    """Return whether a work with a single publication is an edition of another book.

    A record with several publications, or with contents, describes a work instead. One
    that names no author must have a date; an edition is not older than the work.
    """
    if len(work.publications) != 1 or work.recipient:
        return False
    (one,) = work.publications
    return (
        _is_own_book(work, one)
        and not (one.contents or _differ("volume", work, other))
        and any(_is_own_book(other, each) for each in (*other.publications, Publication()))
        and bool(_families(work) & _families(other) if work.authors else one.date)
        and not (one.date and all(one.date.latest < date.earliest for date in _dates(other)))
        and may_be(work, other)
    )


def is_of_that_year(work: Work, other: Work) -> bool:
    """Return whether another work may be meant by title and year, all that is known of one."""
    return (
        not (work.publications or work.url or work.recipient)
        and str(work.date) == year(work.date)
        and year(work.date) in map(year, _dates(other))
        and (work.kind in WHOLE_BOOKS) == (other.kind in WHOLE_BOOKS)
        and may_be(work, other)
    )


def _is_own_book(work: Work, publication: Publication) -> bool:
    is_book = publication.publisher or publication.place or publication.isbn
    return not publication.container and bool(is_book or work.kind in WHOLE_BOOKS)


def excluded(key: Key, work: Work, other: Work) -> bool:
    """Return whether two works that share a key are still two.

    One address with two titles and two dates is that of a page that contains both; two
    fragments of a page are two texts. Without an address or an ISBN their authors count, too.
    """
    if key[0] in _ADDRESSES:
        fragments = address(work.url)[1], address(other.url)[1]
        in_parts = key[0] == "titled page" and all(fragments) and fragments[0] != fragments[1]
        titles_differ = folded(work.title) != folded(other.title)
        both = in_parts or (titles_differ and _are_apart(work, other))
        return both or _have_other_recipients(work, other)
    return (key[0] != "isbn" and by_others(work, other)) or differ(work, other)


def differ(work: Work, other: Work) -> bool:
    """Return whether two works differ in more than their titles and authors.

    They may differ in their recipients; in their dates, unless a date is only that of a
    publication; in their addresses; or in the volume, number and pages where they appeared.
    """
    elsewhere = work.url and other.url and address(work.url) != address(other.url)
    return (
        bool(elsewhere)
        or _have_other_recipients(work, other)
        or _are_apart(work, other)
        or any(_differ(field, work, other) for field in ("volume", "issue", "pages"))
    )


def _have_other_recipients(work: Work, other: Work) -> bool:
    recipients = work.recipient, other.recipient
    return all(recipients) and _family(recipients[0]) != _family(recipients[1])


def _are_apart(work: Work, other: Work) -> bool:
    """Return whether the date of each work is outside all dates of the other.

    The date of a publication does not count: there may be more than one.
    """
    return all(_is_apart(*both) for both in ((work, other), (other, work)))


def _is_apart(work: Work, other: Work) -> bool:
    date = work.date
    if not date or any(date == one.date for one in work.publications):
        return False
    known = _dates(other)
    return all(date.latest < one.earliest or one.latest < date.earliest for one in known)


def _dates(work: Work) -> list[Date]:
    """Return every date that is known of a work."""
    printed = (one.date for one in work.publications)
    return [one for one in (work.date, work.written, work.published, *printed) if one]


def _differ(field: str, work: Work, other: Work) -> bool:
    """Return whether a field differs in all their publications with the same container."""
    # Of pages the first counts: 211–12 and 211–212 are the same.
    both = [
        (getattr(one, field).partition("–")[0], getattr(two, field).partition("–")[0])
        for one in work.publications
        for two in other.publications
        if filing(one.container) == filing(two.container)
    ]
    known = [pair for pair in both if all(pair)]
    return bool(known) and all(one != two for one, two in known)


def titled(work: Work, title: str = "") -> Key:
    """Return the key of a title and a date, and of who a letter is to, without the author."""
    recipient = _family(work.recipient) if work.recipient else ""
    # Few formats can say that a date is uncertain.
    date = _DOUBTS.sub("", str(work.date or ""))
    return "title", folded(title or work.title), date, recipient


def titles(work: Work) -> frozenset[str]:
    """Return every title by which a work is known, for comparison."""
    return frozenset(map(folded, _all_titles(work)))


def short_titles(work: Work) -> frozenset[str]:
    """Return the titles of a work up to the colon, of those that have one, for comparison."""
    divided = (title.partition(":") for title in _all_titles(work))
    return frozenset(folded(short) for short, colon, _ in divided if colon)


def _all_titles(work: Work) -> Iterable[str]:
    printed = (one.title for one in work.publications)
    known = (work.title, work.original_title, *work.other_titles, *printed)
    return dict.fromkeys(filter(None, known))


def addressed(work: Work) -> Key:
    """Return the key of a title and an address."""
    return "titled address", *address(work.url), folded(work.title)


def by_others(work: Work, other: Work) -> bool:
    """Return whether the authors of two works are known and all different."""
    families, others = _families(work), _families(other)
    return bool(families and others) and families.isdisjoint(others)


def _families(work: Work) -> set[str]:
    """Return the family names of its authors, and of who signed it."""
    return {_family(name) for name in (*work.authors, work.signed_as) if name}


@lru_cache(maxsize=1024)
def _family(name: str) -> str:
    return folded(read_name(name).family)


# --- publications ----------------------------------------------------------------


def _in_publication(work: Work, publication: Publication) -> Iterator[tuple[Key, str]]:
    """Yield the keys of a title in one of its publications."""
    what = "an edition of the same year"
    if publication.container:
        is_issue = publication.periodical and not publication.isbn
        where = "in the same issue of" if is_issue else "in"
        what = f"the same title {where} {publication.container}"
    # A publication without a title of its own may have the original one.
    named = filter(None, (work.title, publication.title or work.original_title))
    for title in dict.fromkeys(map(folded, named)):
        yield from ((key, what) for key in _numbered(title, publication))
        if publication.container and publication.date:
            day = ("day", title, filing(publication.container), str(publication.date))
            yield day, what


def _numbered(title: str, publication: Publication) -> Iterator[Key]:
    """Yield the keys of a publication by its number, its ISBN, or the year of a book."""
    holder, issue = filing(publication.container), fold(publication.issue)
    when = year(publication.date)
    if holder and issue and (publication.volume or not publication.date):
        yield "issue", title, holder, fold(publication.volume), issue
    if holder and issue and publication.date:
        yield "issue of a year", title, holder, issue, when
    if holder and publication.isbn:
        yield "chapter", title, isbn(publication.isbn)
    is_book = publication.publisher or publication.place or publication.isbn
    if not holder and is_book and when:
        yield "book", title, when


def year(date: Date | None) -> str:
    """Return the year of a date, or "" if it has several or none."""
    if not date or date.earliest.year != date.latest.year:
        return ""
    return str(date.earliest.year)


# --- texts -----------------------------------------------------------------------


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return a text as it is compared; one without letters as it is."""
    return fold(text) or text


def address(url: str) -> tuple[str, str]:
    """Split an address into the part that must be the same, and its fragment."""
    place, _, fragment = url.partition("#")
    return _HOST.sub(lambda host: host[1].lower(), place, count=1).rstrip("/"), fragment
