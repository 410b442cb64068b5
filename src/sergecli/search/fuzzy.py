"""Finding a work by a scrap of it; the only module that asks RapidFuzz."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sergecli.catalogue.index import FIELDS, RANKS, Index, isbn
from sergecli.model.edtf import order
from sergecli.model.work import Work
from sergecli.text.folding import fold
from sergecli.text.transliteration import canonical, may_be_one

# How a word was met, the best first: the word itself, its beginning, another
# spelling of a Russian name, a slip of the keys; as a last resort, the initials of a title.
EXACT, PREFIX, SPELLING, SLIP, INITIALS = range(5)
# From how many letters on a word may begin another one.
SHORTEST_PREFIX = 3
# Up to so many letters: so many slips (a letter more, less, other, or two swapped).
SLIPS = ((3, 0), (6, 1), (8, 2))
MANY_SLIPS = 3  # in a longer word, and only where the first letters agree
SHORTEST_SLIPPED = 3
OTHER_TITLES = 2
TITLES = (0, OTHER_TITLES)
# In quotation marks: words that must follow one another.
PHRASE = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»]")
# What parts of a title have initials of their own, and which words have none.
_PART = re.compile(r"[^.:;,()–—!?]+")
_LONGEST_SMALL, MOST_INITIALS = 3, 6


@dataclass(frozen=True, slots=True)
class Match:
    """A word of a query, met by a work: how, by which word, in which field.

    `rank` is the field's place in index.FIELDS (0 is the title); `score` runs
    from 0 to 100.
    """

    kind: int
    rank: int
    word: str
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A work found, with how each word of the query was met; `own` as the index says."""

    work: Work
    met: tuple[Match, ...]
    own: bool = False

    @property
    def kind(self) -> int:
        """The weakest way in which a word was met."""
        return max(met.kind for met in self.met)

    @property
    def rank(self) -> int:
        """How far from the titles the words were met, added up."""
        return sum(met.rank for met in self.met)

    @property
    def score(self) -> float:
        """How well the words were met on average, from 0 to 100."""
        return sum(met.score for met in self.met) / len(self.met)


def search(
    index: Index, words: str, *, titles_only: bool = False, typing: bool = False
) -> list[Hit]:
    """Find the works that meet every word, the best first.

    Works that bear the very title come first, then those that bear it besides;
    then words met exactly stand above beginnings, those above other spellings,
    those above slips; then titles above other fields, then the score; the
    earlier work breaks a tie. Another name of a person, under which no work is signed,
    also finds what the person wrote or had a hand in. Words in quotation marks must follow one
    another. Where nothing is found, one short word is taken for initials.

    `titles_only` leaves out what is met elsewhere; while somebody is `typing`, the last word
    may be the beginning of another spelling.
    """
    phrases = [fold(phrase) for phrase in PHRASE.findall(words)]
    found = _with_names(index, words, titles_only=titles_only, typing=typing)
    hits = [hit for hit in found if all(_has(hit.work, one, titles_only) for one in phrases)]
    return hits or list(_by_initials(index, words))


def _with_names(index: Index, words: str, *, titles_only: bool, typing: bool) -> list[Hit]:
    """Search for words, and for the person who also goes by them."""
    hits = _search(index, words, titles_only=titles_only, typing=typing)
    if titles_only:
        return hits
    person = index.called(words)
    if not person or any(fold(hit.work.signed_as) == fold(words) for hit in hits):
        return hits
    exact = [hit for hit in (*hits, *_search(index, person, typing=typing)) if hit.kind == EXACT]
    merged: dict[str, Hit] = {}
    for hit in (*exact, *hits):
        merged.setdefault(hit.work.id, hit)
    return list(merged.values())


def _has(work: Work, phrase: str, titles_only: bool) -> bool:  # noqa: FBT001 - one meaning
    """Tell whether the words of a phrase follow one another in a field."""
    ranks = TITLES if titles_only else range(len(FIELDS))
    texts = (text for rank in ranks for text in FIELDS[rank].read(work))
    return any(f" {phrase} " in f" {fold(text)} " for text in texts)


def _by_initials(index: Index, words: str) -> Iterator[Hit]:
    """Find the works with words in a title that begin with these letters: SR, PCF."""
    letters = fold(words)
    if not 1 < len(letters) <= MOST_INITIALS or not letters.isalpha():
        return
    for number in range(len(index)):
        work = index.work(number)
        for rank in TITLES:
            titles = (title for title in FIELDS[rank].read(work) if letters in initials(title))
            if title := next(titles, ""):
                word = fold(title).split()[0]
                yield Hit(work, (Match(INITIALS, rank, word, 0.0),), index.own(number))
                break


def initials(title: str) -> str:
    """Return the initials of capitalised words; what comes between others is parted by a blank."""
    letters = ""
    for part in _PART.findall(title):
        for word in part.split():
            if word[0].isupper():
                letters += fold(word)[:1]
            elif len(word) > _LONGEST_SMALL:
                letters += " "
        letters += " "
    return letters


def _search(
    index: Index, words: str, *, titles_only: bool = False, typing: bool = False
) -> list[Hit]:
    number = isbn(words)
    wanted = [number] if number else fold(words).split()
    if not wanted:
        return []
    ranks = frozenset(TITLES if titles_only else range(RANKS))
    *before, last = wanted
    met_by_word = [_meet(index, _near(index, word, SHORTEST_PREFIX), ranks) for word in before]
    met_by_word.append(
        _meet(index, _near_last(index, last, several=bool(before), typing=typing), ranks)
    )
    everywhere = set(met_by_word[0]).intersection(*met_by_word[1:])
    hits = [
        Hit(index.work(number), tuple(met[number] for met in met_by_word), index.own(number))
        for number in sorted(everywhere)
    ]
    phrase = " ".join(wanted)
    return sorted(hits, key=lambda hit: _key(hit, phrase))


def _key(hit: Hit, phrase: str) -> tuple[object, ...]:
    title = fold(hit.work.title)
    others = (text for text in FIELDS[OTHER_TITLES].read(hit.work) if fold(text) == phrase)
    return (
        phrase != title,
        not any(others),
        hit.kind,
        hit.rank,
        not title.startswith(phrase),
        -hit.score,
        order(hit.work.date),
    )


def _meet(
    index: Index, near: Iterable[tuple[int, str, float]], ranks: Container[int]
) -> dict[int, Match]:
    """Give the best way in which each work meets one of the words that are near, in some fields."""
    best: dict[int, Match] = {}
    for kind, word, score in near:
        for place in index.places(word):
            number, rank = divmod(place, RANKS)
            old = best.get(number)
            if rank not in ranks or (kind == SLIP and not FIELDS[rank].forgiving):
                continue
            if old is None or (kind, rank, -score) < (old.kind, old.rank, -old.score):
                best[number] = Match(kind, rank, word, score)
    return best


def _near_last(
    index: Index,
    word: str,
    *,
    several: bool,
    typing: bool,
) -> Iterator[tuple[int, str, float]]:
    """Give the words near to the last one, which the reader may only have begun."""
    yield from _near(index, word, 1 if several or typing else SHORTEST_PREFIX)
    if typing and len(word) >= SHORTEST_PREFIX:
        beginning = canonical(word)
        for known in index.vocabulary():
            if may_be_one(word, known) and canonical(known).startswith(beginning):
                yield SPELLING, known, 80.0


def _near(index: Index, word: str, shortest: int) -> Iterator[tuple[int, str, float]]:
    yield EXACT, word, 100.0
    if len(word) >= shortest:
        for known in index.begun(word):
            if known != word:
                yield PREFIX, known, 90.0 + 10.0 * len(word) / len(known)
    for known in index.spelled(word):
        if known != word and len(known) >= SHORTEST_SLIPPED:
            yield SPELLING, known, 90.0
    # Another number is no slip of the keys, but another year.
    if word.isdecimal():
        return
    allowed = next((slips for letters, slips in SLIPS if len(word) <= letters), MANY_SLIPS)
    if allowed:
        yield from _slips(word, index.vocabulary(), allowed)


def _slips(word: str, known: Sequence[str], allowed: int) -> Iterator[tuple[int, str, float]]:
    for one, distance, _ in process.extract(
        word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None
    ):
        if distance > 0 and len(one) >= SHORTEST_SLIPPED and _is_slip(word, one, distance):
            yield SLIP, one, 100.0 - 100.0 * distance / len(word)


def _is_slip(word: str, other: str, distance: int) -> bool:
    """Tell whether a word that is near may be meant, and is not another word."""
    shorter, longer = sorted((word, other), key=len)
    # Two letters before a word are no slip: untranslated.
    if distance > 1 and longer.endswith(shorter):
        return False
    long = len(shorter) > SLIPS[-1][0]
    return distance < MANY_SLIPS or (long and word[:2] == other[:2])


def nearest(works: Sequence[Work], name: str, most: int = 3) -> list[Work]:
    """Give the works whose id or title is nearest to a name that leads nowhere."""
    wanted = fold(name)
    found: dict[int, float] = {}
    for choices in ([fold(work.id) for work in works], [fold(work.title) for work in works]):
        for _, score, number in process.extract(
            wanted, choices, scorer=OSA.normalized_similarity, score_cutoff=0.5, limit=most
        ):
            found[number] = max(score, found.get(number, 0.0))
    return [works[number] for number in nsmallest(most, found, key=lambda n: (-found[n], n))]
