"""Tables that fit any terminal."""

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len  # noqa: TID253 - what is wide on a screen
from rich.text import Text  # noqa: TID253 - of which columns are made

from sergecli.catalogue import store
from sergecli.model import edtf
from sergecli.model.work import Attribution, Publication, Work
from sergecli.terminal import tables, theme
from sergecli.terminal.capabilities import Facts
from sergecli.terminal.columns import Column, draw

NAMES = {"Title", "Date", "Id", "Kind", "Appeared in"}
WIDTHS = st.integers(30, 250)


def table(works: list[Work], width: int) -> list[str]:
    """Give the lines of a table of works."""
    screen = theme.Screen.of_text(width)
    tables.works(screen, works)
    return screen.text().splitlines()


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


def test_parts_of_parts_of_parts_fit() -> None:
    day = edtf.parse("1938-09-28")
    names = [f"a{number}" for number in range(40)]
    chain = [
        Work(id=name, title="Of a part", kind="text", date=day, part_of=whole)
        for name, whole in zip(names, ["", *names], strict=False)
    ]
    for width in range(30, 60):
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


def test_the_diaries_of_two_years_fit() -> None:
    """Once what needed more than its share was not taken from what the others got."""
    diaries = chosen("diary", edtf.Span(1945, 1946))
    for width in range(60, 121):
        assert max(map(cell_len, table(diaries, width))) <= width


# --- columns by themselves ---------------------------------------------------


def shown(columns: list[Column], width: int) -> list[str]:
    """Give the lines of a table, without its rule."""
    screen = theme.Screen.of_text(width)
    draw(screen, columns, [one.name for one in columns])
    header, rule, *rows = screen.text().splitlines()
    assert set(rule) == {"─"}
    return [header, *rows]


def test_a_column_without_a_share_is_left_out_rather_than_broken() -> None:
    titles = Column("T", [Text("a title of some length")], share=1, beside=8)
    ids = Column("I", [Text("another-long-id")])
    assert shown([titles, ids], 25) == [
        "T         I",
        "a title   another-long-id",
        "of some",
        "length",
    ]
    assert shown([titles, ids], 24)[0] == "T"


def test_what_matters_less_goes_with_what_is_left_out() -> None:
    columns = [
        Column("A", [Text("aaaa")], share=1, beside=4),
        Column("B", [Text("bbbbbbbb")]),
        Column("C", [Text("c")]),
        Column("D", [Text("")]),
    ]
    assert [shown(columns, width)[0].split() for width in (4, 13, 14, 16, 17)] == [
        ["A"], ["A"], ["A", "B"], ["A", "B"], ["A", "B", "C"],
    ]  # fmt: skip


def test_without_unicode_the_rule_is_made_of_hyphens() -> None:
    facts = Facts(terminal=True, width=40, height=24, color=False, links=False, encoding="ascii")
    screen = theme.Screen(facts)
    tables.works(screen, list(everything()[:3]))
    assert set(screen.text().splitlines()[1]) == {"-"}


def test_for_a_screen_reader_a_row_is_labelled_lines() -> None:
    facts = Facts(
        terminal=True, width=40, height=24, color=False, links=False, encoding="utf-8",
        accessible=True,
    )  # fmt: skip
    screen = theme.Screen(facts)
    work = Work(id="an-id", title="A Title [b]", kind="letter", date=edtf.parse("1938"))
    tables.works(screen, [work, work])
    row = "Date: 1938\nTitle: A Title [b]\nKind: letter\nId: an-id\n"
    assert screen.text() == f"{row}\n{row}"


# --- where a work appeared, and who wrote it ---------------------------------------


def published(container: str, date: str = "", *, presumed: bool = False) -> Publication:
    return Publication(
        container=container, date=edtf.parse(date) if date else None, presumed=presumed
    )


@pytest.mark.parametrize(
    ("known", "appeared"),
    [
        ({"first_publication": published("Esprit", "1938-02")}, "Esprit"),
        ({"first_publication": published("Esprit", "1951?")}, "Esprit (1951?)"),
        ({"first_publication": published("Esprit")}, "Esprit"),
        ({"first_publication": published("", "1951-03")}, "1951"),
        ({"published": edtf.parse("1951~")}, "c. 1951"),
        ({"reproduced_from": published("Carnets", "2012")}, "Carnets (2012)"),
        (
            {"editions": (published("Late", "2015"), published("Early", "{1994,1996}"))},
            "Early (1994)",
        ),
        ({"editions": (published("Carnets", "2012", presumed=True),)}, ""),
        ({"editions": (published("", "2012"), published("Ural", "1989"))}, ""),
        ({"first_publication": published("The Papers: Letters", "1994")}, "The Papers (1994)"),
    ],
)
def test_a_work_appeared_in_the_earliest_known_container(
    known: dict[str, Any], appeared: str
) -> None:
    work = Work(id="a", title="T", kind="letter", date=edtf.parse("1936/1938"), **known)
    header, _, row = table([work], 200)
    assert row[header.index("Kind") :].split("  ", 1)[-1].removesuffix("a").strip() == appeared


def test_in_a_mixed_list_the_mark_names_the_author_of_what_is_not_his() -> None:
    his = Work(id="a", title="Men in Prison", kind="novel", authors=("Victor Serge",))
    about = Work(
        id="b",
        title="On Serge",
        kind="book",
        attribution=Attribution.ABOUT,
        authors=("A", "B", "C"),
    )
    nameless = Work(id="c", title="Review", kind="review", attribution=Attribution.ABOUT)
    mixed = "\n".join(table([his, about, nameless], 80))
    assert "On Serge [about: A, B and C]" in mixed
    assert "Review [about]" in mixed
    assert mixed.endswith("[about] about the author")
    header, _, *rows = table([about, nameless], 80)
    assert "By" in header
    assert "On Serge [about]  A, B and C" in rows[0]
