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
from functools import lru_cache
from typing import NamedTuple

from sergecli.catalogue.index import isbn
from sergecli.model.edtf import Date
from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.model.names import name as read_name
from sergecli.model.work import Publication, Work
from sergecli.text.folding import filing, fold

# What two records may have in common; the first part says what it is.
Key = tuple[str, ...]

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]*)([^#]*)#?(.*)", re.DOTALL | re.IGNORECASE)
_DOUBTS = re.compile("[?~%]")
# Matches any author, if one of two records has none.
_ANYBODY = "*"
# The keys that are addresses.
_ADDRESSES = frozenset({"address", "titled address", "page", "part"})


class Likeness(NamedTuple):
    """A key, and what two works with the same key share: "the same title and date"."""

    key: Key
    what: str


def keys(work: Work) -> Iterator[Key]:
    """Yield the keys under which other records find a work."""
    title = _folded(work.title)
    if work.url:
        base, fragment = address(work.url)
        yield "address", base, fragment
        yield "titled address", base, fragment, title
        yield "part" if fragment else "page", base, title
    yield from _found_by(work, (_dated(work, one) for one in _all_titles(work)))
    for printing in work.publications:
        yield from _found_by(work, _held(work, printing))
    yield from (one.key for one in _numbers(work))


def likely(work: Work) -> Iterator[Likeness]:
    """Yield the keys by which a work may be recognised as already present, the surest first."""
    title = _folded(work.title)
    if work.url:
        base, fragment = address(work.url)
        yield Likeness(("titled address", base, fragment, title), "the same address")
        yield Likeness(("address", base, fragment), "the same address")
        other = "page" if fragment else "part"
        yield Likeness((other, base, title), "the same title and address")
    dated = (_dated(work, one) for one in _all_titles(work))
    yield from _asked_by(work, (Likeness(key, "the same title and date") for key in dated))
    yield from _numbers(work)
    for printing in work.publications:
        yield from _asked_by(work, _sought(work, printing))


def may_be(work: Work, other: Work) -> bool:
    """Return whether two share a title and an author, and no dates exclude each other."""
    if not titles(work) & titles(other):
        return False
    families, others = set(_families(work)), set(_families(other))
    if families and others and not families & others:
        return False
    return not _are_apart(work, other)


def is_edition(work: Work, other: Work) -> bool:
    """Return whether a work with a single publication is an edition of another book.

    A record with several publications, or with contents, describes a work instead.
    """
    printings = work.publications
    return (
        len(printings) == 1
        and _is_own_book(printings[0])
        and not (printings[0].contents or work.recipient or _differ("volume", work, other))
        and (other.kind in WHOLE_BOOKS or any(map(_is_own_book, other.publications)))
        and bool(set(_families(work)) & set(_families(other)))
        and may_be(work, other)
    )


def _is_own_book(printing: Publication) -> bool:
    return not printing.container and bool(printing.publisher or printing.place or printing.isbn)


def excluded(key: Key, work: Work, other: Work) -> bool:
    """Return whether two works that share a key differ in something else.

    They may differ in their recipients; in their dates, unless a date is only that of a
    publication; in their addresses, unless the key is an address; or in the volume, number
    and pages where they appeared. One address with two titles and two dates is that of a
    page that contains both.
    """
    if work.recipient and other.recipient and _family(work.recipient) != _family(other.recipient):
        return True
    apart = _are_apart(work, other)
    if key[0] in _ADDRESSES:
        return apart and _folded(work.title) != _folded(other.title)
    elsewhere = work.url and other.url and address(work.url) != address(other.url)
    differ = any(_differ(field, work, other) for field in ("volume", "issue", "pages"))
    return bool(elsewhere or apart or differ)


def _are_apart(work: Work, other: Work) -> bool:
    """Return whether the date of each work is outside all dates of the other.

    The date of a publication does not count: there may be more than one.
    """
    return all(_is_apart(*both) for both in ((work, other), (other, work)))


def _is_apart(work: Work, other: Work) -> bool:
    date, printed = work.date, [one.date for one in other.publications]
    if not date or any(date == one.date for one in work.publications):
        return False
    known = [one for one in (other.date, other.written, other.published, *printed) if one]
    return all(date.latest < one.earliest or one.latest < date.earliest for one in known)


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


def titled(work: Work) -> Key:
    """Return the key of a title and a date, and of who a letter is to, without the author."""
    return _dated(work, work.title)


def _dated(work: Work, title: str) -> Key:
    recipient = _family(work.recipient) if work.recipient else ""
    # Few formats can say that a date is uncertain.
    date = _DOUBTS.sub("", str(work.date or ""))
    return "title", _folded(title), date, recipient


def titles(work: Work) -> frozenset[str]:
    """Return every title by which a work is known, for comparison."""
    return frozenset(map(_folded, _all_titles(work)))


def _all_titles(work: Work) -> Iterable[str]:
    printed = (one.title for one in work.publications)
    known = (work.title, work.original_title, *work.other_titles, *printed)
    return dict.fromkeys(filter(None, known))


def addressed(work: Work) -> Key:
    """Return the key of a title and an address."""
    return "titled address", *address(work.url), _folded(work.title)


def by_author(work: Work, key: Key) -> list[Key]:
    """Return a key for each author, under which a work is found by others that have one of them."""
    return [(*key, one) for one in (*(_families(work) or [""]), _ANYBODY)]


def of_author(work: Work, key: Key) -> list[Key]:
    """Return the keys by which a work finds others of its authors, or of nobody that is named."""
    families = _families(work)
    return [(*key, one) for one in ((*families, "") if families else (_ANYBODY,))]


def _found_by(work: Work, some: Iterable[Key]) -> Iterator[Key]:
    for key in some:
        yield from by_author(work, key)


def _asked_by(work: Work, some: Iterable[Likeness]) -> Iterator[Likeness]:
    for one in some:
        yield from (Likeness(key, one.what) for key in of_author(work, one.key))


def _families(work: Work) -> list[str]:
    """Return the family names of its authors, and of who signed it."""
    names = (*work.authors, *([work.signed_as] if work.signed_as else []))
    return list(dict.fromkeys(map(_family, names)))


def _family(name: str) -> str:
    return _folded(read_name(name).family)


# --- publications ----------------------------------------------------------------


def _held(work: Work, printing: Publication) -> Iterator[Key]:
    """Yield the keys of a publication, without the author."""
    yield from _printed(work, printing)
    for title, holder, day in _days(work, printing):
        yield "day", title, holder, day
        if not printing.issue:
            yield "day alone", title, holder, day


def _sought(work: Work, printing: Publication) -> Iterator[Likeness]:
    """Yield the keys by which a publication is looked up, without the author.

    A day counts only where one of the two has no number: numbers that differ are two issues.
    """
    where = "in the same issue of" if printing.periodical and not printing.isbn else "in"
    what = f"the same title {where} {printing.container}"
    for key in _printed(work, printing):
        yield Likeness(key, what if printing.container else "an edition of the same year")
    for part in _days(work, printing):
        yield Likeness(("day alone" if printing.issue else "day", *part), what)


def _printed(work: Work, printing: Publication) -> Iterator[Key]:
    holder, issue = filing(printing.container), fold(printing.issue)
    for title in _titles(work, printing):
        if holder and issue and (printing.volume or not printing.date):
            yield "issue", title, holder, fold(printing.volume), issue
        if holder and issue and printing.date:
            yield "issue of a year", title, holder, issue, _year(printing.date)
        if holder and printing.isbn:
            yield "chapter", title, isbn(printing.isbn)
        if not holder and _is_book(printing):
            yield "book", title, _year(printing.date)


def _days(work: Work, printing: Publication) -> Iterator[Key]:
    if printing.container and printing.date:
        holder = filing(printing.container)
        yield from ((one, holder, str(printing.date)) for one in _titles(work, printing))


def _titles(work: Work, printing: Publication) -> Iterable[str]:
    return dict.fromkeys((_folded(work.title), _folded(printing.title or work.title)))


def _numbers(work: Work) -> Iterator[Likeness]:
    """Yield the ISBNs of its own editions, not of a book that contains it."""
    for printing in work.publications:
        own = not printing.title or _folded(printing.title) == _folded(work.title)
        if printing.isbn and own and not printing.container:
            yield Likeness(("isbn", isbn(printing.isbn)), "an edition of the same ISBN")


def _is_book(printing: Publication) -> bool:
    known = printing.publisher or printing.place or printing.isbn
    return bool(known and _year(printing.date))


def _year(date: Date | None) -> str:
    if not date or date.earliest.year != date.latest.year:
        return ""
    return str(date.earliest.year)


# --- texts -----------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    # A text without letters is compared as it is.
    return fold(text) or text


def same_address(one: str, other: str) -> bool:
    """Return whether two addresses lead to the same place, whatever their scheme."""
    return address(one) == address(other)


def address(url: str) -> tuple[str, str]:
    """Split an address into the part that must be the same, and its fragment."""
    match = _ADDRESS.fullmatch(url)
    if not match:
        return url, ""
    host, path, fragment = match.groups()
    return host.lower() + path.rstrip("/"), fragment
