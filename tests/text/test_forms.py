"""The other forms of words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.text import forms
from sergecli.text.folding import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lenin in nineteen seventeen", "lenin in 1917"),
        ("nineteen twenty-nine", "1929"),
        ("eighteen seventy one", "1871"),
        ("Twenty-One conditions", "21 conditions"),
        ("notebooks 1936-47", "notebooks 1936 1947"),
        ("1936-08-10", ""),
        ("august 1936-08", ""),
        ("978-1-59017-366-4", ""),
        ("twenty years", ""),
    ],
)
def test_numbers_in_several_words(text: str, expected: str) -> None:
    plain, *read = forms.readings(text)
    assert plain == fold(text).split()
    assert read == ([expected.split()] if expected else [])


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("5", "five"), ("5", "fifth"), ("second", "2nd"), ("iii", "3"), ("70th", "seventy"),
        ("cities", "city"), ("memoir", "memoirs"), ("letters", "letter"), ("tasks", "task"),
        ("men", "man"), ("lives", "life"),
    ],
)  # fmt: skip
def test_forms_of_one_word_find_each_other(word: str, other: str) -> None:
    assert other in forms.same(word)
    assert word in forms.same(other)


def test_what_has_no_other_form() -> None:
    assert forms.same("1936") == forms.same("gpu") == []


def test_words_of_a_similar_meaning() -> None:
    assert {"prison", "prisons", "gaol"} <= set(forms.related("jail"))
    assert "city" in forms.related("towns")
    assert "surrender" in forms.related("surrendering")


@given(st.text())
def test_no_word_is_its_own_other_form(text: str) -> None:
    for word in fold(text).split():
        assert word not in forms.same(word)
        assert word not in forms.related(word)


def test_the_tables_are_folded_and_say_nothing_twice() -> None:
    for table in (forms.SAME, forms.RELATED):
        for line in table.strip().splitlines():
            words = line.split()
            assert len(words) == len(set(words)) > 1
            assert words == fold(line).split()
    assert re.fullmatch(r"[a-z]+", "".join(forms.SMALL_WORDS))
