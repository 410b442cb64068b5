"""Volumes, issues and pages, as they are and as nobody would print them."""

import pytest

from sergecli.citations import bibliography, numbers, render
from sergecli.model.csl import Reference


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("7", "7"),
        ("007", "7"),
        ("0", "0"),
        ("00", "0"),
        ("IV", "IV"),
        ("٣", "٣"),
        ("1" * 9_999,) * 2,
    ],
    ids=lambda value: value[:5],
)
def test_a_number_has_no_leading_zeros(value: str, written: str) -> None:
    assert numbers.number(value) == written


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("4", "numeric"),
        ("4-5", "numeric"),
        ("4 , 5", "numeric"),
        ("2 & 3", "numeric"),
        ("4 5", ""),
        ("new", ""),
    ],
)
def test_a_value_is_numeric_where_each_part_has_a_digit(value: str, parts: str) -> None:
    assert numbers.is_numeric(value) == bool(parts)


def test_blanks_around_a_dash_are_no_part_of_pages() -> None:
    assert numbers.pages("211 – 12") == numbers.pages("211-12")
    assert not numbers.is_numeric(f"1{' ' * 50_000}x")


@pytest.mark.parametrize(
    ("page", "written"), [("12-15", ": 12–15"), ("e1234", ": e1234"), ("chap. 3", ", chap. 3")]
)
def test_a_colon_comes_before_pages_and_the_id_of_an_article(page: str, written: str) -> None:
    article = Reference("a", "article-journal", "T", container_title="J", volume="2", page=page)
    ((_, entry),) = bibliography.arranged([article], "chicago")[0]
    assert render.text(entry) == f"“T.” J 2 (n.d.){written}."
