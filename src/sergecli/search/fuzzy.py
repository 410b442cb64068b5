"""Fuzzy search for works."""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence

from sergecli.catalogue.index import FIELDS, RANKS, Index, isbn
from sergecli.model.work import Work
from sergecli.search.near import (
    CERTAIN,
    GUESSED,
    INITIALS,
    SHORTEST_PREFIX,
    SLIP,
    Near,
    akin,
    begun,
    begun_spelling,
    near,
    spaced,
)
from sergecli.search.ranking import GOOD, TELLING, TITLES, Hit, Match, ranked
from sergecli.text.folding import fold
from sergecli.text.forms import SMALL_WORDS, readings

# In quotation marks: words that must follow one another.
PHRASE = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»]")
# How many words must match in titles if another matches nothing; more if that is nowhere.
ENOUGH, ENOUGH_IF_UNKNOWN = 2, 3
# What parts of a title have initials of their own, and which words have none.
_PART = re.compile(r"[^.:;,()–—!?]+")
_LONGEST_SMALL, MOST_INITIALS = 3, 6


def search(
    index: Index, words: str, *, titles_only: bool = False, typing: bool = False
) -> list[Hit]:
    """Return the works that match every word, the best first.

    Works with exactly this title come first, then those with it as another title; the others
    follow by the points of `ranking`, then by their dates. Small words such as "of" need not
    match, unless there are no others.

    Another name of a person, if no work is signed with it, also finds the works that the
    person wrote or contributed to. Words in quotation marks must follow one another. If
    nothing matches well, words of a similar meaning do too, and one word may be missing; if
    nothing matches, one short word is taken for initials.

    `titles_only` ignores other fields; while somebody is `typing`, the last word
    may be the beginning of another spelling.
    """
    phrases = [fold(phrase) for phrase in PHRASE.findall(words)]
    asked = _Asked(index, TITLES if titles_only else range(RANKS), typing=typing)
    found = asked.find(words)
    person = "" if titles_only else index.called(words)
    if person and not any(fold(hit.work.signed_as) == fold(words) for hit in found):
        exact = [hit for hit in (*found, *asked.find(person)) if hit.kind in CERTAIN]
        found = _once((*exact, *found))
    elif not found or (found[0].points < GOOD and len({*fold(words).split()} - SMALL_WORDS) > 1):
        found = asked.find(words, loosely=True)
    hits = [hit for hit in found if all(_has(hit.work, one, titles_only) for one in phrases)]
    return hits or list(_by_initials(index, words))


def _once(hits: Iterable[Hit]) -> list[Hit]:
    """Return the first hit of each work."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.work.id, hit)
    return list(first.values())


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
                yield Hit(work, (Match(INITIALS, rank, word, 0.0, 0.0),), index.own(number))
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


class _Asked:
    """A search in some fields of an index."""

    def __init__(self, index: Index, ranks: Collection[int], *, typing: bool) -> None:
        self._index = index
        self._ranks = frozenset(ranks)
        self._typing = typing

    def find(self, text: str, *, loosely: bool = False) -> list[Hit]:
        """Return the works that match every word, in any reading of its numbers.

        Searched for `loosely`, words also match words akin to them, one may be missing, and
        spaces may be wrong.
        """
        number = isbn(text)
        read = [[number]] if number else readings(text)
        if loosely:
            read += [other for words in read if (other := spaced(self._index, words)) != words]
        hits = [
            ranked(hit, words)
            for words in read
            if words
            for hit in self._hits(words, loosely=loosely)
        ]
        return _once(hit for _, hit in sorted(hits, key=lambda one: one[0]))

    def _hits(self, words: Sequence[str], *, loosely: bool) -> Iterator[Hit]:
        *before, last = words
        distinct = [*dict.fromkeys(before), last]
        content = [word for word in distinct if word not in SMALL_WORDS] or distinct
        met: list[tuple[str, dict[int, Match]]] = []
        lacking = 0
        for place, word in enumerate(distinct):
            nearby = self._near(word, place, is_last=place == len(distinct) - 1, loosely=loosely)
            met.append((word, self._matches(nearby, small=word not in content)))
            lacking += word in content and not met[-1][1]
            if lacking > loosely:
                return
        works = [set(matches) for word, matches in met if word in content]
        known = {word for word, matches in met if any(one.kind < SLIP for one in matches.values())}
        for number in sorted(set.union(*works) if loosely else set.intersection(*works)):
            matching = tuple(found[number] for _, found in met if number in found)
            missing = [word for word, found in met if word in content and number not in found]
            if not missing or _suffice(matching, missing, known):
                work, own = self._index.work(number), self._index.own(number)
                yield Hit(work, matching, own, "".join(missing))

    def _near(self, word: str, place: int, *, is_last: bool, loosely: bool) -> Iterator[Near]:
        """Yield the words near a word of the query; the last one may be incomplete."""
        shortest = 1 if is_last and (place or self._typing) else SHORTEST_PREFIX
        if word in SMALL_WORDS:
            yield from begun(self._index, word, shortest if is_last else len(word) + 1)
            return
        yield from near(self._index, word, shortest)
        if is_last and self._typing:
            yield from begun_spelling(self._index, word)
        if loosely:
            yield from akin(self._index, word)

    def _matches(self, nearby: Iterable[Near], *, small: bool) -> dict[int, Match]:
        """Map each work's number to its best match of the words that are near."""
        best: dict[int, Match] = {}
        for kind, word, score in nearby:
            guessed = kind in GUESSED and not word[0].isdecimal()
            for place in self._index.places(word):
                number, rank = divmod(place, RANKS)
                if rank not in self._ranks or (guessed and not FIELDS[rank].forgiving):
                    continue
                points = score * FIELDS[rank].weight / 100
                if number not in best or points > best[number].points:
                    best[number] = Match(kind, rank, word, score, points, small)
        return best


def _suffice(matches: Iterable[Match], missing: Sequence[str], known: Container[str]) -> bool:
    """Return whether enough words match in titles though another one is missing."""
    sure = sum(one.rank in TELLING and one.kind != SLIP and not one.small for one in matches)
    return len(missing) == 1 and sure >= (ENOUGH if missing[0] in known else ENOUGH_IF_UNKNOWN)
