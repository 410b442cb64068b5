"""The data for a page's search: the words of the works, and how spellings are normalised.

The page's script searches as `serge search` does, with the same tables.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from string import ascii_lowercase, digits
from typing import Any

from markupsafe import Markup

from sergecli.catalogue.index import FIELDS, RANKS, postings
from sergecli.model.work import Head, Person, Work
from sergecli.search import fuzzy, near, ranking
from sergecli.text import folding, forms, transliteration
from sergecli.text.folding import fold, solid
from sergecli.website.metadata import script_text

_DIGITS = digits + ascii_lowercase
_CAPITALS = str.maketrans(digits, "ABCDEFGHIJ")
_BACK_REFERENCE = re.compile(r"\\(\d)")


def data(works: Sequence[Work], head: Head) -> Markup:
    """Return a script that gives the page's own script its data, in the order of the works.

    `head` is that of their catalogue.
    """
    words = dict(sorted(postings(works).items()))
    known = {
        "words": " ".join(_shortened(words)),
        "places": "\n".join(_packed(words[word]) for word in words),
        "works": _lines(_facts(work, head.language) for work in works),
        "called": _called(works, head.people),
        **_TABLES,
    }
    return Markup("const SERGE = ") + script_text(known) + Markup(";\n")


def _shortened(words: Iterable[str]) -> Iterator[str]:
    """Give how many letters each word shares with the one before, in base 36, and its rest."""
    for before, word in pairwise(("", *words)):
        pairs = zip(before, word, strict=False)
        shared = min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)), 35)
        yield _DIGITS[shared] + word[shared:]


def _packed(places: Iterable[int]) -> str:
    """Return a word's places by field: its rank, and how far each work is from the one before.

    This takes a third of the space of the places themselves.
    """
    fields: dict[int, list[int]] = {}
    for place in places:
        fields.setdefault(place % RANKS, []).append(place // RANKS)
    return ";".join(f"{_DIGITS[rank]}{_steps(works)}" for rank, works in fields.items())


def _steps(numbers: list[int]) -> str:
    return "".join(_step(after - before) for before, after in pairwise((0, *numbers)))


def _step(number: int) -> str:
    """Write how often 36 is in a number as capitals, A for 0 to J for 9, and then the rest."""
    high, low = divmod(number, len(_DIGITS))
    return (str(high).translate(_CAPITALS) if high else "") + _DIGITS[low]


def _lines(facts: Iterable[tuple[str, ...]]) -> list[str]:
    """Return what is known of the works field by field, a line each: so it takes less space."""
    return ["\n".join(field) for field in zip(*facts, strict=True)] or [""] * 7


def _facts(work: Work, language: str) -> tuple[str, ...]:
    """Return what the page's script needs to know of a work, as strings.

    They are its kind, years, languages, whether it is online, the initials of its titles, its
    other titles, and what is taken off its points in a search.
    """
    others = {fold(text) for text in FIELDS[ranking.OTHER_TITLES].read(work)}
    years = {work.date.earliest.year, work.date.latest.year} if work.date else set()
    named = (title for rank in ranking.TITLES for title in FIELDS[rank].read(work))
    letters = {run for title in named for run in fuzzy.initials(title).split() if len(run) > 1}
    return (
        work.kind,
        "/".join(map(str, sorted(years))),
        " ".join(languages(work, language)),
        "1" if work.url else "",
        "|".join(sorted(letters)),
        "|".join(sorted(others - {"", fold(work.title)})),
        str(ranking.handicap(work) or ""),
    )


def _called(works: Sequence[Work], people: Iterable[Person]) -> dict[str, str]:
    """Return the names of people by their other names, except those used to sign works."""
    signed = {solid(work.signed_as) for work in works}
    called: dict[str, str] = {}
    for person in people:
        for name in (*person.other_names, *person.pseudonyms):
            called.setdefault(solid(name), person.name)
    return {name: one for name, one in called.items() if name and name not in signed}


def languages(work: Work, language: str) -> list[str]:
    """Return the tags of the languages in which a work was published, or can be read."""
    online = [language] if work.url else []
    return sorted({*online, *(one.language or language for one in work.publications)})


_TABLES: dict[str, Any] = {
    "ranks": RANKS,
    "letters": {chr(letter): other for letter, other in folding.LETTERS.items()},
    "elision": folding.ELISION.pattern,
    "possessive": folding.POSSESSIVE.pattern,
    "names": transliteration.NAMES,
    "rules": [
        [spelling, _BACK_REFERENCE.sub(r"$\1", one)] for spelling, one in transliteration.RULES
    ],
    "first": {chr(letter): chr(other) for letter, other in transliteration.FIRST.items()},
    "slips": [list(one) for one in near.SLIPS],
    "manySlips": near.MANY_SLIPS,
    "shortestPrefix": near.SHORTEST_PREFIX,
    "shortestSlipped": near.SHORTEST_SLIPPED,
    "shortestPart": near.SHORTEST_PART,
    "shortestWhole": near.SHORTEST_WHOLE,
    "scores": near.SCORES,
    "begun": near.BEGUN,
    "certain": sorted(near.CERTAIN),
    "guessed": sorted(near.GUESSED),
    "root": near.ROOT,
    "longestEnding": near.LONGEST_ENDING,
    "phrase": fuzzy.PHRASE.pattern,
    "mostInitials": fuzzy.MOST_INITIALS,
    "enough": fuzzy.ENOUGH,
    "enoughIfUnknown": fuzzy.ENOUGH_IF_UNKNOWN,
    "weights": [field.weight for field in FIELDS],
    "unforgiving": [rank for rank, field in enumerate(FIELDS) if not field.forgiving],
    "titles": sorted(ranking.TITLES),
    "telling": sorted(ranking.TELLING),
    "good": ranking.GOOD,
    "likeTitle": ranking.LIKE_TITLE,
    "saidInTitle": ranking.SAID_IN_TITLE,
    "others": ranking.OTHERS,
    "smallWeight": ranking.SMALL,
    "small": sorted(forms.SMALL_WORDS),
    "same": forms.SAME.strip(),
    "related": forms.RELATED.strip(),
    "plurals": forms.PLURALS,
    "verbs": forms.VERBS,
    "shortestPlural": forms.SHORTEST_PLURAL,
    "ranges": forms.YEARS,
    "inTwoWords": forms.IN_TWO_WORDS,
}
