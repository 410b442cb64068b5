"""In which order works are listed, and by what they are selected."""

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


def test_today_is_a_day_of_any_year(serge: Serge) -> None:
    today = f"{datetime.now().astimezone():%m-%d}"
    code = 0 if _has_works_on(today) else 1
    assert (
        serge("list", "--on", "today", code=code).out == serge("list", "--on", today, code=code).out
    )


def _has_works_on(day: str) -> bool:
    month, number = map(int, day.split("-"))
    return bool(select(store.load(), Query(on=Anniversary(month, number))))
