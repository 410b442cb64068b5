"""The words of an index that a typed word may mean; only this module uses RapidFuzz."""

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sergecli.catalogue.index import Index
from sergecli.model.work import Work
from sergecli.text.folding import fold
from sergecli.text.forms import related, same
from sergecli.text.transliteration import canonical, may_be_one

# How a word matched: the word itself, its beginning, another form (a plural, a number), another
# spelling of a Russian name, a typing error; where nothing else is found, a word of a similar
# meaning or with the same root; as a last resort, the initials of a title.
EXACT, PREFIX, FORM, SPELLING, SLIP, RELATED, INITIALS = range(7)
# Those that are no guesses, and those that only forgiving fields allow.
CERTAIN = frozenset({EXACT, FORM, SPELLING})
GUESSED = frozenset({FORM, SLIP, RELATED})
# The best score of each, of 100; that of a beginning or a typing error depends on its letters.
SCORES = (100.0, 75.0, 95.0, 90.0, 75.0, 60.0, 0.0)
BEGUN = 50.0
# The shortest word that may match the beginning of another.
SHORTEST_PREFIX = 3
# The longest word, and the typing errors allowed (a letter more, less, wrong, or two swapped).
SLIPS = ((3, 0), (6, 1), (8, 2))
MANY_SLIPS = 3  # in a longer word, and only where the first letters agree
SHORTEST_SLIPPED = 3
# The shortest words that are typed as one, and how long they are together.
SHORTEST_PART, SHORTEST_WHOLE = 3, 8
# How many first letters words with the same root share, and how many others they may have.
ROOT, LONGEST_ENDING = 6, 6


class Near(NamedTuple):
    """A word of the index, how it is near a typed one, and how well."""

    kind: int
    word: str
    score: float


def begun(index: Index, word: str, shortest: int) -> Iterator[Near]:
    """Yield a word and, if it is long enough, the words of which it is the beginning."""
    yield Near(EXACT, word, SCORES[EXACT])
    if len(word) >= shortest:
        for known in index.begun(word):
            if known != word:
                rest = 1 - len(word) / len(known)
                yield Near(PREFIX, known, SCORES[PREFIX] - rest * (SCORES[PREFIX] - BEGUN))


def near(index: Index, word: str, shortest: int) -> Iterator[Near]:
    """Yield the words that a word means, or may mean; `shortest` is as for `begun`."""
    yield from begun(index, word, shortest)
    for known in same(word):
        yield Near(FORM, known, SCORES[FORM])
    for known in index.spelled(word):
        if known != word and len(known) >= SHORTEST_SLIPPED:
            yield Near(SPELLING, known, SCORES[SPELLING])
    # Another number is another year, not a typing error.
    if word.isdecimal():
        return
    allowed = next((slips for letters, slips in SLIPS if len(word) <= letters), MANY_SLIPS)
    if allowed:
        yield from _slips(word, index.vocabulary(), allowed)


def begun_spelling(index: Index, word: str) -> Iterator[Near]:
    """Yield the words of which another spelling begins like this."""
    beginning = canonical(word)
    # "zzz" is spelled "s", with which too many words begin.
    if len(word) >= SHORTEST_PREFIX and len(beginning) > 1:
        for known in index.vocabulary():
            if may_be_one(word, known) and canonical(known).startswith(beginning):
                yield Near(SPELLING, known, BEGUN)


def akin(index: Index, word: str) -> Iterator[Near]:
    """Yield the words of a similar meaning, and those with the same root."""
    for known in related(word):
        yield Near(RELATED, known, SCORES[RELATED])
    if ROOT <= len(word) <= ROOT + LONGEST_ENDING and word.isalpha():
        for known in index.begun(word[:ROOT]):
            if len(known) <= ROOT + LONGEST_ENDING:
                yield Near(RELATED, known, SCORES[RELATED])


def spaced(index: Index, words: Sequence[str]) -> list[str]:
    """Return the words with spaces where they are known: "road warrior", "notebooks".

    Two words typed as one are divided, and one word typed as two is put together.
    """
    spaced_words: list[str] = []
    for word in words:
        if spaced_words and _is_known(index, spaced_words[-1] + word):
            spaced_words[-1] += word
        else:
            spaced_words += [word] if _is_known(index, word) else _divided(index, word)
    return spaced_words


def _divided(index: Index, word: str) -> list[str]:
    if len(word) >= SHORTEST_WHOLE and word.isalpha():
        for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            if _is_known(index, word[:end]) and _is_known(index, word[end:]):
                return [word[:end], word[end:]]
    return [word]


def _is_known(index: Index, word: str) -> bool:
    return any(True for _ in index.places(word))


def _slips(word: str, known: Sequence[str], allowed: int) -> Iterator[Near]:
    for one, distance, _ in process.extract(
        word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None
    ):
        if distance > 0 and len(one) >= SHORTEST_SLIPPED and _is_slip(word, one, distance):
            yield Near(SLIP, one, SCORES[SLIP] * (1 - distance / len(word)))


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
