"""What a bibliographer would doubt in a catalogue that has no fault.

`docs/check.md` explains each doubt by its name. They ask for a second look, so
none may be raised by a record that is as it should be: where a note may have
explained the matter, nothing is doubted.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from sergecli.catalogue import lint_text
from sergecli.model.identifiers import usual_tag
from sergecli.model.work import Attribution, Head, LifeEvent, Publication, Work, keys
from sergecli.text.folding import fold

# When publishers began to number their books.
_FIRST_NUMBERED = 1967


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


# The field that is meant, and what there is to say about it.
_Said = Iterator[tuple[str, str]]


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
    whole = _Whole(head, works, sound, tuple(beside), people)
    warnings = []
    if -1 not in faulty:
        warnings += [LintWarning(-1, *one) for one in _about_texts(_parts_of_head(head))]
        warnings += [LintWarning(-1, *one) for one in _about_head(head)]
    for number, work in enumerate(works):
        if number in faulty:
            continue
        parts = _parts(work)
        warnings += [LintWarning(number, *one) for one in _about_texts(parts)]
        checks = chain(_about_printings(work, head, parts), _about_work(work, whole))
        warnings += [LintWarning(number, *one) for one in checks]
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


# --- printings -----------------------------------------------------------------------------------


def _isbn_hyphens(one: Publication, _work: Work) -> _Said:
    if one.isbn and ("-" not in one.isbn or " " in one.isbn):
        yield "isbn", "has no hyphens between its parts"


def _isbn_too_early(one: Publication, _work: Work) -> _Said:
    if one.isbn and one.date and one.date.latest.year < _FIRST_NUMBERED:
        yield "isbn", f"is on a printing of {one.date}; there were none before {_FIRST_NUMBERED}"


def _isbn_of_periodical(one: Publication, _work: Work) -> _Said:
    if one.isbn and one.periodical:
        said = "is on what counts as a periodical, having neither publisher nor editors"
        yield "isbn", said


def _printed_before_written(one: Publication, work: Work) -> _Said:
    written = work.written
    if not (one.date and written) or written.approximate or written.uncertain:
        return
    if not one.date.uncertain and one.date.latest < written.earliest:
        yield "date", f"is {one.date}, before the work was written ({written})"


_PRINTING_CHECKS: dict[str, Callable[[Publication, Work], _Said]] = {
    "isbn-hyphens": _isbn_hyphens,
    "isbn-too-early": _isbn_too_early,
    "isbn-of-periodical": _isbn_of_periodical,
    "printed-before-written": _printed_before_written,
}


def _about_printings(
    work: Work, head: Head, parts: Iterable[_Part]
) -> Iterator[tuple[str, str, str]]:
    """Check the printings of a work; give field, name and message."""
    seen: set[Publication] = set()
    for prefix, one, _ in parts:
        yield from _about_language(prefix, one)
        if not isinstance(one, Publication):
            continue
        for name, check in _PRINTING_CHECKS.items():
            for field, said in check(one, work):
                yield prefix + field, name, said
        if prefix != "reproduced_from." and _is_translated_original(one, work, head):
            said = "are named in a printing in the language of the original"
            yield f"{prefix}translators", "translated-original", said
        if prefix.startswith("editions") and one in seen:
            yield prefix[:-1], "printing-twice", "stands here already, word for word"
        seen.add(one)


def _about_language(prefix: str, one: object) -> Iterator[tuple[str, str, str]]:
    tag = getattr(one, "language", "")
    if tag != (usual := usual_tag(tag)):
        yield f"{prefix}language", "language-case", f"is usually written {usual}"


def _is_translated_original(one: Publication, work: Work, head: Head) -> bool:
    # A note may tell of an original that was lost and translated back.
    if not (one.translators and work.language) or one.note or work.note:
        return False
    return (one.language or head.language) == work.language


# --- records -------------------------------------------------------------------------------------


def _host(url: str) -> str:
    return re.split(r"[/?#]", url.partition("://")[2], maxsplit=1)[0].lower()


def _same(name: str) -> str:
    """Give what two spellings of a name have in common: its words, in any order."""
    return " ".join(sorted(fold(name).split()))


class _Whole:
    """What only shows in the catalogue as a whole."""

    def __init__(
        self,
        head: Head,
        works: Sequence[Work],
        named: Sequence[Work],
        beside: tuple[Work, ...],
        people: frozenset[str],
    ) -> None:
        """Compare with all works; name only those (`named`) of which it is known what they name."""
        self.head = head
        self.people = people
        self.own = {work.id: work for work in named}
        # Who was first with a title and a date, an address, the name of a person.
        self.titles: dict[tuple[str, str], Work] = {}
        self.addresses: dict[str, Work] = {}
        self.spellings: dict[str, str] = {}
        # The sites that are known to answer to https.
        self.secure: set[str] = set()
        for name in sorted(people):
            self.spellings.setdefault(_same(name), name)
        for work in chain(beside, named):
            if work.date:
                self.titles.setdefault((fold(work.title), str(work.date)), work)
            if work.url:
                self.addresses.setdefault(_bare(work.url), work)
        for work in chain(beside, works):
            self._note(work)

    def _note(self, work: Work) -> None:
        for _, name in _people(work):
            self.spellings.setdefault(_same(name), name)
        addresses = (work.url, *(one.url for one in work.publications), *work.sources)
        self.secure.update(_host(one) for one in addresses if one.startswith("https://"))


def _bare(url: str) -> str:
    return url.partition("://")[2].rstrip("/")


def _people(work: Work) -> Iterator[tuple[str, str]]:
    """Give everyone who is named in a record, with the field."""
    for n, name in enumerate(work.authors, 1):
        yield f"authors[{n}]", name
    if work.recipient:
        yield "recipient", work.recipient
    for place, one in work.named_publications():
        for n, name in enumerate(one.translators, 1):
            yield f"{place}.translators[{n}]", name
        for n, name in enumerate(one.editors, 1):
            yield f"{place}.editors[{n}]", name
        for n, contributor in enumerate(one.contributors, 1):
            yield f"{place}.contributors[{n}].name", contributor.name


def _related(work: Work, other: Work) -> bool:
    """Tell whether one of two works names the other."""
    return work.id in _others(other) or other.id in _others(work)


def _others(work: Work) -> tuple[str, ...]:
    return work.part_of, work.extract_of, *work.collected_in, *work.see


def _same_work(work: Work, whole: _Whole) -> _Said:
    if work.date:
        title = fold(work.title)
        other = whole.titles.get((title, str(work.date)), work)
        if title and other.id != work.id and not _related(work, other):
            yield "title", f"and date are those of {other.id}"


def _same_address(work: Work, whole: _Whole) -> _Said:
    if work.url:
        other = whole.addresses.get(_bare(work.url), work)
        if other.id != work.id and not _related(work, other):
            yield "url", f"is that of {other.id}"


def _outside_life(work: Work, whole: _Whole) -> _Said:
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
        yield "date", f"is {work.date}; the author died on {head.died}, and no printing is given"


def _no_recipient(work: Work, _whole: _Whole) -> _Said:
    if work.kind == "letter" and not (work.recipient or work.note):
        yield "recipient", "is not named; if a letter has none, a note says why"


def _http(work: Work, whole: _Whole) -> _Said:
    if work.url.lower().startswith("http:"):
        yield "url", _INSECURE
    for place, one in work.named_publications():
        if one.url.lower().startswith("http:") and _host(one.url) in whole.secure:
            yield f"{place}.url", _INSECURE


_INSECURE = "begins with http:; write https: if the site answers to it"


def _first_later(work: Work, _whole: _Whole) -> _Said:
    first, text = (one and one.date for one in (work.first_publication, work.reproduced_from))
    if first and text and first.earliest > text.latest:
        yield "first_publication.date", f"is {first}, after that of ‘reproduced_from’, {text}"


def _no_sources(work: Work, _whole: _Whole) -> _Said:
    if not work.sources:
        yield "sources", "are not named"


def _one_way_see(work: Work, whole: _Whole) -> _Said:
    for n, name in enumerate(work.see, 1):
        other = whole.own.get(name)
        if other and work.id not in other.see:
            yield f"see[{n}]", f"{name} does not name this work in return"


def _unlisted_person(work: Work, whole: _Whole) -> _Said:
    for field, name in _people(work) if whole.people else ():
        if name not in whole.people and name != whole.head.author:
            yield field, f"{lint_text.quoted(name)} is not under [people]"


def _two_spellings(work: Work, whole: _Whole) -> _Said:
    for field, name in _people(work):
        same = _same(name)
        other = whole.spellings[same]
        if same and name not in {other, whole.head.author}:
            yield field, f"{lint_text.quoted(name)} is spelled {lint_text.quoted(other)} elsewhere"


def _twice(work: Work, _whole: _Whole) -> _Said:
    lists = [
        ("authors", work.authors),
        ("other_titles", work.other_titles),
        ("collected_in", work.collected_in),
        ("see", work.see),
    ]
    lists.append(("sources", work.sources))
    for place, one in work.named_publications():
        lists += [(f"{place}.translators", one.translators), (f"{place}.editors", one.editors)]
    for field, values in lists:
        seen = {work.title} if field == "other_titles" else set()
        for n, value in enumerate(values, 1):
            if value in seen:
                yield f"{field}[{n}]", f"{lint_text.quoted(value)} stands here already"
            seen.add(value)


_WORK_CHECKS: dict[str, Callable[[Work, _Whole], _Said]] = {
    "same-work": _same_work,
    "same-address": _same_address,
    "outside-life": _outside_life,
    "no-recipient": _no_recipient,
    "no-sources": _no_sources,
    "http": _http,
    "first-later": _first_later,
    "one-way-see": _one_way_see,
    "unlisted-person": _unlisted_person,
    "two-spellings": _two_spellings,
    "twice": _twice,
}
_OTHER_CHECKS = (
    *("language-case", "printing-twice", "same-id"),
    *("straight-quote", "translated-original"),
)
NAMES = tuple(sorted([*lint_text.CHECKS, *_PRINTING_CHECKS, *_WORK_CHECKS, *_OTHER_CHECKS]))


def _about_work(work: Work, whole: _Whole) -> Iterator[tuple[str, str, str]]:
    """Check a record as a whole; give field, name and message."""
    for name, check in _WORK_CHECKS.items():
        for field, said in check(work, whole):
            yield field, name, said


def _about_head(head: Head) -> Iterator[tuple[str, str, str]]:
    if head.archive_url.lower().startswith("http:"):
        yield "archive_url", "http", _INSECURE
    yield from _about_language("", head)
