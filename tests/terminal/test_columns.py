"""Tables that fit any terminal, and lines that are broken at words."""

import re
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len  # noqa: TID253 - what is wide on a screen
from rich.text import Text  # noqa: TID253 - of which columns are made

from sergecli.catalogue import store
from sergecli.model import edtf
from sergecli.model.work import Attribution, Publication, Work
from sergecli.terminal import views
from sergecli.terminal.capabilities import Facts
from sergecli.terminal.columns import Column, drawn, wrapped

NAMES = {"Title", "Date", "Id", "Kind", "Appeared in"}
WIDTHS = st.integers(30, 250)


def table(works: list[Work], width: int) -> list[str]:
    """Give the lines of a table of works."""
    facts = Facts(terminal=True, width=width, height=24, color=False, links=False, encoding="utf-8")
    sheet = views.Sheet("utf-8")
    views.table(views.console(facts, sheet), works)
    return sheet.getvalue().splitlines()


@cache
def everything() -> tuple[Work, ...]:
    return store.load().works


def chosen(kind: str, span: edtf.Span) -> list[Work]:
    """Give the works of the catalogue of a kind, or of any for "", that may fall in a span."""
    return [
        work
        for work in everything()
        if kind in {"", work.kind} and work.date and edtf.may_fall_in(work.date, span)
    ]


def header(lines: list[str]) -> set[str]:
    return set(re.split(r" {2,}", lines[0]))


def sentences(longest: int, most: int) -> st.SearchStrategy[str]:
    word = st.text("abcé維", min_size=1, max_size=longest // 2)
    return st.lists(word, min_size=1, max_size=most).map(" ".join)


@st.composite
def works(draw: st.DrawFn) -> list[Work]:
    """Make works with dates, titles, ids and periodicals short and long."""
    words = st.text("abc", min_size=1, max_size=12)
    ids = st.lists(words, min_size=1, max_size=7).map("-".join).filter(lambda one: len(one) < 60)
    days = ("1938", "1938-04-28", "1940/1942", "{1946-07,1946-11}", "1927-11-27/1927-11-28", "194X")
    made: list[Work] = []
    for name in draw(st.lists(ids, min_size=1, max_size=8, unique=True)):
        date = draw(st.sampled_from((None, *map(edtf.parse, days))))
        container = draw(st.just("") | sentences(16, 6))
        made.append(
            Work(
                id=name,
                title=draw(sentences(12, 12)),
                kind=draw(st.sampled_from(("letter", "correspondence"))),
                date=date,
                attribution=draw(st.sampled_from(tuple(Attribution))),
                part_of=draw(st.sampled_from([""] + [one.id for one in made])),
                first_publication=Publication(container=container) if container else None,
            )
        )
    return made


@given(made=works(), width=WIDTHS, more=st.integers(0, 100))
def test_a_wider_terminal_never_shows_less(made: list[Work], width: int, more: int) -> None:
    narrow, wide = header(table(made, width)), header(table(made, width + more))
    assert "Title" in narrow
    assert narrow <= wide <= NAMES


@given(made=works(), width=WIDTHS)
def test_no_line_is_wider_than_the_terminal_and_no_id_is_broken(
    made: list[Work], width: int
) -> None:
    lines = table(made, width)
    assert max(map(cell_len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)
    if "Id" in header(lines):
        found = [line.rsplit(" ", 1)[-1] for line in lines]
        assert [one.id for one in made if one.id not in found] == []


@pytest.mark.parametrize("width", range(30, 60))
def test_parts_of_parts_of_parts_fit(width: int) -> None:
    day = edtf.parse("1938-09-28")
    names = [f"a{number}" for number in range(40)]
    chain = [
        Work(id=name, title="Of a part", kind="text", date=day, part_of=whole)
        for name, whole in zip(names, ["", *names], strict=False)
    ]
    assert max(map(cell_len, table(chain, width))) <= width


@given(
    width=st.integers(30, 250),
    kind=st.sampled_from(("", "article", "diary", "extract", "letter")),
    first=st.integers(1908, 1947),
    years=st.integers(0, 5),
)
def test_the_catalogue_fits_every_terminal(width: int, kind: str, first: int, years: int) -> None:
    some = chosen(kind, edtf.Span(first, first + years))
    assume(some)
    lines = table(some, width)
    assert max(map(cell_len, lines)) <= width
    if width >= 80:
        assert {"Title", "Date", "Kind"} <= header(lines)


@pytest.mark.parametrize("width", range(60, 121))
def test_the_diaries_of_two_years_fit(width: int) -> None:
    """Once what needed more than its share was not taken from what the others got."""
    assert max(map(cell_len, table(chosen("diary", edtf.Span(1945, 1946)), width))) <= width


# --- columns by themselves ---------------------------------------------------


def column(name: str, *cells: str) -> Column:
    return Column(name, [Text(one) for one in cells])


def shown(columns: list[Column], width: int) -> list[str]:
    lines = drawn(columns, [one.name for one in columns], width)
    return [line.plain for line in lines]


def test_a_cell_that_stays_whole_reaches_to_the_left() -> None:
    titles = column("T", "a short one", "a title of some length", "x")
    ids = column("I", "a-long-longid", "another-long-id", "z")
    titles = titles._replace(share=1, beside=8)
    ids = ids._replace(least=6, share=1, whole=True)
    assert shown([titles, ids], 18) == [
        "T         I",
        "a short",
        "one  a-long-longid",
        "a title",
        "of some",
        "length",
        "   another-long-id",
        "x         z",
    ]
    assert shown([titles, ids], 14)[0] == "T", "longer than the line"


def test_what_matters_less_goes_with_what_is_left_out() -> None:
    columns = [
        column("A", "aaaa")._replace(share=1, beside=4),
        column("B", "bbbbbbbb"),
        column("C", "c"),
        column("D", ""),
    ]
    assert [shown(columns, width)[0].split() for width in (4, 13, 14, 16, 17)] == [
        ["A"], ["A"], ["A", "B"], ["A", "B"], ["A", "B", "C"],
    ]  # fmt: skip


@pytest.mark.parametrize("hang", [0, 4])
@given(text=sentences(30, 30), width=st.integers(20, 100))
def test_lines_are_broken_at_words(text: str, width: int, hang: int) -> None:
    lines = [line.plain for line in wrapped(Text(text), width, whole=True, hang=hang)]
    assert " ".join(line.strip() for line in lines) == text
    for line in lines:
        assert cell_len(line) <= width or " " not in line.strip()
    assert all(line.startswith(" " * hang) for line in lines[1:])
