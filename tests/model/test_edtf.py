"""Dates are read, printed, ordered and worded as EDTF and a reader's eye expect."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - as in the module under test
from datetime import timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sergecli.errors import DateError
from sergecli.model import date_spans, edtf
from sergecli.model.edtf import Anniversary, Date, Kind, Point, Span
from sergecli.model.work import Catalogue, Publication, Work
from tests.model.made_dates import (
    FLAGS,
    common_forms_of_the_oracle,
    days,
    intervals,
    plain_points,
    rare_forms_of_the_oracle,
    read_by_the_oracle,
    sets,
    texts,
    thorough,
)

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
        assert (date.earliest, date.latest) == bounds(read_by_the_oracle(text)), text
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
        ("1938-04-28", "1938-04-28", True),
        ("1938-04-28", "1938-04-29", False),
        ("1938-04", "1938-04-28", True),
        ("1938-04-23/1938-04-28", "1938-04-28", True),
        ("1938-05", "1938-04-28", False),
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
    assert edtf.may_fall_in(edtf.parse(text), date_spans.parse_span(years)) is falls


def test_undated_falls_in_no_years() -> None:
    assert not edtf.may_fall_in(None, Span(1, 9999))


# --- malformed dates ---

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


@pytest.mark.parametrize(("text", "message"), MALFORMED)
def test_a_malformed_date_is_told_its_wrong_part(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        edtf.parse(text)
    assert str(error.value) == message


@given(st.text(st.sampled_from("0123456789X-/{},~?% \n１")) | st.text())
def test_any_text_is_a_date_that_prints_as_it_was_or_a_date_error_on_one_line(text: str) -> None:
    try:
        date = edtf.parse(text)
    except DateError as error:
        assert "\n" not in str(error)  # noqa: PT017 - the other branch is right too
    else:
        assert str(date) == text
        assert date.earliest <= date.latest


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
        return [one for one in asked if edtf.falls_on(parsed, date_spans.parse_anniversary(one))]

    assert fall(valid) == days
    assert fall([f"{month:02}" for month in range(1, 13)]) == months


def test_the_undated_falls_on_no_day() -> None:
    assert not edtf.falls_on(None, Anniversary(11))


def test_what_has_no_date_comes_last() -> None:
    assert edtf.order(None) == (Day.max, 0, "")
