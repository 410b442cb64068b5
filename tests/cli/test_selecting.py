"""In which order works are listed, and by what they are selected."""

import re
from datetime import datetime

import pytest

from sergecli.catalogue import store
from sergecli.model.edtf import Anniversary
from sergecli.search.filters import Query, select
from tests.conftest import Serge


def test_works_are_listed_in_order_of_date_the_authors_own_first(serge: Serge) -> None:
    lines = [line.split("\t") for line in serge("list").out.splitlines()]
    own = [date for _, date, _, _, attribution, *_ in lines if attribution == "author"]
    assert [line[4] for line in lines[: len(own)]] == ["author"] * len(own)
    years = [date[:4] for date in own if date[:4].isdecimal()]
    assert years == sorted(years)
    assert serge("list", "--sort", "date").out == serge("list").out
    assert serge("list", "--sort", "index", "--limit", "2").out != serge("list", "--limit", "2").out


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (("--language", "Spanish"), ("--language", "es")),
        (("--untranslated", "english"), ("--untranslated", "en")),
        (("--kind", "letters"), ("--kind", "letter", "--kind", "correspondence")),
        (("--kind", "letter,Diary"), ("--kind", "letter", "--kind", "diary")),
    ],
)
def test_a_filter_may_be_said_in_two_ways(
    serge: Serge, given: tuple[str, ...], meant: tuple[str, ...]
) -> None:
    assert serge("list", *given).out == serge("list", *meant).out != ""


def test_a_place_is_that_of_an_edition_or_of_writing(serge: Serge) -> None:
    written = serge("list", "--place", "BRUSSELS", "--ids").out.split()
    assert "open-letter-to-andre-gide" in written
    published = serge("list", "--place", "marseille", "--publisher", "agone", "--ids").out
    assert published
    assert serge("list", "--place", "brussels", "--publisher", "agone", code=1).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--language", "spansh"), "--language: 'spansh' is not valid; did you mean spanish?"),
        (("--kind", "letter,poen"), "--kind: 'poen' is not valid; did you mean poem?"),
        (("--untranslated", "x1"), "--untranslated: 'x1' is not valid"),
        (("kronstadt",), "Did you mean: serge search kronstadt"),
    ],
)
def test_a_wrong_value_names_the_near_ones(
    serge: Serge, arguments: tuple[str, ...], said: str
) -> None:
    assert said in serge("list", *arguments, code=2).err


@pytest.mark.parametrize("command", ["list", "search", "cite", "timeline", "random"])
def test_every_list_has_the_same_filters(serge: Serge, command: str) -> None:
    words = ["letter"] if command == "search" else []
    assert serge(command, *words, "--recipient", "trotsky", "--online").out
    assert serge(command, *words, "--place", "atlantis", code=1).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "02-29"), "Nothing is dated 29 February; the nearest: "),
        (("--translator", "greman"), "--translator: did you mean Richard Greeman"),
        (("--recipient", "trostky"), "--recipient: did you mean Leon Trotsky?"),
        (("--publisher", "masperro", "--editions"), "did you mean Maspero"),
        (("--container", "xyzzy"), "No works match.\n"),
        (("--place", "bruxelles"), "--place: did you mean Brussels?"),
        (("--place", "pari", "--kind", "poem", "--year", "1850"), "No works match.\n"),
    ],
)
def test_where_nothing_matches_the_near_ones_are_named(
    serge: Serge, arguments: tuple[str, ...], said: str
) -> None:
    for command in ("list", "cite")[: 1 + ("--editions" not in arguments)]:
        answer = serge(command, *arguments, code=1)
        assert answer.out == ""
        assert said in answer.err


def test_the_nearest_days_have_something(serge: Serge) -> None:
    said = serge("list", "--on", "29 February", code=1).err
    days = re.findall(r"--on (\d\d-\d\d)", said)
    assert len(days) == 2
    assert all(serge("list", "--on", day).out for day in days)


def test_a_month_of_a_year(serge: Serge) -> None:
    found = serge("list", "--year", "1936-08", "--template", "{id} {date}").out
    assert "letter-to-trotsky-1936-08-10 1936-08-10" in found
    assert not re.search(r" 1936-(0[1-79]|1\d)", found)
    for other in ("August 1936", "1936-08"):
        assert serge("list", "--year", other, "--template", "{id} {date}").out == found
    every = set(serge("list", "--year", "1936", "--ids").out.split())
    by_month = {
        name
        for month in range(1, 13)
        for name in serge("list", "--year", f"1936-{month:02}", "--ids").out.split()
    }
    assert by_month == every
    decade = serge("list", "--year", "1930-1939", "--ids").out
    for same in ("1930s", "193X", "193x", "the 1930s"):
        assert serge("list", "--year", same, "--ids").out == decade


def test_today_is_a_day_of_any_year(serge: Serge) -> None:
    today = f"{datetime.now().astimezone():%m-%d}"
    code = 0 if _has_works_on(today) else 1
    assert (
        serge("list", "--on", "today", code=code).out == serge("list", "--on", today, code=code).out
    )


def _has_works_on(day: str) -> bool:
    month, number = map(int, day.split("-"))
    return bool(select(store.load(), Query(on=Anniversary(month, number))))
