"""Folding: what a search and a shelf see of a text."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sergecli.model.work import Catalogue
from sergecli.text.folding import filing, fold, words_of

FOLDED = [
    ("Once More: Kronstadt", "once more kronstadt"),
    ("KRONSTADT", "kronstadt"),
    ("Émile Henry", "emile henry"),
    ("E\u0301mile Henry", "emile henry"),
    ("André Gide", "andre gide"),
    ("l’anarchie", "l anarchie"),
    ("L'Anarchie", "l anarchie"),
    ("Jusqu’au bout", "jusqu au bout"),
    ("Qu’est-ce que la révolution d’Octobre ?", "qu est ce que la revolution d octobre"),
    ("Lenin’s Heir?", "lenins heir"),
    ("Five Years’ Struggle", "five years struggle"),
    ("Five Years ...", "five years"),
    ("Kronstadt ’21", "kronstadt 21"),
    ("Anarchists – Bandits", "anarchists bandits"),
    ("Anti-Syndicalism", "anti syndicalism"),
    ("November 7, 1917", "november 7 1917"),
    ("snake_case", "snake case"),
    ("Œuvres", "oeuvres"),
    ("Łódź", "lodz"),
    ("Đilas, Ærø and Þór", "dilas aero and thor"),
    ("Straße", "strasse"),
    ("Кибальчич", "kibalchich"),
    ("Правда Ё, Й", "pravda e i"),
    ("ﬁn de siècle", "fin de siecle"),
    ("İstanbul, ıssız", "istanbul issiz"),
    ("  many\t\n blanks ", "many blanks"),
    ("", ""),
    ("— … !", ""),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_case_accents_and_punctuation_are_folded_away(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text() | st.text(st.characters(categories=["L", "M", "N"])))
@example("\u1d2d")  # a raised Æ
@example("\U0001d6ba")  # a bold Σ
def test_a_folded_text_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_text_is_small_words_with_single_blanks(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert folded == folded.lower()
    assert not re.search(r"[^\w ]|_", folded)


@given(st.text("".join(map(chr, range(0x100)))))
def test_how_an_accent_is_encoded_is_no_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(st.sampled_from("abcÉéœŒ -’ßΣσ")))
def test_case_is_no_matter(text: str) -> None:
    assert fold(text.lower()) == fold(text)


def test_every_title_of_the_catalogue_folds_to_plain_letters(catalogue: Catalogue) -> None:
    for work in catalogue:
        assert re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", fold(work.title)), work.title


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Bandits", "bandits"),
        ("A New International", "new international"),
        ("An Honest Gentleman", "honest gentleman"),
        ("Émile Henry", "emile henry"),
        ("Theatre", "theatre"),
        ("Andres Nin", "andres nin"),
        ("On the Jews", "on the jews"),
        ("“The Bandits”", "bandits"),
        ("À contretemps", "a contretemps"),
        ("A\u0300 contretemps", "a contretemps"),
        ("A’s and B’s", "as and bs"),
        ("The", "the"),
        ("A", "a"),
        ("The A", "a"),
        ("", ""),
    ],
)
def test_a_title_is_filed_without_its_leading_article(title: str, expected: str) -> None:
    assert filing(title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Once More", {"once", "more"}),
        ("Counter-Revolution", {"counter", "revolution", "counterrevolution"}),
        ("Lenin’s Heir?", {"lenins", "lenin", "heir"}),
        ("l’anarchie", {"l", "anarchie"}),
        ("Five Years’ Struggle", {"five", "years", "struggle"}),
        ("", set()),
    ],
)
def test_the_words_of_a_text_are_all_that_a_reader_may_type(text: str, expected: set[str]) -> None:
    assert words_of(text) == expected
