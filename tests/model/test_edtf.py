"""Dates are read, printed, ordered and worded as EDTF and a reader's eye expect."""

import re
import subprocess
import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - as in the module under test
from datetime import timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from edtf import parse_edtf
from edtf.parser.grammar import level0Expression, level1Expression, level2Expression
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyparsing import ParseException

from sergecli.errors import DateError
from sergecli.model import edtf
from sergecli.model.edtf import Date, Kind, Point, Span
from sergecli.model.work import Catalogue, Publication, Work

thorough = settings(suppress_health_check=[HealthCheck.filter_too_much])

# --- strategies: every form of the subset --------------------------------------------------------

FLAGS = ("", "~", "?", "%")


@st.composite
def days(draw: st.DrawFn, first: int = 1, last: int = 9999) -> str:
    year = draw(st.integers(first, last))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    return f"{year:04d}-{month:02d}-{day:02d}"


def plain_points(first: int = 1, last: int = 9999) -> st.SearchStrategy[str]:
    """A year, a month or a day."""
    years = st.integers(first, last).map("{:04d}".format)
    months = st.builds("{:04d}-{:02d}".format, st.integers(first, last), st.integers(1, 12))
    return years | months | days(first, last)


def unspecified() -> st.SearchStrategy[str]:
    """194X or 19XX."""
    return st.integers(1, 999).map("{:03d}X".format) | st.integers(1, 99).map("{:02d}XX".format)


def seasons() -> st.SearchStrategy[str]:
    return st.builds("{:04d}-{:02d}".format, st.integers(1, 9999), st.integers(21, 24))


def flagged(points: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{}{}".format, points, st.sampled_from(FLAGS))


def single_points() -> st.SearchStrategy[str]:
    return flagged(plain_points() | unspecified() | seasons())


def intervals(points: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Two points, the right way round."""

    def put(pair: tuple[str, str]) -> str:
        first, second = (edtf.parse(text) for text in pair)
        start, end = pair if first.earliest <= second.latest else reversed(pair)
        return f"{start}/{end}"

    return st.tuples(points, points).map(put)


def sets(
    points: st.SearchStrategy[str], smallest: int = 1, largest: int = 5
) -> st.SearchStrategy[str]:
    """Some points, the earliest first."""

    def put(members: list[str]) -> str:
        return "{" + ",".join(sorted(members, key=lambda m: edtf.order(edtf.parse(m)))) + "}"

    return st.lists(points, min_size=smallest, max_size=largest).map(put)


def texts() -> st.SearchStrategy[str]:
    """A date of any form of the subset."""
    points = single_points()
    return points | intervals(points) | sets(points)


def common_forms_of_the_oracle() -> st.SearchStrategy[str]:
    """What python-edtf reads quickly: of seasons, those without flags."""
    whole = flagged(plain_points())
    return whole | flagged(unspecified()) | seasons() | intervals(whole | seasons())


def rare_forms_of_the_oracle() -> st.SearchStrategy[str]:
    """What it reads slowly: flags or unspecified digits, not both, and no seasons."""
    plain, loose = flagged(plain_points()), plain_points() | unspecified()
    return intervals(loose) | sets(plain, 2, 3) | sets(loose, 2, 3)


# --- reading and printing ------------------------------------------------------------------------


@thorough
@given(texts())
def test_a_date_printed_and_read_again_is_the_same(text: str) -> None:
    date = edtf.parse(text)
    assert str(date) == text
    assert edtf.parse(str(date)) == date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1938", Date(Kind.POINT, (Point(1938),))),
        ("1938-04", Date(Kind.POINT, (Point(1938, 4),))),
        ("1938-04-28", Date(Kind.POINT, (Point(1938, 4, 28),))),
        ("1928~", Date(Kind.POINT, (Point(1928, approximate=True),))),
        ("1920?", Date(Kind.POINT, (Point(1920, uncertain=True),))),
        ("1920%", Date(Kind.POINT, (Point(1920, approximate=True, uncertain=True),))),
        ("194X", Date(Kind.POINT, (Point(1940, unspecified=1),))),
        ("19XX", Date(Kind.POINT, (Point(1900, unspecified=2),))),
        ("001X", Date(Kind.POINT, (Point(10, unspecified=1),))),
        ("1965-21", Date(Kind.POINT, (Point(1965, 21),))),
        ("1926/1929", Date(Kind.INTERVAL, (Point(1926), Point(1929)))),
        ("{1946-07,1946-11}", Date(Kind.SET, (Point(1946, 7), Point(1946, 11)))),
    ],
)
def test_each_form_is_read_for_what_it_says(text: str, expected: Date) -> None:
    assert edtf.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1938", "1938-01-01", "1938-12-31"),
        ("1938-02", "1938-02-01", "1938-02-28"),
        ("1940-02", "1940-02-01", "1940-02-29"),
        ("1938-04-28", "1938-04-28", "1938-04-28"),
        ("194X", "1940-01-01", "1949-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1965-21", "1965-03-01", "1965-05-31"),
        ("1965-22", "1965-06-01", "1965-08-31"),
        ("1965-23", "1965-09-01", "1965-11-30"),
        ("1965-24", "1965-12-01", "1965-12-31"),
        ("1926/1929", "1926-01-01", "1929-12-31"),
        ("1938-05/1938", "1938-05-01", "1938-12-31"),
        ("1938/1938-05", "1938-01-01", "1938-05-31"),
        ("{1946-07,1946-11}", "1946-07-01", "1946-11-30"),
        ("{1946,1946-03}", "1946-01-01", "1946-12-31"),
    ],
)
def test_a_date_knows_its_earliest_and_latest_day(text: str, earliest: str, latest: str) -> None:
    date = edtf.parse(text)
    assert (date.earliest.isoformat(), date.latest.isoformat()) == (earliest, latest)


# --- against python-edtf -------------------------------------------------------------------------


def read_by_the_oracle(text: str) -> Any:  # noqa: ANN401 - python-edtf has no types
    """What parse_edtf does, but level by level: it tries all three at every date."""
    for grammar in (level0Expression, level1Expression, level2Expression):
        try:
            return grammar.parse_string(text, parse_all=True)[0]
        except ParseException:
            continue
    pytest.fail(f"python-edtf does not read {text}")


def bounds(read: Any) -> tuple[Day, Day]:  # noqa: ANN401 - python-edtf has no types
    return Day(*read.lower_strict()[:3]), Day(*read.upper_strict()[:3])


@pytest.mark.parametrize(
    "made",
    [common_forms_of_the_oracle(), rare_forms_of_the_oracle()],
    ids=["common forms", "rare forms"],
)
@given(data=st.data())
def test_bounds_agree_with_python_edtf_for_made_dates(
    made: st.SearchStrategy[str], data: st.DataObject
) -> None:
    text = data.draw(made)
    date = edtf.parse(text)
    assert (date.earliest, date.latest) == bounds(read_by_the_oracle(text))


def dates_of(work: Work) -> Iterator[Date]:
    """Every date of a record, those of its printings too."""
    printings: list[Publication | None] = [
        work.first_publication,
        work.reproduced_from,
        *work.editions,
    ]
    of_printings = (printing.date for printing in printings if printing)
    yield from filter(None, (work.date, work.written, work.published, *of_printings))


def test_bounds_agree_with_python_edtf_for_every_date_of_the_catalogue(
    catalogue: Catalogue,
) -> None:
    every = [date for work in catalogue for date in dates_of(work)]
    different = sorted({str(date) for date in every})
    for text in different:
        date = edtf.parse(text)
        assert (date.earliest, date.latest) == bounds(parse_edtf(text)), text
    print(f"\n{len(every)} dates of the catalogue, {len(different)} different, agree")
    assert len(every) > 300
    assert len(different) > 150


# --- order ---------------------------------------------------------------------------------------


@thorough
@given(texts(), texts(), texts())
def test_the_order_is_total_antisymmetric_and_transitive(a: str, b: str, c: str) -> None:
    keys = [edtf.order(edtf.parse(text)) for text in (a, b, c)]
    first, second, third = keys
    assert (first < second) + (first == second) + (first > second) == 1
    assert (first == second) == (a == b)
    if first <= second <= third:
        assert first <= third


@thorough
@given(days())
def test_a_year_stands_before_its_months_and_they_before_their_days(text: str) -> None:
    year, month, day = (edtf.order(edtf.parse(text[:length])) for length in (4, 7, 10))
    january_the_first = edtf.order(edtf.parse(f"{text[:4]}-01-01"))
    assert year < month < day
    assert year < january_the_first <= day


def test_dates_stand_in_the_order_of_a_bibliography() -> None:
    expected = [
        "19XX", "1926/1929", "1926", "1926-01", "1926-01-01", "1928", "1928~", "1928-21",
        "1928-03", "194X", "{1946-07,1946-11}", "1946-07", "1946-07-31", "1946-08",
    ]  # fmt: skip
    for one, other in pairwise(expected):
        assert edtf.order(edtf.parse(one)) < edtf.order(edtf.parse(other))


@thorough
@given(texts())
def test_undated_stands_last(text: str) -> None:
    assert edtf.order(edtf.parse(text)) < edtf.order(None)


def test_undated_stands_after_the_last_day_there_is() -> None:
    assert edtf.order(edtf.parse("9999-12-31")) < edtf.order(None)


# --- years ---------------------------------------------------------------------------------------

FIRST, LAST = 1936, 1941


def in_brute_force(date: Date, span: Span) -> bool:
    """Look at each day of the years around, one by one."""
    ranges = [(date.points[0].earliest, date.points[-1].latest)]
    if date.kind is Kind.SET:
        ranges = [(point.earliest, point.latest) for point in date.points]
    day, end = Day(FIRST - 1, 1, 1), Day(LAST + 1, 12, 31)
    while day <= end:
        if span.first <= day.year <= span.last and any(a <= day <= b for a, b in ranges):
            return True
        day += timedelta(days=1)
    return False


def near_points() -> st.SearchStrategy[str]:
    near = st.builds("{}-{:02d}".format, st.integers(FIRST, LAST), st.integers(21, 24))
    return plain_points(FIRST, LAST) | near


@given(
    near_points() | intervals(near_points()) | sets(near_points()),
    st.integers(FIRST - 1, LAST + 1),
    st.integers(0, 3),
)
def test_what_may_fall_in_some_years_agrees_with_looking_at_each_day(
    text: str, first: int, more: int
) -> None:
    date, span = edtf.parse(text), Span(first, first + more)
    assume(span.last <= LAST + 1)
    assert edtf.may_fall_in(date, span) == in_brute_force(date, span)


@pytest.mark.parametrize(
    ("text", "years", "falls"),
    [
        ("1938-04-28", "1938", True),
        ("1938-04-28", "1937", False),
        ("1926/1929", "1927", True),
        ("1926/1929", "1930-1935", False),
        ("{1936,1938}", "1936", True),
        ("{1936,1938}", "1937", False),
        ("{1936,1938}", "1938-", True),
        ("194X", "1947", True),
        ("194X", "1950", False),
        ("19XX", "1950", True),
        ("1928~", "1928", True),
        ("1928~", "1927", False),
        ("1920?", "1900-1920", True),
        ("1965-24", "1966", False),
    ],
)
def test_a_date_may_fall_in_the_years_it_names(text: str, years: str, *, falls: bool) -> None:
    assert edtf.may_fall_in(edtf.parse(text), edtf.parse_span(years)) is falls


def test_undated_falls_in_no_years() -> None:
    assert not edtf.may_fall_in(None, Span(1, 9999))


# --- words ---------------------------------------------------------------------------------------

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
    assert edtf.words(edtf.parse(text)) == expected


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
    assert edtf.words(edtf.parse(text), filed) == expected


def test_no_date_is_undated() -> None:
    assert edtf.words(None) == "undated"
    assert edtf.words(None, "Early 1928") == "undated"


@thorough
@given(texts())
def test_words_name_every_year_of_the_date_and_are_typographic(text: str) -> None:
    said = edtf.words(edtf.parse(text))
    for year in re.findall(r"\d{4}(?![X\d])", text):
        assert str(int(year)) in said
    assert said == said.strip()
    assert "  " not in said
    assert not set(said) & set("/{}~%-'\"")


# --- what is no date -----------------------------------------------------------------------------

FORMS = "1938, 1938-04, 1938-04-28, 1928~, 1920?, 194X, 1926/1929 or {1946-07,1946-11}"
MALFORMED = [
    ("1938-13", "'1938-13' has no month 13; they are 01 to 12"),
    ("1938-00", "'1938-00' has no month 00; write 1938 if it is not known"),
    (
        "1936-38",
        "'1936-38' has no month 38; they are 01 to 12, and two years are 1936/1938",
    ),
    ("1930-30", "'1930-30' has no month 30; they are 01 to 12"),
    ("1938-20", "'1938-20' has no month 20; they are 01 to 12"),
    ("1938-25", "'1938-25' has no month 25; they are 01 to 12"),
    ("1938-13-01", "'1938-13-01' has no month 13; they are 01 to 12"),
    ("1938-02-30", "'1938-02-30' has no day 30 in February 1938; they are 01 to 28"),
    ("1938-02-29", "'1938-02-29' has no day 29 in February 1938; they are 01 to 28"),
    ("1900-02-29", "'1900-02-29' has no day 29 in February 1900; they are 01 to 28"),
    ("1938-04-31", "'1938-04-31' has no day 31 in April 1938; they are 01 to 30"),
    ("1938-04-00", "'1938-04-00' has no day 00 in April 1938; write 1938-04 if it is not known"),
    ("1965-21-03", "'1965-21-03' has a day in a season"),
    ("194X-05", "'194X-05' has a month in a year that is not known"),
    ("19XX-21", "'19XX-21' has a month in a year that is not known"),
    ("0000", "'0000' has no year after 0"),
    ("000X", "'000X' has no year after 0"),
    ("00XX", "'00XX' has no year after 0"),
    ("1929/1926", "'1929/1926' runs backwards; write 1926/1929"),
    ("1938-05/1938-04", "'1938-05/1938-04' runs backwards; write 1938-04/1938-05"),
    ("{1946-11,1946-07}", "'{1946-11,1946-07}' is a set out of order; put the earliest first"),
    ("{1938-13,1939}", "'{1938-13,1939}' has no month 13; they are 01 to 12"),
    ("1926/1929-02-30", "'1926/1929-02-30' has no day 30 in February 1929; they are 01 to 28"),
]
SHAPELESS = [
    "junk", "-1938", "+1938", "19X8", "1X38", "X938", "XXXX", "1938\x00", "/", "1926/1927/1928",
    "{}", "{1938", "1938}", "{1938,}", "{1936/1938}", "[1938,1939]", "1936 or 1937", "avril 1936",
    "Marchand 1936", "1936, 1937",
]  # fmt: skip
NONE_KNOWN = ["", " ", "undated", "Undated", "n.d.", "no date", "unknown", "?", "-", "--"]
# Slips, each with what is wrong and what is recommended.
SLIPS = [
    ("1936-4", "has a month of one digit", "1936-04"),
    ("1938-4-8", "has a month of one digit", "1938-04-08"),
    ("1938-04-8", "has a day of one digit", "1938-04-08"),
    ("1936-4?", "has a month of one digit", "1936-04?"),
    ("36", "has a year of two digits", "all four, as in 1936"),
    ("8~", "has a year of one digit", "all four, as in 1936"),
    ("1920/19", "has a year of two digits", "1919/1920"),
    ("1936/37", "has a year of two digits", "1936/1937"),
    ("1905/06", "has a year of two digits", "1905/1906"),
    ("1936/04", "has a slash before its month", "1936-04"),
    ("1936-11/12", "has an end without its year", "1936-11/1936-12"),
    ("1936-11-07/09", "has an end without its year", "1936-11-07/1936-11-09"),
    ("1936-11-07/12-1", "has an end without its year", "1936-11-07/1936-12-01"),
    ("195", "has a year of three digits", "195X"),
    ("938", "has a year of three digits", "all four, as in 1936"),
    ("193?", "has a year of three digits", "193X"),
    ("194x", "has no capital X for each unknown digit", "194X"),
    ("19uu", "has no capital X for each unknown digit", "19XX"),
    ("19??", "has no capital X for each unknown digit", "19XX"),
    ("193-", "has no capital X for each unknown digit", "193X"),
    ("1936~?", "has two marks", "1936%"),
    ("1936??", "has two marks", "1936?"),
    ("~1938", "has its mark in front", "1938~"),
    ("1936~-04", "has its mark in the middle", "1936-04~"),
    ("1938 ~", "has a blank before its mark", "1938~"),
    ("1936-04-28T00:00", "has a time of day", "1936-04-28"),
    ("1936-04-28 00:00:00", "has a time of day", "1936-04-28"),
    ("12.5.1936", "begins with the day", "1936-05-12"),
    ("04/28/1938", "begins with the day or the month", "1938-04-28"),
    ("28-04-1938", "begins with the day or the month", "1938-04-28"),
    ("12/5/1936", "begins with the day or the month", "1936-05-12 or 1936-12-05"),
    ("5/5/1936", "begins with the day or the month", "1936-05-05"),
    ("5/1936", "begins with the month", "1936-05"),
    ("1936/4/28", "has slashes for hyphens", "1936-04-28"),
    ("1936.04.28", "has no hyphens between its parts", "1936-04-28"),
    ("19360428", "has no hyphens between its parts", "1936-04-28"),
    ("1936-XX", "has a part that is not known", "1936"),
    ("1936-04-XX", "has a part that is not known", "1936-04"),
    ("April 1936", "is in words", "1936-04"),
    ("28 April 1938", "is in words", "1938-04-28"),
    ("the 1930s", "is in words", "193X"),
    ("28th of Apr. 1938", "is in words", "1938-04-28"),
    ("April 28, 1938", "is in words", "1938-04-28"),
    ("1936 Sept", "is in words", "1936-09"),
    ("spring 1936", "is in words", "1936-21"),
    ("c. 1936", "is in words", "1936~"),
    ("Early 1928", "is in words", "1928~"),
    ("May 1936/June 1936", "is in words", "1936-05/1936-06"),
    ("1938–1939", "has a dash or a word for the slash of an interval", "1938/1939"),
    ("1938-1939", "has a dash or a word for the slash of an interval", "1938/1939"),
    ("1938–39", "has a dash or a word for the slash of an interval", "1938/1939"),
    ("May 1936 to June 1936", "has a dash or a word for the slash of an interval",
     "1936-05/1936-06"),
    (" 1938", "has a blank at an end", "1938"),
    ("1938\n", "has a blank at an end", "1938"),
    ("1938 / 1939", "has a blank between its parts", "1938/1939"),
    ("{1938, 1939}", "has a blank between its parts", "{1938,1939}"),
    ("[1936]", "is in brackets", "1936"),
    ("１９３８", "has digits of another script", "1938"),
    ("١٩٣٨", "has digits of another script", "1938"),
    ("1938-०4", "has digits of another script", "1938-04"),
    ("{1936-4,1936-5}", "has a month of one digit", "{1936-04,1936-05}"),
    ("1937/1936-4", "has a month of one digit", "1936-04/1937"),
    ("19380", "has a year of more than four digits", FORMS),
    ("1938/", "is an interval with one end", FORMS),
    ("/1938", "is an interval with one end", FORMS),
    ("1938/..", "is an interval with one end", FORMS),
    ("1938-04-28/", "is an interval with one end", FORMS),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), MALFORMED)
def test_a_malformed_date_is_told_its_wrong_part(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        edtf.parse(text)
    assert str(error.value) == message


def said(text: str) -> str:
    """Give what is told about a text that is no date, behind the text itself."""
    with pytest.raises(DateError) as error:
        edtf.parse(text)
    return str(error.value).removeprefix(f"{text!r} ")


@pytest.mark.parametrize("text", SHAPELESS)
def test_what_has_no_shape_of_a_date_is_shown_the_shapes(text: str) -> None:
    assert said(text) == f"is not a date; write {FORMS}"


@pytest.mark.parametrize("text", NONE_KNOWN)
def test_what_says_that_no_date_is_known_is_left_out(text: str) -> None:
    advice = "where none is known, leave the field out"
    assert said(text) == f"is not a date; {advice}, else write {FORMS}"


@pytest.mark.parametrize(("text", "why", "right"), SLIPS)
def test_a_slip_is_told_what_is_wrong_and_what_to_write(text: str, why: str, right: str) -> None:
    assert said(text) == f"{why}; write {right}"


def test_what_a_slip_meant_may_be_wrong_too() -> None:
    begins = "begins with the day, and '1936-04-31' has no day 31 in April 1936; "
    assert said("31.4.1936") == begins + "they are 01 to 30"


def test_what_is_recommended_is_a_date() -> None:
    for _, _, right in SLIPS:
        if right != FORMS and "as in" not in right:
            assert all(map(edtf.parse, right.split(" or ")))


def test_a_date_that_is_right_does_not_load_what_tells_slips() -> None:
    code = "import sys; from sergecli.model import edtf; edtf.parse('1936-04'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "sergecli.model.edtf" in loaded
    assert "sergecli.model.date_slips" not in loaded


@thorough
@given(texts(), st.data())
def test_one_slip_of_the_pen_is_refused_on_one_line_and_well_advised(
    text: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text)))
    wrong = (
        text[:at]
        + data.draw(st.sampled_from("~?%X-/ 0T,.–x"))
        + text[at + data.draw(st.integers(0, 1)) :]
    )
    try:
        edtf.parse(wrong)
    except DateError as error:
        message = str(error)
        assert message.isprintable()
        if FORMS not in message and "write all four" not in message:
            advice = re.search(r"; write (\S+)(?: or (\S+))?(?: if it is not known)?$", message)
            for one in advice.groups() if advice else ():
                assert one is None or edtf.parse(one)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000,
        "1938-" * 1000,
        "{" + "1938," * 1000,
        "/" * 5000,
        "{" + ",".join(["1939"] * 1000) + ",1938}",
    ],
)
def test_a_text_of_thousands_of_characters_is_refused_in_a_short_message(text: str) -> None:
    with pytest.raises(DateError) as error:
        edtf.parse(text)
    assert len(str(error.value)) < 200
    assert text[:10] in str(error.value)


@given(st.text(st.sampled_from("0123456789X-/{},~?% \n１")) | st.text())
def test_any_text_is_a_date_that_prints_as_it_was_or_a_date_error_on_one_line(text: str) -> None:
    try:
        date = edtf.parse(text)
    except DateError as error:
        assert "\n" not in str(error)  # noqa: PT017 - the other branch is right too
    else:
        assert str(date) == text
        assert date.earliest <= date.latest


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
    ],
)
def test_years_are_read_as_a_reader_writes_them(text: str, span: Span) -> None:
    assert edtf.parse_span(text) == span


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "193x", "193X", "38", "19388", "-1938", "1936--1940", "1936-1940-", "1936-40",
        "1936/1940", "1936 1940", "nineteen", "１９３８", "1938-04", "1936—1940", "193" * 2000,
    ],
)  # fmt: skip
def test_what_is_no_year_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(DateError) as error:
        edtf.parse_span(text)
    shown = text if len(text) < 40 else text[:40] + "…"
    assert str(error.value) == f"{shown!r} is no year; write 1938, 1936-1940 or 1936-"


def test_years_that_run_backwards_are_shown_the_right_way_round() -> None:
    with pytest.raises(DateError, match=r"^'1940-1936' runs backwards; write 1936-1940$"):
        edtf.parse_span("1940-1936")


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from("-–"))
def test_every_span_of_years_is_read(first: int, last: int, dash: str) -> None:
    first, last = sorted((first, last))
    assert edtf.parse_span(f"{first:04d}{dash}{last:04d}") == Span(first, last)


# --- the parts agree -----------------------------------------------------------------------------


def test_a_date_is_approximate_or_uncertain_if_any_part_of_it_is() -> None:
    for one, other in product(FLAGS, FLAGS):
        date = edtf.parse(f"1926{one}/1929{other}")
        assert date.approximate is bool({one, other} & {"~", "%"})
        assert date.uncertain is bool({one, other} & {"?", "%"})


def test_the_seasons_follow_one_another_without_a_gap() -> None:
    points = [edtf.parse(f"1965-{season}").points[0] for season in edtf.SEASONS]
    assert [point.season for point in points] == ["spring", "summer", "autumn", "winter"]
    for one, other in pairwise(points):
        assert one.latest + timedelta(days=1) == other.earliest


# --- days of any year ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11-07", edtf.Anniversary(11, 7)),
        ("11", edtf.Anniversary(11)),
        ("02-29", edtf.Anniversary(2, 29)),
        (" 01-31 ", edtf.Anniversary(1, 31)),
    ],
)
def test_a_day_of_any_year_is_read(text: str, expected: edtf.Anniversary) -> None:
    assert edtf.parse_anniversary(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("13", "'13' has no month 13; they are 01 to 12"),
        ("00", "'00' has no month 00; they are 01 to 12"),
        ("02-30", "'02-30' has no day 30; February has 29"),
        ("04-31", "'04-31' has no day 31; April has 30"),
        ("04-00", "'04-00' has no day 00; April has 30"),
        ("2-3?", "write 11-07 for 7 November, or 11 for November"),
        ("7", "write 11-07 for 7 November, or 11 for November"),
        ("1938-11-07", "write 11-07 for 7 November, or 11 for November"),
        ("11-07~", "write 11-07 for 7 November, or 11 for November"),
        ("١١", "write 11-07 for 7 November, or 11 for November"),
    ],
)
def test_what_is_no_day_of_any_year_is_explained(text: str, said: str) -> None:
    with pytest.raises(DateError, match=re.escape(said)):
        edtf.parse_anniversary(text)


@pytest.mark.parametrize(
    ("date", "days", "months"),
    [
        ("1936-11-07", ["11-07"], ["11"]),
        ("1936-11", [], ["11"]),
        ("1936", [], []),
        ("1936-11-07~", [], []),
        ("1936-11-07?", [], []),
        ("1936-11%", [], []),
        ("193X", [], []),
        ("1965-24", [], []),
        ("1936-11-07/1936-11-08", ["11-07", "11-08"], ["11"]),
        ("1936-11-07/1936-11-07", ["11-07"], ["11"]),
        ("1936-11-07/1937-01-02", ["01-02", "11-07"], ["01", "11"]),
        ("1936-03/1936-05", [], ["03", "05"]),
        ("1936-11-07/1936-12-08?", ["11-07"], ["11"]),
        ("1936/1937", [], []),
        ("{1946-07-06,1946-11-15}", ["07-06", "11-15"], ["07", "11"]),
        ("{1946-07,1946-11?}", [], ["07"]),
        ("1936-02-29", ["02-29"], ["02"]),
    ],
)
def test_only_what_is_known_so_exactly_falls_on_a_day(
    date: str, days: list[str], months: list[str]
) -> None:
    every = [f"{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 32)]
    valid = [one for one in every if int(one[3:]) <= monthrange(2000, int(one[:2]))[1]]
    parsed = edtf.parse(date)

    def fall(asked: list[str]) -> list[str]:
        return [one for one in asked if edtf.falls_on(parsed, edtf.parse_anniversary(one))]

    assert fall(valid) == days
    assert fall([f"{month:02}" for month in range(1, 13)]) == months


def test_the_undated_falls_on_no_day() -> None:
    assert not edtf.falls_on(None, edtf.Anniversary(11))


def test_what_has_no_date_comes_last() -> None:
    assert edtf.order(None) == (Day.max, 0, "")


def test_a_long_mistake_is_cut_short_in_the_message() -> None:
    for length, shown in ((40, "x" * 40), (41, "x" * 40 + "…")):
        with pytest.raises(DateError) as caught:
            edtf.parse("x" * length)
        assert str(caught.value).startswith(f"'{shown}' is not a date")


def test_a_wrong_day_is_told_what_would_be_right() -> None:
    with pytest.raises(DateError) as caught:
        edtf.parse_anniversary("November")
    assert str(caught.value).endswith("write 11-07 for 7 November, or 11 for November")
