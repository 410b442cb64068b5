"""The search index: which word occurs in which field of which work."""

import re
from abc import ABC, abstractmethod
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from sergecli.model.date_words import in_words
from sergecli.model.kinds import names_of
from sergecli.model.work import Person, Publication, Work
from sergecli.text.folding import solid, words_of
from sergecli.text.transliteration import canonical, may_be_one

# A place packs a work's number and a field's rank: number * RANKS + rank.
RANKS = 32
# How many years of a date are indexed after its first.
_MOST_YEARS = 20
_PREFIX, _LONG = "978", 13
_ISBN = re.compile(r"\d{9}[\dx]|\d{13}", re.ASCII)


class Field(NamedTuple):
    """A part of a record that is searched; its rank is its place in FIELDS.

    `label` says where a word matched; if `quoted`, it is followed by the text in which the
    word occurs. Only a `forgiving` field matches words with a typing mistake. `weight` says
    how much a word in it counts, beside 100 for the title.
    """

    label: str
    read: Callable[[Work], Iterable[str]]
    weight: int
    quoted: bool = True
    forgiving: bool = True


def of_publications(
    read: Callable[[Publication], Iterable[str]],
) -> Callable[[Work], Iterable[str]]:
    """Return a function that reads from every publication of a work."""
    return lambda work: (text for one in work.publications for text in read(one))


def _titles(work: Work) -> Iterator[str]:
    yield from (*work.other_titles, work.original_title)
    yield from (one.title for one in work.publications)


def _helpers(one: Publication) -> Iterator[str]:
    yield from (*one.translators, *one.editors)
    yield from (contributor.name for contributor in one.contributors)


def _container(one: Publication) -> Iterator[str]:
    if one.container:
        yield ", ".join(filter(None, (one.container, in_words(one.date) if one.date else "")))


def _dates(work: Work) -> Iterator[str]:
    if work.date:
        yield from (in_words(work.date), str(work.date))
        first, last = work.date.earliest.year, work.date.latest.year
        yield from map(str, range(first, min(last, first + _MOST_YEARS) + 1))


def isbn(text: str) -> str:
    """Return the digits shared by the ten- and thirteen-digit ISBNs (ISO 2108) of a book, or "".

    The two differ at the beginning, and in the check digit at the end.
    """
    bare = text.replace("-", "").replace(" ", "").lower()
    if not _ISBN.fullmatch(bare):
        return ""
    return (bare if len(bare) == _LONG else f"{_PREFIX}{bare}")[:-1]


FIELDS = (
    Field("", lambda work: (work.title,), 100),
    Field("dated", _dates, 70, forgiving=False),
    Field("also", _titles, 90),
    Field("signed", lambda work: (work.signed_as,), 80),
    Field("by", lambda work: work.authors, 75),
    Field("to", lambda work: (work.recipient,), 70),
    Field("with", of_publications(_helpers), 50),
    Field("in", of_publications(_container), 60),
    Field("published by", of_publications(lambda one: (one.publisher, one.series)), 50,
          forgiving=False),
    Field("by its ISBN", of_publications(lambda one: () if one.container else (isbn(one.isbn),)),
          100, quoted=False),
    Field("in a book of this ISBN", of_publications(lambda one: (isbn(one.isbn),)), 80,
          quoted=False),
    Field("kind", lambda work: (*names_of(work.kind), work.role, work.degree), 50),
    Field("part of", lambda work: map(_words_of_id, (work.part_of, work.extract_of)), 50),
    Field("id", lambda work: (_words_of_id(work.id),), 50),
    Field("written in", lambda work: (work.written_at,), 40),
    Field("kept in", lambda work: (work.archive, work.archive_location), 40, forgiving=False),
    Field("in the note", lambda work: (work.note,), 20, quoted=False, forgiving=False),
    Field("in your fields", lambda work: (text for field in work.x for text in field.texts), 20),
)  # fmt: skip


def _words_of_id(name: str) -> str:
    return name.replace("-", " ")


def words(work: Work) -> dict[str, int]:
    """Return each word of a record with the rank of the best field it occurs in."""
    ranks: dict[str, int] = {}
    for rank, field in enumerate(FIELDS):
        for text in filter(None, field.read(work)):
            for word in words_of(text):
                ranks.setdefault(word, rank)
    return ranks


def text_with(work: Work, word: str, rank: int) -> str:
    """Return the text of a field in which a word occurs."""
    texts = filter(None, FIELDS[rank].read(work))
    return next((text for text in texts if word in words_of(text)), "")


class Index(ABC):
    """What a search needs from an index, wherever it is stored.

    Works are known by their numbers; a place is the number of a work and the rank of a field.
    """

    people: Sequence[Person]

    @abstractmethod
    def ids(self) -> Sequence[str]:
        """Return the ids of the works, in the order of their numbers."""

    @abstractmethod
    def vocabulary(self) -> Sequence[str]:
        """Return every word once."""

    @abstractmethod
    def begun(self, beginning: str) -> Sequence[str]:
        """Return the words that start with `beginning`."""

    @abstractmethod
    def spelled(self, word: str) -> Sequence[str]:
        """Return the words that may be the same Russian name."""

    @abstractmethod
    def places(self, word: str) -> Iterable[int]:
        """Return the places of a word; none if it is not there."""

    @abstractmethod
    def work(self, number: int) -> Work:
        """Return a work by its number."""

    def numbers(self) -> Sequence[int]:
        """Return the numbers of the works."""
        return range(len(self.ids()))

    def __len__(self) -> int:
        return len(self.numbers())

    def own(self, _number: int) -> bool:
        """Return whether a work is from the user's catalogue, beside the built-in one."""
        return False

    def called(self, name: str) -> str:
        """Return the preferred name of a person who is also known by, or signed with, `name`.

        Returns "" if nobody is. Case, accents, full stops and spaces are ignored.
        """
        wanted = solid(name)
        names = (
            (one, other) for one in self.people for other in (*one.other_names, *one.pseudonyms)
        )
        known = (person.name for person, other in names if solid(other) == wanted)
        return next(known, "") if wanted else ""


class Built(Index):
    """An index built in memory."""

    def __init__(self, works: Sequence[Work], people: Sequence[Person] = ()) -> None:
        """Index the works, once for any number of searches; `people` may have other names."""
        self.people = people
        self._works = works
        self._places = postings(works)

    def ids(self) -> Sequence[str]:
        return [work.id for work in self._works]

    def vocabulary(self) -> Sequence[str]:
        return list(self._places)

    def begun(self, beginning: str) -> Sequence[str]:
        return [word for word in self._places if word.startswith(beginning)]

    def spelled(self, word: str) -> Sequence[str]:
        one = canonical(word)
        near = (known for known in self._places if may_be_one(word, known))
        return [known for known in near if canonical(known) == one]

    def places(self, word: str) -> Iterable[int]:
        return self._places.get(word, ())

    def work(self, number: int) -> Work:
        return self._works[number]


@lru_cache(maxsize=4)
def built(works: tuple[Work, ...], people: tuple[Person, ...] = ()) -> Index:
    """Index works once: who searches in them usually searches again."""
    return Built(works, people)


class Joined(Index):
    """The words of the built-in catalogue and of the user's, as one index."""

    def __init__(self, first: Index, own: Index) -> None:
        """Take both; the numbers of the user's works follow those of the first."""
        self.people = (*first.people, *own.people)
        self._both = (first, own)
        self._count = len(first.ids())
        # Amended works are taken from the user's catalogue.
        amending = frozenset(own.ids())
        self._amended = {number for number, name in enumerate(first.ids()) if name in amending}

    def ids(self) -> Sequence[str]:
        """Return the ids of the works; amended works occur twice."""
        return [name for index in self._both for name in index.ids()]

    def numbers(self) -> Sequence[int]:
        return [number for number in super().numbers() if number not in self._amended]

    def vocabulary(self) -> Sequence[str]:
        return self._once(index.vocabulary() for index in self._both)

    def begun(self, beginning: str) -> Sequence[str]:
        return self._once(index.begun(beginning) for index in self._both)

    def spelled(self, word: str) -> Sequence[str]:
        return self._once(index.spelled(word) for index in self._both)

    @staticmethod
    def _once(words: Iterable[Sequence[str]]) -> Sequence[str]:
        return list(dict.fromkeys(chain.from_iterable(words)))

    def places(self, word: str) -> Iterable[int]:
        first, own = self._both
        yield from (one for one in first.places(word) if one // RANKS not in self._amended)
        yield from (place + self._count * RANKS for place in own.places(word))

    def work(self, number: int) -> Work:
        index = self._both[self.own(number)]
        return index.work(number - self._count * self.own(number))

    def own(self, number: int) -> bool:
        return number >= self._count


def postings(works: Iterable[Work]) -> dict[str, "array[int]"]:
    """Return each word's places, in the order of the works."""
    places: dict[str, array[int]] = {}
    for number, work in enumerate(works):
        for word, rank in words(work).items():
            if word not in places:
                places[word] = array("L")
            places[word].append(number * RANKS + rank)
    return places
