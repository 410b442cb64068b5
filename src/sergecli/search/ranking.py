"""Which of the works that a search finds come first."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sergecli.catalogue.index import FIELDS
from sergecli.model.edtf import order
from sergecli.model.work import Attribution, Work
from sergecli.search.near import SLIP
from sergecli.text.folding import fold, words_of
from sergecli.text.forms import SMALL_WORDS

OTHER_TITLES = 2
TITLES = frozenset({0, OTHER_TITLES})
# Fields whose words few works share: in these words must match if another is missing.
TELLING = frozenset(
    rank for rank, field in enumerate(FIELDS) if field.label in {"", "also", "dated", "to", "in"}
)
# What is added to the points of a work, beside 100 for words in its title: for a title like the
# query, for one that says it word by word, and for words that stand together in another text. Other
# titles than the first count less.
LIKE_TITLE, SAID_IN_TITLE, TOGETHER = 30, 12, 15
OTHERS = 0.5
# A work with fewer points may not be what was meant.
GOOD = 60
# What is taken off for a work by others, and for a part of a work.
BY_OTHERS, PART = 12, 8
# What a small word counts, beside another word.
SMALL = 0.1


class Match(NamedTuple):
    """A match of a word of a query in a work: how, by which word, in which field.

    `rank` is the field's place in index.FIELDS (0 is the title); `score` runs from 0 to 100, and
    so do `points`, what the match counts in its field. `small` words count little.
    """

    kind: int
    rank: int
    word: str
    score: float
    points: float
    small: bool = False


class Hit(NamedTuple):
    """A work found, with the match of each word of the query; `own` if it is the user's.

    `missing` is the word of the query that nothing in the work matches; `points` say how
    well it fits, but for words that stand together.
    """

    work: Work
    matches: tuple[Match, ...]
    own: bool = False
    missing: str = ""
    points: float = 0.0

    @property
    def kind(self) -> int:
        """The weakest kind of match."""
        return max(match.kind for match in self.matches)

    @property
    def score(self) -> float:
        """The average score of the matches, from 0 to 100."""
        return sum(match.score for match in self.matches) / len(self.matches)


def ranked(hit: Hit, words: Sequence[str]) -> tuple[tuple[object, ...], Hit]:
    """Return what a hit is sorted by, and the hit with its points for the words asked for."""
    phrase = " ".join(words)
    title = fold(hit.work.title)
    others = [fold(text) for text in FIELDS[OTHER_TITLES].read(hit.work)]
    points = _words(hit, words) + _titles(hit, title, others, words) - handicap(hit.work)
    key = (
        phrase != title,
        phrase not in others,
        hit.kind == SLIP,
        -points - _together(hit),
        order(hit.work.date),
    )
    return key, hit._replace(points=points)


def handicap(work: Work) -> int:
    """Return the points that are taken off for what a work is."""
    by_others = work.attribution in {Attribution.ABOUT, Attribution.OTHER}
    return BY_OTHERS * by_others + PART * bool(work.part_of or work.extract_of)


def _words(hit: Hit, words: Sequence[str]) -> float:
    """Return the average points of the words, of which the small ones count little."""
    total = sum(SMALL if word in SMALL_WORDS else 1.0 for word in words)
    return sum(one.points * (SMALL if one.small else 1.0) for one in hit.matches) / total


def _titles(hit: Hit, title: str, others: Iterable[str], words: Sequence[str]) -> float:
    """Return the points for the title that is most like the query, the work's own before others."""
    met = {match.word for match in hit.matches if match.rank in TITLES}
    phrase, wanted = " ".join(words), _content(words)

    def points(one: str) -> float:
        own = _content(one.split())
        shared = len(own & met)
        like = shared / (len(own) + len(wanted) - shared) if shared else 0.0
        return LIKE_TITLE * like + SAID_IN_TITLE * (f" {phrase}" in f" {one}")

    return max(points(title), OTHERS * max(map(points, others), default=0.0))


def _content(words: Iterable[str]) -> set[str]:
    every = set(words)
    return every - SMALL_WORDS or every


def _together(hit: Hit) -> float:
    """Return the points for words that stand together in a text that is no title."""
    outside = {one.word for one in hit.matches if one.rank not in TITLES and not one.small}
    if len(outside) < 2:  # noqa: PLR2004 - what may be together
        return 0.0
    ranks = {one.rank for one in hit.matches} - set(TITLES)
    texts = (words_of(text) for rank in ranks for text in FIELDS[rank].read(hit.work))
    most = max(len(outside & words) for words in texts)
    return TOGETHER * most / len(hit.matches) if most > 1 else 0.0
