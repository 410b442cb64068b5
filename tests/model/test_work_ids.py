"""An id is made of a title: short enough to type, and of the letters that an id may have."""

import re
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sergecli.model.work import Catalogue
from sergecli.model.work_ids import Free

NAMED = [
    ("Once More: Kronstadt", "once-more-kronstadt"),
    ("Émile Henry", "emile-henry"),
    ("Kronstadt ’21", "kronstadt-21"),
    ("Finland’s Workers’ Struggle", "finlands-workers-struggle"),
    ("L’Assassinat politique et l’U.R.S.S.", "lassassinat-politique-et-lurss"),
    ("Retour à l'Ouest", "retour-a-louest"),
    ("Œuvres — Straße, Łódź, Ærø", "oeuvres-strasse-lodz-aero"),
    ("1917", "1917"),
    ("November 7, 1917", "november-7-1917"),
    ("--help", "help"),
    ("../../etc/passwd", "etc-passwd"),
    ("Anti_Syndicalism", "anti-syndicalism"),
    ("\x1b[31mRed\x1b[0m", "31mred-0m"),
    # Cyrillic is read as libraries write it.
    ("Город-победитель", "gorod-pobeditel"),
    ("Ещё раз: Кронштадт", "eshche-raz-kronshtadt"),
    ("Україна і їжак", "ukraina-i-izhak"),
    # What is too long loses what stands in brackets, then all behind a heading, then words.
    (
        "Correspondence of Victor Serge with Leon Trotsky (1936–1939)",
        "correspondence-of-victor-serge-with-leon-trotsky",
    ),
    ("Lettres à Antoine Borie (1946–1947)", "lettres-a-antoine-borie-1946-1947"),
    ("Revolution in Danger: Writings from Russia, 1919–1921", "revolution-in-danger"),
    ("Das Jahr Eins – Eine Geschichte der russischen Revolution von 1917", "das-jahr-eins"),
    (
        "Second Letter: The Opposition and the Economic Plan of the Leading Group",
        "second-letter-the-opposition",
    ),
    (
        "Bureaucracy Adopts Barbaric Penal Code to Punish Smallest Offenses in Russia",
        "bureaucracy-adopts-barbaric-penal-code",
    ),
    (
        "(Everything of this title, down to its very last word, stands in brackets)",
        "everything-of-this-title-down-to-its",
    ),
    ("x" * 1000, "x" * 40),
    ("a " * 1000, "a"),
]


def identity(title: str, taken: Iterable[str] = ()) -> str:
    return Free(set(taken)).made(title)


@pytest.mark.parametrize(("title", "name"), NAMED, ids=[name[:30] for _, name in NAMED])
def test_a_title_makes_an_id(title: str, name: str) -> None:
    assert identity(title) == name


@pytest.mark.parametrize("title", ["", "???", "毛泽东", "—", "’", "́", "ъ"])
def test_a_title_with_nothing_to_write_is_untitled(title: str) -> None:
    assert identity(title) == "untitled"
    assert identity(title, {"untitled"}) == "untitled-2"


def test_an_id_that_is_taken_gets_the_next_number() -> None:
    taken: set[str] = set()
    for _ in range(4):
        taken.add(identity("Letter to Trotsky", taken))
    assert sorted(taken) == [
        "letter-to-trotsky",
        "letter-to-trotsky-2",
        "letter-to-trotsky-3",
        "letter-to-trotsky-4",
    ]


def test_many_who_ask_for_one_id_get_each_their_own() -> None:
    free = Free({"letter", "letter-3"})
    assert free.made("Letter") == "letter-2"
    assert free.numbered("letter") == "letter-4"
    assert free.made("A Poem") == "a-poem"
    assert [free.made("A Poem"), free.numbered("a-poem")] == ["a-poem-2", "a-poem-3"]


def test_most_ids_of_the_catalogue_would_be_made_so(catalogue: Catalogue) -> None:
    made = [identity(work.title) == work.id for work in catalogue]
    print(f"{sum(made)} of {len(made)} ids of the catalogue are as they would be made of the title")
    assert sum(made) / len(made) > 0.75


@given(st.text(max_size=120), st.integers(0, 3))
@example("İ", 0)
@example("ϔ½Ⅻ²", 1)
def test_any_title_makes_a_new_and_valid_id(title: str, number: int) -> None:
    taken: list[str] = []
    for _ in range(number + 1):
        name = identity(title, taken)
        assert re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", name)
        assert len(name) <= 50
        assert name not in taken
        taken.append(name)
    assert all(one != other for one, other in pairwise(taken))
