"""References without end, of every shape that a catalogue could have, made by hypothesis."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random
from string import ascii_lowercase
from typing import Any

from hypothesis import strategies as st

from sergecli.citations import titles
from sergecli.model import edtf
from sergecli.model.csl import Name, Reference

_SERGE = Name("Serge", "Victor")
_LETTERS = ascii_lowercase * 3 + "éèêëàâçîïôöüñøåæœß"
_word = st.text(_LETTERS, min_size=1, max_size=9)
_capital = _word.map(str.capitalize)
_plain_word = st.one_of(
    _word,
    _capital,
    st.sampled_from(
        ["the", "of", "and", "in", "d’acier", "l’homme", "Kronstadt", "self-criticism", "USSR"]
    ),
    st.builds("{}-{}".format, _word, _word),
    st.integers(1, 1940).map(str),
)
_words = st.lists(_plain_word, min_size=1, max_size=5).map(" ".join)
_phrase = st.one_of(
    _words,
    st.builds("{}: {}".format, _words, _words),
    st.builds("{}? {}".format, _words, _words),
    st.builds("{} “{}”".format, _words, _words),
    st.builds('"{}" {}'.format, _words, _words),
    st.builds("{} (‘{}’)".format, _words, _words),
    st.builds("{} – {}".format, _words, _words),
)
# Three full stops after a quotation come out as nonsense; see docs/citations.md.
_title = st.one_of(
    st.builds("{}{}".format, _phrase, st.sampled_from(["", "", "", "?", "!", "…", "."])),
    st.builds("{}...".format, _words),
)

_given = st.one_of(
    st.sampled_from(
        ["Victor", "Vlady", "Liuba", "Jean-Paul", "C. L. R.", "J.-P.", "Émile", "Éva M."]
    ),
    _capital,
    st.builds("{} {}".format, _capital, _capital),
    st.builds("{} {}.".format, _capital, st.sampled_from("ABCÉ")),
)
_family = st.one_of(
    st.sampled_from(["Serge", "Serge", "Trotsky", "O’Neil", "Saint-Just", "Ørsted", "Łuczak"]),
    _capital,
    st.builds("{}-{}".format, _capital, _capital),
)
_particle = st.sampled_from(["de", "van der", "d’", "le"])
_person = st.one_of(
    st.just(_SERGE),
    st.builds(Name, _family, _given),
    st.builds(Name, _family, _given),
    st.builds(lambda family, given, de: Name(family, f"{given} {de}"), _family, _given, _particle),
    st.builds(lambda family, given, de: Name(f"{de} {family}", given), _family, _given, _particle),
    st.sampled_from([Name("Anonymous"), Name("Comité de défense"), Name("hooks", "bell")]),
)
_YEARS = range(1890, 1995)
_month_day = st.builds(
    "{}-{:02}-{:02}".format, st.sampled_from(_YEARS), st.integers(1, 12), st.integers(1, 28)
)
_month = st.builds("{}-{:02}".format, st.sampled_from(_YEARS), st.integers(1, 12))
_year = st.sampled_from([*map(str, _YEARS), "1936", "1936", "1938", "1938"])
_point = st.one_of(_year, _year, _month, _month_day)


def _interval(precise: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(precise, precise).map(sorted).map("/".join)


DATES = st.one_of(
    _point,
    _point,
    _point,
    st.builds("{}{}".format, _point, st.sampled_from("~?%")),
    st.one_of(_interval(_year), _interval(_month), _interval(_month_day)),
    st.builds("{}-{}".format, _year, st.sampled_from(["21", "22", "23", "24"])),
    st.sampled_from(["194X", "19XX", "{1946-07,1946-11}", "{1936,1938}"]),
).map(edtf.parse)

_number = st.one_of(
    st.integers(1, 400).map(str),
    st.builds("{}–{}".format, st.integers(1, 40), st.integers(41, 80)),
    st.sampled_from(["IV", "12 bis", "A3"]),
)
_page_number = st.integers(1, 1600)
_pages = st.one_of(
    _page_number.map(str),
    st.tuples(_page_number, _page_number).map(sorted).map(lambda ends: f"{ends[0]}–{ends[1]}"),
    st.builds(
        "{0}–{1}, {2}".format, st.integers(1, 50), st.integers(51, 99), st.integers(100, 999)
    ),
    st.sampled_from(["xi–xiv", "A5–A7", "101–108", "1496–1504", "71–72"]),
)
_container = st.one_of(_words, st.sampled_from(["l’anarchie", "What Next?", "New International"]))

# Of each kind of value so many are drawn; the references are made of these, so
# that many have something in common and must be told apart.
_POOLS: dict[str, tuple[st.SearchStrategy[object], int]] = {
    "people": (_person, 24),
    "title": (_title, 24),
    "container_title": (_container, 6),
    "collection_title": (_words, 3),
    "volume": (_number, 6),
    "issue": (_number, 6),
    "page": (_pages, 10),
    "publisher": (st.one_of(_words, st.sampled_from(["Gallimard", "L’Humanité"])), 4),
    "publisher_place": (st.sampled_from(["Paris", "New York", "São Paulo"]), 3),
    "dates": (DATES, 16),
    "archive": (st.just("Marxists Internet Archive"), 1),
    "url": (st.sampled_from(["https://www.marxists.org/a_b.htm", "https://a.org/?a=1&b#c"]), 2),
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
    ("chapter", ("container_title", "publisher"), (*_PRINTED, "original_date")),
    ("chapter", ("container_title", "editor"), ("volume", "issue", "page", "collection_title")),
    ("book", ("publisher",), (*_PRINTED, "original_date")),
    ("book", (), (*_PRINTED, "original_date")),
    # A page has neither publisher nor place, pages or editors: `source` gives it none.
    ("webpage", (), ("container_title", "original_date")),
    ("personal_communication", ("recipient",), ()),
)


class Works(list[Reference]):
    """References that do not fill the screen where a test fails."""

    def __repr__(self) -> str:
        return f"<{len(self)} references>"


@st.composite
def works(draw: st.DrawFn, count: int) -> Works:
    pools = {
        name: draw(st.lists(kind, min_size=size, max_size=size))
        for name, (kind, size) in _POOLS.items()
    }
    chance = draw(st.randoms(use_true_random=True))
    made = (_made(chance, pools) for _ in range(count))
    named = (one._replace(id=f"r{number:04}") for number, one in enumerate(made))
    return Works(with_titles_of_their_own(named, " "))


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
