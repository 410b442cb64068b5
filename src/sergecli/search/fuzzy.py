"""Fuzzy search for works; the only module of the search that uses RapidFuzz."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sergecli.catalogue.index import FIELDS, RANKS, Index, isbn
from sergecli.model.edtf import order
from sergecli.model.work import Work
from sergecli.text.folding import fold
from sergecli.text.transliteration import canonical, may_be_one

# How a word matched, the best first: the word itself, its beginning, another spelling of a
# Russian name, a typing error; as a last resort, the initials of a title.
EXACT, PREFIX, SPELLING, SLIP, INITIALS = range(5)
# The shortest word that may match the beginning of another.
SHORTEST_PREFIX = 3
# The longest word, and the typing errors allowed (a letter more, less, wrong, or two swapped).
SLIPS = ((3, 0), (6, 1), (8, 2))
MANY_SLIPS = 3  # in a longer word, and only where the first letters agree
SHORTEST_SLIPPED = 3
# Words that readers confuse: of, on, about. They are left out if nothing matches with them.
SMALL_WORDS = frozenset(
    {
        "a", "about", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or",
        "over", "the", "to", "upon", "with",
    }
)  # fmt: skip
OTHER_TITLES = 2
TITLES = (0, OTHER_TITLES)
# In quotation marks: words that must follow one another.
PHRASE = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»]")
# What parts of a title have initials of their own, and which words have none.
_PART = re.compile(r"[^.:;,()–—!?]+")
_LONGEST_SMALL, MOST_INITIALS = 3, 6


class Match(NamedTuple):
    """A match of a word of a query in a work: how, by which word, in which field.

    `rank` is the field's place in index.FIELDS (0 is the title); `score` runs
    from 0 to 100.
    """

    kind: int
    rank: int
    word: str
    score: float


class Hit(NamedTuple):
    """A work found, with the match of each word of the query; `own` if it is the user's."""

    work: Work
    matches: tuple[Match, ...]
    own: bool = False

    @property
    def kind(self) -> int:
        """The weakest kind of match."""
        return max(match.kind for match in self.matches)

    @property
    def rank(self) -> int:
        """The sum of the ranks of the matches: low near the titles."""
        return sum(match.rank for match in self.matches)

    @property
    def score(self) -> float:
        """The average score of the matches, from 0 to 100."""
        return sum(match.score for match in self.matches) / len(self.matches)


def search(
    index: Index, words: str, *, titles_only: bool = False, typing: bool = False
) -> list[Hit]:
    """Return the works that match every word, the best first.

    Works with exactly this title come first, then those with it as another title. Then
    exact matches come before beginnings, other spellings and typing errors; then titles
    before other fields, then higher scores, then earlier works.

    Another name of a person, if no work is signed with it, also finds the works that the
    person wrote or contributed to. Words in quotation marks must follow one another. If
    nothing matches, words such as "of" and "the" are left out; one short word is taken for
    initials.

    `titles_only` ignores other fields; while somebody is `typing`, the last word
    may be the beginning of another spelling.
    """
    phrases = [fold(phrase) for phrase in PHRASE.findall(words)]
    found = _with_names(index, words, titles_only=titles_only, typing=typing)
    hits = [hit for hit in found if all(_has(hit.work, one, titles_only) for one in phrases)]
    return hits or list(_by_initials(index, words))


def _with_names(index: Index, words: str, *, titles_only: bool, typing: bool) -> list[Hit]:
    """Search for words, and for the person who also goes by them."""
    hits = _search(index, words, titles_only=titles_only, typing=typing)
    if not hits:
        content = " ".join(word for word in fold(words).split() if word not in SMALL_WORDS)
        if content != fold(words):
            hits = _search(index, content, titles_only=titles_only, typing=typing)
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
    """Return whether the words of a phrase follow one another in a field."""
    ranks = TITLES if titles_only else range(len(FIELDS))
    texts = (text for rank in ranks for text in FIELDS[rank].read(work))
    return any(f" {phrase} " in f" {fold(text)} " for text in texts)


def _by_initials(index: Index, words: str) -> Iterator[Hit]:
    """Find the works with words in a title that begin with these letters: SR, PCF."""
    letters = fold(words)
    if not 1 < len(letters) <= MOST_INITIALS or not letters.isalpha():
        return
    for number in index.numbers():
        work = index.work(number)
        for rank in TITLES:
            titles = (title for title in FIELDS[rank].read(work) if letters in initials(title))
            if title := next(titles, ""):
                word = fold(title).split()[0]
                yield Hit(work, (Match(INITIALS, rank, word, 0.0),), index.own(number))
                break


def initials(title: str) -> str:
    """Return the initials of capitalised words; words between them become a space."""
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
    near = [_near(index, word, SHORTEST_PREFIX) for word in dict.fromkeys(before)]
    near.append(_near_last(index, last, several=bool(before), typing=typing))
    by_word: list[dict[int, Match]] = []
    everywhere: set[int] = set()
    for words_near in near:
        matches = _matches(index, words_near, ranks)
        everywhere = everywhere.intersection(matches) if by_word else set(matches)
        if not everywhere:
            return []
        by_word.append(matches)
    hits = [
        Hit(index.work(number), tuple(matches[number] for matches in by_word), index.own(number))
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


def _matches(
    index: Index, near: Iterable[tuple[int, str, float]], ranks: Container[int]
) -> dict[int, Match]:
    """Map each work's number to its best match of the words that are near, in these fields."""
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
    """Yield the words near the last one, which may be incomplete."""
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
    # Another number is another year, not a typing error.
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
    """Return whether a word that is near is a typing error, not another word."""
    shorter, longer = sorted((word, other), key=len)
    # Two letters before a word are not a typing error: untranslated.
    if distance > 1 and longer.endswith(shorter):
        return False
    long = len(shorter) > SLIPS[-1][0]
    return distance < MANY_SLIPS or (long and word[:2] == other[:2])


def nearest(works: Sequence[Work], name: str, most: int = 3) -> list[Work]:
    """Return the works whose id or title is most similar to an unknown name."""
    wanted = fold(name)
    found: dict[int, float] = {}
    for choices in ([fold(work.id) for work in works], [fold(work.title) for work in works]):
        for _, score, number in process.extract(
            wanted, choices, scorer=OSA.normalized_similarity, score_cutoff=0.5, limit=most
        ):
            found[number] = max(score, found.get(number, 0.0))
    return [works[number] for number in nsmallest(most, found, key=lambda n: (-found[n], n))]
