"""Dates are read as people write them, and no year is made up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.model import date_reader, date_words, edtf
from sergecli.model.date_reader import DateReading
from tests.model.made_dates import flagged, intervals, plain_points, sets, single_points, thorough

# --- dates in words ---

EXACT = [
    ("circa 1936", "1936~"),
    ("c1936", "1936~"),
    ("vers 1936", "1936~"),
    ("May 4 1979", "1979-05-04"),
    ("May 4, 1979", "1979-05-04"),
    ("4th of May 1979", "1979-05-04"),
    ("4 mai 1979", "1979-05-04"),
    ("1er août 1936", "1936-08-01"),
    ("15 de mayo de 1937", "1937-05-15"),
    ("12. März 1920", "1920-03-12"),
    ("4 мая 1936 г.", "1936-05-04"),
    ("Июнь 1936", "1936-06"),
    ("1938 Apr 05", "1938-04-05"),
    ("1938-Apr-05", "1938-04-05"),
    ("1979/05/04", "1979-05-04"),
    ("4.5.1979", "1979-05-04"),
    ("13/04/1938", "1938-04-13"),
    ("04/13/1938", "1938-04-13"),
    ("May-1979", "1979-05"),
    ("May/1979", "1979-05"),
    ("May/June 1979", "1979-05/1979-06"),
    ("May 4-6, 1979", "1979-05-04/1979-05-06"),
    ("28 April to 3 May 1936", "1936-04-28/1936-05-03"),
    ("1936/37", "1936/1937"),
    ("1936-37", "1936/1937"),
    ("1912-47", "1912/1947"),
    ("1905–36", "1905/1936"),
    ("10, 17 et 24 novembre 1921", "{1921-11-10,1921-11-17,1921-11-24}"),
    ("Spring 1936", "1936-21"),
    ("été 1936", "1936-22"),
    ("Fall 1936", "1936-23"),
    ("the 1930s", "193X"),
    ("193-", "193X"),
    ("[193-?]", "193X?"),
    ("19--", "19XX"),
    ("1938-04-28 00:00:00", "1938-04-28"),
    ("1938-04-28T10:00:00Z", "1938-04-28"),
    ("©1938", "1938"),
    ("1930er Jahre", "193X"),
    ("1936 (?)", "1936?"),
    ("[1936]", "1936"),
    ("19uu", "19XX"),
]
VAGUER = [
    ("Early 1928", "1928~"),
    ("Anfang 1936", "1936~"),
    ("late 1930s", "193X"),
    ("mid-1930s", "193X"),
    ("03/04/1938", "1938"),
    ("13/13/1938", "1938"),
]
NOT_DATES = [
    "before 1940", "after 1936", "not before 1936", "until 1940", "avant 1940", "vor 1940",
    "до 1940", "forthcoming", "in press", "1936 or 1937", "[1938] 2012", "1938 [1939]", "1905/06",
    "Winter 1936/37", "années 1930", "30 February 1936", "2001-33", "2001-41", "1938-", "1938/", "-1938", "/1938", "193²", "1936²", "1 1936",
    "May 31 June 1936", "Lénine, 1917, 1925", "19th century", "Thermidor 1936", "since 1936",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXACT)
def test_a_date_in_words_is_read(text: str, expected: str) -> None:
    assert date_reader.read(text) == DateReading(edtf.parse(expected))


@pytest.mark.parametrize(("text", "expected"), VAGUER)
def test_words_that_say_more_than_the_date_are_kept(text: str, expected: str) -> None:
    assert date_reader.read(text) == DateReading(edtf.parse(expected), text)


@pytest.mark.parametrize("text", NOT_DATES)
def test_words_that_are_not_a_date_stay_words(text: str) -> None:
    assert date_reader.read(text) == DateReading(None, text)


@pytest.mark.parametrize("text", ["", "n.d.", "s. d.", "o. J.", "undated", "[n.d.]"])
def test_an_unknown_date_is_nothing(text: str) -> None:
    assert date_reader.read(text) == DateReading()


PIECES = [
    "1936", "1937", "1930s", "1900", "36", "37", "4", "12", "31", "193", "19360", "May", "mai",
    "juin", "spring", "hiver", "c.", "circa", "early", "late", "before", "after", "or", "not",
    "until", "and", "et", "to", "of", "the", "le", "between", "–", "-", "/", ",", ".", "?", "~",
    "X", "u", "[", "]", "(", ")", "{", "}", "²", "’s", "er", "th", "T10", "vol", "page",
]  # fmt: skip
BOUNDS = frozenset({"before", "after", "or", "not", "until", "vol", "page"})


@thorough
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " "])), max_size=9))
def test_no_reading_gives_a_year_that_is_not_exactly_stated(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + blank for piece, blank in pieces)
    date = date_reader.read(text).date
    if date is None:
        return
    assert not BOUNDS & {piece for piece, _ in pieces}
    for number, point in enumerate(date.points):
        digits = f"{point.year:04d}"[: 4 - point.unspecified]
        # The end of an interval may have only its last digits: 1936/37.
        short = number and digits[:2] == str(date.points[0])[:2] and digits[2:] in text
        assert digits in text or short
    assert len(set(re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", text))) <= len(date.points)


@thorough
@given(single_points() | intervals(flagged(plain_points(1000))) | sets(plain_points(1000), 2))
def test_a_date_in_words_is_read_back(text: str) -> None:
    date = edtf.parse(text)
    if date.earliest.year >= 1000:
        assert date_reader.parse(date_words.in_words(date)) == date
