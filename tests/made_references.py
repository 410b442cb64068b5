"""References without end, of every shape that a catalogue could have.

A seed makes the same ones on every machine, whatever else is loaded.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from string import ascii_lowercase
from typing import Any

from sergecli.citations import titles
from sergecli.model import edtf
from sergecli.model.csl import Name, Reference
from sergecli.model.edtf import Date

_LETTERS = ascii_lowercase * 3 + "éèêëàâçîïôöüñøåæœ"
_YEARS = range(1890, 1995)
# What each kind of text may be; "<word>" in one stands for any word.
_GRAMMAR: Mapping[str, Sequence[str]] = {
    # No word begins with ß.
    "initial letter": _LETTERS,
    "letter": _LETTERS + "ß",
    "capital": _LETTERS.upper(),
    "word": ["<initial letter>" + "<letter>" * length for length in range(9)],
    "Word": ["<capital>" + "<letter>" * length for length in range(9)],
    "known word": [
        "the", "of", "and", "in", "d’acier", "l’homme", "Kronstadt", "self-criticism", "USSR"
    ],
    "any word": ["<word>", "<Word>", "<known word>", "<word>-<word>", "<figure>"],
    "figure": [*map(str, range(1, 1940))],
    "words": [" ".join(["<any word>"] * count) for count in range(1, 6)],
    "phrase": [
        "<words>", "<words>: <words>", "<words>? <words>", "<words> “<words>”",
        '"<words>" <words>', "<words> (‘<words>’)", "<words> – <words>",
    ],
    # Three full stops after a quotation come out as nonsense; see docs/citations.md.
    "title": [*(f"<phrase>{end}" for end in ("", "", "", "?", "!", "…", ".")), "<words>..."],
    "given": ["<known given>", "<Word>", "<Word> <Word>", "<Word> <initial>."],
    # No manual says whether J.-P. and Jean-Paul are one person.
    "known given": [
        "Victor", "Vlady", "Liuba", "Marie-Louise", "C. L. R.", "J.-P.", "Émile", "Éva M."
    ],
    "initial": "ABCÉ",
    "family": ["<known family>", "<Word>", "<Word>-<Word>"],
    "known family": ["Serge", "Serge", "Trotsky", "O’Neil", "Saint-Just", "Ørsted", "Łuczak"],
    "particle": ["de", "van der", "d’", "le"],
    "person": [
        "Serge|Victor", "<family>|<given>", "<family>|<given>", "<family>|<given> <particle>",
        "<particle> <family>|<given>", "<odd person>",
    ],
    "odd person": ["Anonymous", "Comité de défense", "hooks|bell"],
    "year": [*map(str, _YEARS), "1936", "1936", "1938", "1938"],
    "month": [f"<year>-{month:02}" for month in range(1, 13)],
    "day": [f"<month>-{day:02}" for day in range(1, 29)],
    "point": ["<year>", "<year>", "<month>", "<day>"],
    "date": [
        "<point>", "<point>", "<point>", "<vague date>", "<interval>", "<season>", "<odd date>"
    ],
    "vague date": ["<point>~", "<point>?", "<point>%"],
    "interval": ["<year>/<year>", "<month>/<month>", "<day>/<day>"],
    "season": ["<year>-21", "<year>-22", "<year>-23", "<year>-24"],
    "odd date": ["194X", "19XX", "{1946-07,1946-11}", "{1936,1938}"],
    "number": ["<one number>", "<two numbers>", "<odd number>"],
    "one number": [*map(str, range(1, 401))],
    "two numbers": [f"{first}–{first + more}" for first in range(1, 41) for more in (1, 2, 40)],
    "odd number": ["IV", "12 bis", "A3"],
    "pages": ["<page>", "<span>", "<span>, <page>", "<odd pages>"],
    "page": [*map(str, range(1, 1601))],
    "span": [
        f"{first}–{first + more}" for first in range(1, 1601) for more in (1, 4, 30, 100, 900)
    ],
    "odd pages": ["xi–xiv", "A5–A7", "101–108", "1496–1504", "71–72"],
    "edition": [*map(str, range(1, 114)), "rev. ed."],
    "container": ["<words>", "<known container>"],
    "known container": ["l’anarchie", "What Next?", "New International"],
    "publisher": ["<words>", "<known publisher>"],
    "known publisher": ["Gallimard", "L’Humanité"],
    "place": ["Paris", "New York", "São Paulo"],
    "archive": ["Marxists Internet Archive"],
    "url": ["https://www.marxists.org/a_b.htm", "https://a.org/?a=1&b#c"],
}  # fmt: skip


def _text(chance: Random, kind: str) -> str:
    """Make a text of the grammar."""
    chosen = chance.choice(_GRAMMAR[kind])
    return re.sub("<([^>]+)>", lambda found: _text(chance, found[1]), chosen)


def _person(chance: Random) -> Name:
    return Name(*_text(chance, "person").split("|"))


def date(chance: Random) -> Date | None:
    """Make a date of any kind."""
    return edtf.parse("/".join(sorted(_text(chance, "date").split("/"))))


def _texts(kind: str) -> Callable[[Random], str]:
    return lambda chance: _text(chance, kind)


# Of each kind of value so many are made; the references are made of these, so
# that many have something in common and must be told apart.
_POOLS: Mapping[str, tuple[Callable[[Random], object], int]] = {
    "people": (_person, 24),
    "title": (_texts("title"), 24),
    "container_title": (_texts("container"), 6),
    "collection_title": (_texts("words"), 3),
    "volume": (_texts("number"), 6),
    "issue": (_texts("number"), 6),
    "edition": (_texts("edition"), 3),
    "page": (_texts("pages"), 10),
    "publisher": (_texts("publisher"), 4),
    "publisher_place": (_texts("place"), 3),
    "dates": (date, 16),
    "archive": (_texts("archive"), 1),
    "url": (_texts("url"), 2),
}
_SEVERAL = (1, 1, 1, 1, 1, 2, 2, 3, 4, 7, 8, 20, 21, 22)
ROLES = ("author", "editor", "translator", "recipient")
_COMMON = ("translator", "original_title", "archive", "url")
_PRINTED = ("editor", "volume", "issue", "page", "publisher_place", "collection_title")
# For each type what it always has and what it may have besides, as `reference.of` makes them.
SHAPES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("article-journal", ("container_title", "volume"), ("issue", "page", "original_date")),
    ("article-journal", ("container_title", "page"), ("issue", "original_date")),
    ("article-newspaper", ("container_title",), ("issue", "original_date")),
    ("chapter", ("container_title", "publisher"), (*_PRINTED, "edition", "original_date")),
    ("chapter", ("container_title", "editor"), ("volume", "issue", "page", "collection_title")),
    ("book", ("publisher",), (*_PRINTED, "edition", "original_date")),
    ("book", (), (*_PRINTED, "original_date")),
    # A page has neither publisher nor place, pages or editors: `source` gives it none.
    ("webpage", (), ("container_title", "original_date")),
    ("personal_communication", ("recipient",), ()),
)


def works(count: int, seed: str) -> list[Reference]:
    """Make so many references; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - no secret, but repeatable
    pools = {name: [make(chance) for _ in range(size)] for name, (make, size) in _POOLS.items()}
    made = (_made(chance, pools) for _ in range(count))
    named = (one._replace(id=f"r{number:04}") for number, one in enumerate(made))
    return [*with_titles_of_their_own(named, " ")]


def with_titles_of_their_own(made: Iterable[Reference], space: str = "") -> Iterator[Reference]:
    """Number the titles that recur: no manual says which of two such works comes first.

    Without a `space` the number ends the last word, and a short title stays short.
    """
    seen: Counter[str] = Counter()
    for reference in made:
        title = " ".join(re.findall(r"\w+", titles.sortable(reference).lower()))
        seen[title] += 1
        if seen[title] > 1:
            number = seen[title]
            numbered = (
                f"{number}{space}{reference.title}" if space else f"{reference.title}{number}"
            )
            verbatim = reference.verbatim | {"title"}
            reference = reference._replace(title=numbered, verbatim=verbatim)  # noqa: PLW2901
        yield reference


# Mostly that of the catalogue; in others no style changes the capitals.
_LANGUAGES = ("en", "en", "en", "en-GB", "de", "fr", "")


def _made(chance: Random, pools: dict[str, list[object]]) -> Reference:
    kind, always, maybe = chance.choice(SHAPES)
    chosen = {
        "title",
        *always,
        *(["author"] if chance.random() < 0.75 else []),
        *(["issued"] if chance.random() < 0.85 else []),
        *(name for name in (*_COMMON, *maybe) if chance.random() < 0.35),
    }
    if kind == "webpage":
        # The archive is the site, its container.
        chosen.discard("archive")
    values = {name: _value(chance, pools, name) for name in sorted(chosen)}
    if kind == "webpage" and "container_title" in values:
        # A site's name; citeproc gives a small first letter sometimes a capital in APA.
        values["container_title"] = "Marxists Internet Archive"
    named = [role for role in ("author", "editor") if role in values]
    if named and "translator" in values and chance.random() < 0.25:
        values["translator"] = values[chance.choice(named)]
    foreign = {name for name in ("original-title", "container-title") if chance.random() < 0.5}
    return _reference(kind, values, frozenset(foreign))._replace(language=chance.choice(_LANGUAGES))


def _value(chance: Random, pools: dict[str, list[object]], name: str) -> object:
    if name in ROLES:
        people = list(dict.fromkeys(pools["people"]))
        return tuple(chance.sample(people, min(chance.choice(_SEVERAL), len(people))))
    if name in {"issued", "original_date"}:
        return chance.choice(pools["dates"])
    return chance.choice(pools["title" if name == "original_title" else name])


def _reference(kind: str, values: dict[str, Any], verbatim: frozenset[str]) -> Reference:
    return Reference(id="", type=kind, language="en", verbatim=verbatim, **values)
