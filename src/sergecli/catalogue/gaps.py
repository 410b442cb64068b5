"""Lists the gaps of a catalogue: what is not known about its works.

`docs/check.md` says what counts as a gap; a warning asks whether something is
wrong, a gap only says that something is missing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.model.languages import same
from sergecli.model.work import Attribution, Head, Publication, Work
from sergecli.text.sanitize import is_web_address

# The year in which books were first given numbers, in one country after another.
_NUMBERED = 1970


class Gap(NamedTuple):
    """Something that is missing: what, in which work, in which field."""

    name: str
    work: Work
    field: str


class Count(NamedTuple):
    """How often something is missing, and how often it might be known."""

    name: str
    label: str
    missing: int
    out_of: int


# Each field in which something may be missing, and whether it is known.
_Known = Iterator[tuple[str, bool]]


def find(
    works: Iterable[Work], head: Head, names: Collection[str] = ()
) -> tuple[list[Count], list[Gap]]:
    """Return the counts of gaps in works, and each gap; with names, only the gaps with those."""
    wanted = {name: look for name, look in _LOOKS.items() if name in names or not names}
    gaps: list[Gap] = []
    out_of = dict.fromkeys(wanted, 0)
    for work in works:
        for name, (_, look) in wanted.items():
            for field, known in look(work, head):
                out_of[name] += 1
                if not known:
                    gaps.append(Gap(name, work, field))
    missing = [gap.name for gap in gaps]
    counts = [Count(name, _LOOKS[name][0], missing.count(name), out_of[name]) for name in wanted]
    return counts, gaps


def _own(work: Work) -> bool:
    return work.attribution is Attribution.AUTHOR and not work.role


def _date(work: Work, _head: Head) -> _Known:
    yield "date", bool(work.date or work.written)


def _original_language(work: Work, _head: Head) -> _Known:
    if _own(work):
        yield "language", bool(work.language)


def _first_publication(work: Work, head: Head) -> _Known:
    if _own(work):
        text = work.reproduced_from
        original = text and same(text.language or head.language, work.language or head.language)
        yield "first_publication", bool(work.first_publication or work.published or original)


def _of_first_edition(field: str) -> Callable[[Work, Head], _Known]:
    def look(work: Work, _head: Head) -> _Known:
        one = work.first_publication
        if one and work.kind in WHOLE_BOOKS and not (one.container or one.url):
            yield f"first_publication.{field}", bool(getattr(one, field))

    return look


def _publications(work: Work) -> Iterator[tuple[str, Publication]]:
    return (pair for pair in work.named_publications() if not pair[1].presumed)


def _translators(work: Work, head: Head) -> _Known:
    for place, one in _publications(work):
        if work.language and not same(one.language or head.language, work.language):
            yield f"{place}.translators", bool(one.translators)


def _pages(work: Work, _head: Head) -> _Known:
    for place, one in _publications(work):
        if one.container and not one.url:
            yield f"{place}.pages", bool(one.pages) and not one.pages.endswith("–")


def _identifier(work: Work, _head: Head) -> _Known:
    for place, one in _publications(work):
        numbered = one.date and one.date.earliest.year >= _NUMBERED
        if numbered and work.kind in WHOLE_BOOKS and not (one.container or one.url):
            yield f"{place}.isbn", bool(one.isbn or one.oclc or one.lccn or one.doi)


def _online(work: Work, _head: Head) -> _Known:
    if _own(work):
        yield "url", bool(work.url or any(one.url for one in work.publications))


def _address(work: Work, _head: Head) -> _Known:
    yield "sources", any(is_web_address(source.split(" ")[0]) for source in work.sources)


# What each kind of gap is called in a table, and what finds it.
_LOOKS: dict[str, tuple[str, Callable[[Work, Head], _Known]]] = {
    "date": ("any date of the work", _date),
    "original-language": ("language of the original", _original_language),
    "first-publication": ("first publication", _first_publication),
    "publisher": ("publisher of a first edition", _of_first_edition("publisher")),
    "place": ("place of a first edition", _of_first_edition("place")),
    "translator": ("translator of an edition", _translators),
    "pages": ("pages in a periodical or book", _pages),
    "identifier": ("ISBN or another number of a book", _identifier),
    "online": ("text online", _online),
    "address": ("address of a source", _address),
}
NAMES = tuple(_LOOKS)
