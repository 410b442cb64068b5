"""Finding a work by a scrap of it; the only module that asks RapidFuzz."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sergecli.catalogue.index import FIELDS, RANKS, Index, isbn
from sergecli.model.edtf import order
from sergecli.model.work import Work
from sergecli.text.folding import fold

# How a word was met, the best first: the word itself, its beginning, another
# spelling of a Russian name, a slip of the keys.
EXACT, PREFIX, SPELLING, SLIP = range(4)
# From how many letters on a word may begin another one.
SHORTEST_PREFIX = 3
# Up to so many letters: so many slips (a letter more, less, other, or two swapped).
SLIPS = ((3, 0), (6, 1), (8, 2))
MANY_SLIPS = 3  # in a longer word, and only where the first letters agree
SHORTEST_SLIPPED = 3
OTHER_TITLES = 2


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


def search(index: Index, words: str) -> list[Hit]:
    """Find the works that meet every word, the best first.

    Works that bear the very title come first, then those that bear it besides;
    then words met exactly stand above beginnings, those above other spellings,
    those above slips; then titles above other fields, then the score; the
    earlier work breaks a tie. Another name of a person, under which no work is signed,
    also finds what the person wrote or had a hand in.
    """
    hits = _search(index, words)
    person = index.called(words)
    if not person or any(fold(hit.work.signed_as) == fold(words) for hit in hits):
        return hits
    exact = [hit for hit in (*hits, *_search(index, person)) if hit.kind == EXACT]
    merged: dict[str, Hit] = {}
    for hit in (*exact, *hits):
        merged.setdefault(hit.work.id, hit)
    return list(merged.values())


def _search(index: Index, words: str) -> list[Hit]:
    number = isbn(words)
    wanted = [number] if number else fold(words).split()
    if not wanted:
        return []
    met_by_word = [
        _meet(index, word, last=0 < number == len(wanted) - 1) for number, word in enumerate(wanted)
    ]
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


def _meet(index: Index, word: str, *, last: bool) -> dict[int, Match]:
    """Give the best way in which each work meets a word.

    The last of several words may be one that the reader has only begun.
    """
    best: dict[int, Match] = {}
    for kind, near, score in _near(index, word, 1 if last else SHORTEST_PREFIX):
        for place in index.places(near):
            number, rank = divmod(place, RANKS)
            old = best.get(number)
            if old is None or (kind, rank, -score) < (old.kind, old.rank, -old.score):
                best[number] = Match(kind, rank, near, score)
    return best


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
        close = distance < MANY_SLIPS or one[:2] == word[:2]
        if distance and close and len(one) >= SHORTEST_SLIPPED:
            yield SLIP, one, 100.0 - 100.0 * distance / len(word)


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
