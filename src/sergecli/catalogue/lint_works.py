"""Checks records, alone and in comparison with the others in their catalogue.

`docs/check.md` explains each warning by its name.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from sergecli.catalogue import lint_text
from sergecli.catalogue.index import isbn
from sergecli.catalogue.lint_publications import Messages, isbn_parts
from sergecli.model.amending import changed
from sergecli.model.merging import numbered, references
from sergecli.model.work import Attribution, Head, Publication, Work
from sergecli.text.folding import fold

# What an amendment may change without a source.
_NO_FACTS = frozenset({"note", "sources", "x"})
INSECURE = "begins with http:; write https: if the site answers to it"


def _host(url: str) -> str:
    return re.split(r"[/?#]", url.partition("://")[2], maxsplit=1)[0].lower()


def _same(name: str) -> str:
    """Return the words of a name in a fixed order, to compare two spellings of it."""
    return " ".join(sorted(fold(name).split()))


class Whole:
    """The catalogue as a whole, for the checks that compare records."""

    def __init__(
        self,
        head: Head,
        works: Sequence[Work],
        named: Sequence[Work],
        beside: tuple[Work, ...],
        people: frozenset[str],
    ) -> None:
        """Compare with all works, but report only those in `named`, whose relations are known.

        Works in `beside` that have the id of another are those that it amends.
        """
        ids = {work.id for work in works}
        self.bases = {work.id: work for work in beside if work.id in ids}
        others = [work for work in beside if work.id not in ids]
        self.head = head
        self.people = people
        self.own = {work.id: work for work in named}
        # The first work with a title and a date, an address, or the name of a person.
        self.titles: dict[tuple[str, str], Work] = {}
        self.addresses: dict[str, Work] = {}
        self.spellings: dict[str, str] = {}
        # The sites that are known to support https.
        self.secure: set[str] = set()
        # The first publication with an ISBN, and the publisher to which the start of one belongs.
        self.books: dict[str, tuple[Work, Publication]] = {}
        self.publishers: dict[str, str] = {}
        for name in sorted(people):
            self.spellings.setdefault(_same(name), name)
        for work in chain(others, named):
            if work.date:
                self.titles.setdefault((fold(work.title), str(work.date)), work)
            if work.url:
                self.addresses.setdefault(_bare(work.url), work)
        for work in chain(others, works):
            self._note(work)

    def _note(self, work: Work) -> None:
        for _, name in _people(work):
            self.spellings.setdefault(_same(name), name)
        for one in filter(lambda one: one.isbn, work.publications):
            self.books.setdefault(isbn(one.isbn), (work, one))
            if one.publisher:
                self.publishers.setdefault(_registrant(one.isbn), one.publisher)
        addresses = (work.url, *(one.url for one in work.publications), *work.sources)
        self.secure.update(_host(one) for one in addresses if one.startswith("https://"))


def _people(work: Work) -> Iterator[tuple[str, str]]:
    """Yield everyone who is named, each with the name of the field: "authors[2]"."""
    yield from numbered("authors", work.authors)
    if work.recipient:
        yield "recipient", work.recipient
    for place, each in work.named_publications():
        yield from numbered(f"{place}.translators", each.translators)
        yield from numbered(f"{place}.editors", each.editors)
        for number, contributor in enumerate(each.contributors, 1):
            yield f"{place}.contributors[{number}].name", contributor.name


def _registrant(isbn: str) -> str:
    """Return the part of an ISBN that belongs to its publisher; "" if it has no hyphens."""
    return "-".join(isbn_parts(isbn)[:2])


def _bare(url: str) -> str:
    return url.partition("://")[2].rstrip("/")


def _related(work: Work, other: Work) -> bool:
    """Return whether one of two works refers to the other."""
    pairs = ((work, other), (other, work))
    return any(two.id == name for one, two in pairs for _, name in references(one))


def _same_work(work: Work, whole: Whole) -> Messages:
    if work.date:
        title = fold(work.title)
        other = whole.titles.get((title, str(work.date)), work)
        if title and other.id != work.id and not _related(work, other):
            yield "title", f"and date are those of {other.id}"


def _same_address(work: Work, whole: Whole) -> Messages:
    if work.url:
        other = whole.addresses.get(_bare(work.url), work)
        if other.id != work.id and not _related(work, other):
            yield "url", f"is that of {other.id}"


def _isbn_of_another(work: Work, whole: Whole) -> Messages:
    for place, one in work.named_publications():
        if not one.isbn:
            continue
        other, first = whole.books[isbn(one.isbn)]
        if not _is_same_book(work, one, other, first):
            yield f"{place}.isbn", f"is that of a book named in {other.id}"
        house = whole.publishers.get(_registrant(one.isbn), "")
        if one.publisher and house and not _share_a_word((one.publisher,), (house,)):
            yield f"{place}.isbn", f"begins like those of {house}"


def _is_same_book(work: Work, one: Publication, other: Work, first: Publication) -> bool:
    same = _share_a_word(_book_titles(work, one), _book_titles(other, first))
    return one.language == first.language and (work is other or same)


def _book_titles(work: Work, one: Publication) -> tuple[str, ...]:
    own = (one.title, work.title, work.original_title, *work.other_titles)
    return (one.container,) if one.container else own


def _share_a_word(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    words = {word for name in names for word in fold(name).split()}
    return any(word in words for name in others for word in fold(name).split())


def _outside_life(work: Work, whole: Whole) -> Messages:
    head = whole.head
    his = work.attribution is Attribution.AUTHOR and head.author in work.authors
    if not his or work.note:
        return
    for field, date in (("written", work.written), ("date", work.date)):
        if head.born and date and date.latest < head.born.earliest:
            yield field, f"is {date}; the author was born on {head.born}"
    if not head.died:
        return
    if work.written and work.written.earliest > head.died.latest:
        yield "written", f"is {work.written}; the author died on {head.died}"
    printed = any(one.date for one in work.publications) or work.published
    if work.date and work.date.earliest > head.died.latest and not (work.written or printed):
        yield "date", f"is {work.date}; the author died on {head.died}, and no publication is given"


def _no_recipient(work: Work, _whole: Whole) -> Messages:
    if work.kind == "letter" and not (work.recipient or work.note):
        yield "recipient", "is missing; if the letter has none, say why in a note"


def _http(work: Work, whole: Whole) -> Messages:
    if work.url.lower().startswith("http:"):
        yield "url", INSECURE
    for place, one in work.named_publications():
        if one.url.lower().startswith("http:") and _host(one.url) in whole.secure:
            yield f"{place}.url", INSECURE


def _first_later(work: Work, _whole: Whole) -> Messages:
    first, text = (one and one.date for one in (work.first_publication, work.reproduced_from))
    if first and text and first.earliest > text.latest:
        yield "first_publication.date", f"is {first}, after that of ‘reproduced_from’, {text}"


def _no_sources(work: Work, whole: Whole) -> Messages:
    base = whole.bases.get(work.id)
    facts = [field for field in changed(base, work) if field not in _NO_FACTS] if base else ()
    if base and facts and work.sources == base.sources:
        yield "sources", f"are not named for what the amendment changes: {', '.join(facts)}"
    elif not work.sources:
        yield "sources", "are not named"


def _note_replaced(work: Work, whole: Whole) -> Messages:
    base = whole.bases.get(work.id)
    if base and base.note not in work.note:
        yield "note", "replaces the built-in note; repeat that, or put yours under ‘x’"


def _one_way_see(work: Work, whole: Whole) -> Messages:
    for n, name in enumerate(work.see, 1):
        other = whole.own.get(name)
        if other and work.id not in other.see:
            yield f"see[{n}]", f"{name} does not name this work in return"


def _unlisted_person(work: Work, whole: Whole) -> Messages:
    for field, name in _people(work) if whole.people else ():
        if name not in whole.people and name != whole.head.author:
            yield field, f"{lint_text.quoted(name)} is not under [people]"


def _two_spellings(work: Work, whole: Whole) -> Messages:
    for field, name in _people(work):
        same = _same(name)
        other = whole.spellings[same]
        if same and name not in {other, whole.head.author}:
            yield field, f"{lint_text.quoted(name)} is spelled {lint_text.quoted(other)} elsewhere"


def _twice(work: Work, _whole: Whole) -> Messages:
    lists = [
        ("authors", work.authors),
        ("other_titles", work.other_titles),
        ("collected_in", work.collected_in),
        ("see", work.see),
        ("sources", work.sources),
    ]
    for place, one in work.named_publications():
        lists += [(f"{place}.translators", one.translators), (f"{place}.editors", one.editors)]
    for field, values in lists:
        seen = {work.title} if field == "other_titles" else set()
        for n, value in enumerate(values, 1):
            if value in seen:
                yield f"{field}[{n}]", f"{lint_text.quoted(value)} is listed twice"
            seen.add(value)


def _edition_twice(work: Work, _whole: Whole) -> Messages:
    seen: set[Publication] = set()
    for place, one in work.named_publications():
        if place.startswith("editions") and one in seen:
            yield place, "is listed twice, word for word"
        seen.add(one)


CHECKS: dict[str, Callable[[Work, Whole], Messages]] = {
    "same-work": _same_work,
    "same-address": _same_address,
    "isbn-of-another": _isbn_of_another,
    "outside-life": _outside_life,
    "no-recipient": _no_recipient,
    "no-sources": _no_sources,
    "note-replaced": _note_replaced,
    "http": _http,
    "first-later": _first_later,
    "one-way-see": _one_way_see,
    "unlisted-person": _unlisted_person,
    "two-spellings": _two_spellings,
    "twice": _twice,
    "edition-twice": _edition_twice,
}


def about(work: Work, whole: Whole) -> Iterator[tuple[str, str, str]]:
    """Check a record as a whole; yield field, name and message."""
    for name, check in CHECKS.items():
        for field, message in check(work, whole):
            yield field, name, message
