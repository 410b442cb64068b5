"""Dates are read as people write them, and no year is made up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.errors import DateError
from sergecli.model import date_reader, date_words, edtf
from sergecli.model.date_reader import DateReading
from sergecli.model.edtf import Anniversary, Span
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


# --- spans of years ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1938", Span(1938, 1938)),
        ("1936-1940", Span(1936, 1940)),
        ("1936–1940", Span(1936, 1940)),
        ("1936-", Span(1936, 9999)),
        ("1936–", Span(1936, 9999)),
        ("1938-1938", Span(1938, 1938)),
        (" 1938\n", Span(1938, 1938)),
        ("\t1936-1940 ", Span(1936, 1940)),
        ("-1940", Span(0, 1940)),
        ("193X", Span(1930, 1939)),
        ("193x", Span(1930, 1939)),
        ("1938-04", Span(1938, 1938, (4, 1), (4, 30))),
        ("April 1938", Span(1938, 1938, (4, 1), (4, 30))),
        ("April–June 1938", Span(1938, 1938, (4, 1), (6, 30))),
        ("spring 1938", Span(1938, 1938, (3, 1), (5, 31))),
        ("1938-04-28", Span(1938, 1938, (4, 28), (4, 28))),
        ("28 April–2 May 1938", Span(1938, 1938, (4, 28), (5, 2))),
        ("the 1930s", Span(1930, 1939)),
        ("1936/1940", Span(1936, 1940)),
        ("1936-40", Span(1936, 1940)),
        ("1936—1940", Span(1936, 1940)),
    ],
)
def test_years_are_read_as_people_write_them(text: str, span: Span) -> None:
    assert date_reader.parse_span(text) == span


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "38", "19388", "1936-1940-", "1936 1940", "nineteen", "１９３８",
        "1938-04-31", "before 1940", "1936 or 1937", "{1936,1938}", "193" * 2000,
    ],
)  # fmt: skip
def test_a_text_that_is_not_years_is_shown_how_to_write_them(text: str) -> None:
    with pytest.raises(DateError) as error:
        date_reader.parse_span(text)
    shown = text if len(text) < 40 else text[:40] + "…"
    assert str(error.value) == (
        f"{shown!r} is not a year, a month or a day; "
        "write 1938, 1936-1940, 1936-, -1940, 1930s, 1938-04 or 1938-04-28"
    )


def test_years_that_run_backwards_are_turned_round_in_the_message() -> None:
    with pytest.raises(DateError, match=r"^'1940-1936' runs backwards; write 1936-1940$"):
        date_reader.parse_span("1940-1936")


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from("-–"))
def test_every_span_of_years_is_read(first: int, last: int, dash: str) -> None:
    first, last = sorted((first, last))
    assert date_reader.parse_span(f"{first:04d}{dash}{last:04d}") == Span(first, last)


# --- days of any year ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11-07", Anniversary(11, 7)),
        ("11", Anniversary(11)),
        ("1938-04-28", Anniversary(4, 28, 1938)),
        ("28 April 1938", Anniversary(4, 28, 1938)),
        ("02-29", Anniversary(2, 29)),
        (" 01-31 ", Anniversary(1, 31)),
        ("7 November", Anniversary(11, 7)),
        ("November 7th", Anniversary(11, 7)),
        ("1er mai", Anniversary(5, 1)),
        ("novembre", Anniversary(11)),
    ],
)
def test_a_day_of_any_year_is_read(text: str, expected: Anniversary) -> None:
    assert date_reader.parse_anniversary(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("13", "'13' has no month 13; they are 01 to 12"),
        ("00", "'00' has no month 00; they are 01 to 12"),
        ("02-30", "'02-30' has no day 30; February has 29"),
        ("04-31", "'04-31' has no day 31; April has 30"),
        ("04-00", "'04-00' has no day 00; April has 30"),
        ("2-3?", "write 11-07 for 7 November, 11 for November, or 1938-04-28 for one day"),
        ("7", "write 11-07 for 7 November, 11 for November, or 1938-04-28 for one day"),
        ("11-07~", "write 11-07 for 7 November, 11 for November, or 1938-04-28 for one day"),
        ("١١", "write 11-07 for 7 November, 11 for November, or 1938-04-28 for one day"),
    ],
)
def test_a_text_that_is_not_a_day_of_any_year_is_explained(text: str, said: str) -> None:
    with pytest.raises(DateError, match=re.escape(said)):
        date_reader.parse_anniversary(text)


def test_an_unknown_month_is_shown_how_to_write_one() -> None:
    with pytest.raises(DateError) as caught:
        date_reader.parse_anniversary("Brumaire")
    assert str(caught.value).endswith(
        "write 11-07 for 7 November, 11 for November, or 1938-04-28 for one day"
    )
