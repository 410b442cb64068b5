"""A wrong date is explained, with what to write instead."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.errors import DateError
from sergecli.model import date_advice, edtf
from tests.model.made_dates import texts, thorough

FORMS = "1938, 1938-04, 1938-04-28, 1928~, 1920?, 194X, 1926/1929 or {1946-07,1946-11}"
SHAPELESS = [
    "junk", "-1938", "+1938", "19X8", "1X38", "X938", "XXXX", "1938\x00", "/", "1926/1927/1928",
    "{}", "{1938", "1938}", "{1938,}", "{1936/1938}", "[1938,1939]", "1936 or 1937", "Thermidor 1936",
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
    ("avril 1936", "is in words", "1936-04"),
    ("May/June 1979", "is in words", "1979-05/1979-06"),
    ("late 1930s", "is in words", "193X"),
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


def explanation(text: str) -> str:
    """Explain a text that is not a date, without the text itself."""
    with pytest.raises(DateError):
        edtf.parse(text)
    return date_advice.explain(text).removeprefix(f"{text!r} ")


@pytest.mark.parametrize("text", SHAPELESS)
def test_a_text_that_is_nothing_like_a_date_is_shown_the_forms(text: str) -> None:
    assert explanation(text) == f"is not a date; write {FORMS}"


@pytest.mark.parametrize("text", NONE_KNOWN)
def test_an_unknown_date_should_be_left_out(text: str) -> None:
    advice = "where none is known, leave the field out"
    assert explanation(text) == f"is not a date; {advice}, else write {FORMS}"


@pytest.mark.parametrize(("text", "why", "right"), SLIPS)
def test_a_slip_is_explained_and_corrected(text: str, why: str, right: str) -> None:
    assert explanation(text) == f"{why}; write {right}"


def test_a_correction_that_is_not_a_date_is_explained_too() -> None:
    begins = "begins with the day, and '1936-04-31' has no day 31 in April 1936; "
    assert explanation("31.4.1936") == begins + "they are 01 to 30"


def test_every_correction_is_a_date() -> None:
    for _, _, right in SLIPS:
        if right != FORMS and "as in" not in right:
            assert all(map(edtf.parse, right.split(" or ")))


def test_a_valid_date_does_not_load_the_explanations() -> None:
    code = "import sys; from sergecli.model import edtf; edtf.parse('1936-04'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "sergecli.model.edtf" in loaded
    assert "sergecli.model.date_advice" not in loaded


@thorough
@given(texts(), st.data())
def test_one_wrong_letter_is_explained_on_one_line_with_valid_advice(
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
    except DateError:
        message = date_advice.explain(wrong)
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
def test_a_very_long_text_gets_a_short_message(text: str) -> None:
    message = date_advice.explain(text)
    assert len(message) < 200
    assert text[:10] in message


def test_a_long_text_is_cut_in_the_message() -> None:
    for length, shown in ((40, "x" * 40), (41, "x" * 40 + "…")):
        assert date_advice.explain("x" * length).startswith(f"'{shown}' is not a date")
