"""Years and days are asked for as people write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.errors import DateError
from sergecli.model import date_spans
from sergecli.model.edtf import Anniversary, Span


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
    assert date_spans.parse_span(text) == span


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "38", "19388", "1936-1940-", "1936 1940", "nineteen", "１９３８",
        "1938-04-31", "before 1940", "1936 or 1937", "{1936,1938}", "193" * 2000,
    ],
)  # fmt: skip
def test_a_text_that_is_not_years_is_shown_how_to_write_them(text: str) -> None:
    with pytest.raises(DateError) as error:
        date_spans.parse_span(text)
    shown = text if len(text) < 40 else text[:40] + "…"
    assert str(error.value) == (
        f"{shown!r} is not a year, a month or a day; "
        "write 1938, 1936-1940, 1936-, -1940, 1930s, 1938-04 or 1938-04-28"
    )


def test_years_that_run_backwards_are_turned_round_in_the_message() -> None:
    with pytest.raises(DateError, match=r"^'1940-1936' runs backwards; write 1936-1940$"):
        date_spans.parse_span("1940-1936")


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from("-–"))
def test_every_span_of_years_is_read(first: int, last: int, dash: str) -> None:
    first, last = sorted((first, last))
    assert date_spans.parse_span(f"{first:04d}{dash}{last:04d}") == Span(first, last)


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
    assert date_spans.parse_anniversary(text) == expected


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
        date_spans.parse_anniversary(text)


def test_an_unknown_month_is_shown_how_to_write_one() -> None:
    with pytest.raises(DateError) as caught:
        date_spans.parse_anniversary("Brumaire")
    assert str(caught.value).endswith(
        "write 11-07 for 7 November, 11 for November, or 1938-04-28 for one day"
    )
