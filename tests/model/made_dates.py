"""Made-up dates of every form of the EDTF subset, for the tests of properties."""

from calendar import monthrange
from typing import Any

import pytest
from edtf.parser.grammar import level0Expression, level1Expression, level2Expression
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from pyparsing import ParseException

from sergecli.model import edtf

thorough = settings(suppress_health_check=[HealthCheck.filter_too_much])

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


def read_by_the_oracle(text: str) -> Any:  # noqa: ANN401 - python-edtf has no types
    """What parse_edtf does, but level by level: it tries all three at every date."""
    for grammar in (level0Expression, level1Expression, level2Expression):
        try:
            return grammar.parse_string(text, parse_all=True)[0]
        except ParseException:
            continue
    pytest.fail(f"python-edtf does not read {text}")
