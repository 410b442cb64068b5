"""Dates are written as an English reader would write them."""

import re

import pytest
from hypothesis import given

from sergecli.model import date_words, edtf
from tests.model.made_dates import texts, thorough

WORDS = [
    ("1938", "1938"),
    ("1938-04", "April 1938"),
    ("1938-04-28", "28 April 1938"),
    ("1938-04-08", "8 April 1938"),
    ("0045", "45"),
    ("1928~", "c. 1928"),
    ("1928-04~", "c. April 1928"),
    ("1920?", "1920?"),
    ("1911-06-15?", "15 June 1911?"),
    ("1920%", "c. 1920?"),
    ("194X", "1940s"),
    ("194X~", "c. 1940s"),
    ("19XX", "between 1900 and 1999"),
    ("1965-21", "spring 1965"),
    ("1965-22", "summer 1965"),
    ("1965-23", "autumn 1965"),
    ("1965-24", "winter 1965"),
    ("1926/1929", "1926–1929"),
    ("1926?/1929", "1926?–1929"),
    ("1928~/1930", "c. 1928 – 1930"),
    ("1924-03/1924-04", "March–April 1924"),
    ("1922-12/1923-01", "December 1922 – January 1923"),
    ("1936-11-07/1936-11-08", "7–8 November 1936"),
    ("1937-03-30/1937-04-02", "30 March – 2 April 1937"),
    ("1936-12-31/1937-01-01", "31 December 1936 – 1 January 1937"),
    ("1933-07-13/1937", "13 July 1933 – 1937"),
    ("1938-05/1938", "May 1938 – 1938"),
    ("1936-11/1937-11-20", "November 1936 – 20 November 1937"),
    ("1936-04~/1936-05~", "c. April 1936 – c. May 1936"),
    ("1936-04?/1936-05?", "April 1936? – May 1936?"),
    ("1944-09~/1945-05~", "c. September 1944 – c. May 1945"),
    ("1965-21/1965-22", "spring–summer 1965"),
    ("1965-21/1966-21", "spring 1965 – spring 1966"),
    ("1946-07/1946-11-15", "July – 15 November 1946"),
    ("{1946-07,1946-11}", "July and November 1946"),
    ("{1946-07-06,1946-11-15}", "6 July and 15 November 1946"),
    ("{1921-11-10,1921-11-17,1921-11-24}", "10, 17 and 24 November 1921"),
    ("{1936,1938}", "1936 and 1938"),
    ("{1936,1937,1938}", "1936, 1937 and 1938"),
    ("{1936-12,1937-01}", "December 1936 and January 1937"),
    ("{1936}", "1936"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_a_date_is_said_as_a_reader_would(text: str, expected: str) -> None:
    assert date_words.in_words(edtf.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "filed", "expected"),
    [
        ("1928~", "Early 1928", "early 1928"),
        ("1928~", "Mid-1928", "mid-1928"),
        ("1928-05~", "May/June 1928", "May/June 1928"),
        ("1928-03~", "Mar./Apr. 1928", "Mar./Apr. 1928"),
        ("1928~", "", "c. 1928"),
        ("1937/1938", "1837/1938", "1937–1938"),
        ("1927/1928", "1927/28", "1927–1928"),
    ],
)
def test_the_words_of_the_source_are_kept_where_edtf_can_only_say_about(
    text: str, filed: str, expected: str
) -> None:
    assert date_words.in_words(edtf.parse(text), filed) == expected


def test_no_date_is_undated() -> None:
    assert date_words.in_words(None) == "undated"
    assert date_words.in_words(None, "Early 1928") == "undated"


@thorough
@given(texts())
def test_words_name_every_year_of_the_date_and_are_typographic(text: str) -> None:
    said = date_words.in_words(edtf.parse(text))
    for year in re.findall(r"\d{4}(?![X\d])", text):
        assert str(int(year)) in said
    assert said == said.strip()
    assert "  " not in said
    assert not set(said) & set("/{}~%-'\"")
