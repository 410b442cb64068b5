"""The bars of a timeline; whole screens of them are in test_screens."""

import re

import pytest

from sergecli.model import edtf
from sergecli.model.work import Head, LifeEvent, Work
from sergecli.search import statistics
from sergecli.terminal import chart
from sergecli.terminal.theme import Screen
from tests.screen import links, plain, screen


def test_undated_works_are_links_to_their_texts() -> None:
    shown = screen("timeline", "--kind", "biography", "--by", "about")
    assert "https://www.marxists.org/archive/serge/biog/biog.htm" in links(shown)
    assert "Undated: " in plain(shown)


def test_colour_can_be_refused() -> None:
    shown = screen("timeline", env={"NO_COLOR": "1"})
    assert not re.search(r"\x1b\[[0-9;]*[39][0-7]m", shown)
    assert "█" in shown


# --- drawn into a string -------------------------------------------------------------------------


def printed(made: Screen) -> list[str]:
    return [line.rstrip() for line in made.text().splitlines()]


def works(*numbers: tuple[int, int]) -> list[Work]:
    return [
        work
        for year, number in numbers
        for work in [Work(id="x", title="X", kind="article", date=edtf.parse(str(year)))] * number
    ]


def drawn(made: list[Work], columns: int = 80, life: tuple[LifeEvent, ...] = ()) -> list[str]:
    head = Head(title="T", author="A", language="en", life_events=life)
    to = Screen.of_text(columns)
    chart.years(to, statistics.years(made, head), statistics.whole(made), life)
    return printed(to)


def test_a_bar_is_as_long_as_its_works_are_many() -> None:
    lines = drawn(works((1908, 1), (1910, 3)))
    assert lines[:3] == ["1908  ████ 1", "1909", "1910  ████████████ 3"]
    assert lines[-1] == "██ articles 4"


@pytest.mark.parametrize("most", [1, 9, 30, 31, 999, 5_000])
def test_no_bar_is_wider_than_the_terminal(most: int) -> None:
    for columns in (40, 41, 59, 60, 61, 79, 80, 120, 200):
        fits(columns, most)


def fits(columns: int, most: int) -> None:
    event = LifeEvent(
        date=edtf.parse("1908/1910"), event="a long time in the prisons of three kings"
    )
    lines = drawn(works((1908, most), (1910, 1)), columns, (event,))
    assert all(len(line) <= columns for line in lines)
    assert re.match(rf"1908  █+ {most}\b", lines[0])
    assert any(re.match(r"1910  █+ 1\b", line) for line in lines)
    said = [line.split()[4] for line in lines if line.startswith("One mark stands for")]
    marks = -(-most // int(said[0])) if said else most
    assert lines[0].count("█") % marks == 0
    assert bool(said) or most < columns


@pytest.mark.parametrize("cells", [1, 2, 7, 60])
def test_the_parts_of_a_bar_make_its_whole(cells: int) -> None:
    for counts in ((0, 0, 0), (1, 0, 0), (1, 1, 1), (60, 1, 0), (500, 3, 499), (0, 0, 10_000)):
        add_up(cells, counts)


def add_up(cells: int, counts: tuple[int, ...]) -> None:
    fitted = chart.scale(max(sum(counts), 1), cells)
    lengths = fitted.lengths(counts)
    assert sum(lengths) == -(-sum(counts) // fitted.works) * fitted.width <= cells
    assert all(length == 0 for length, count in zip(lengths, counts, strict=True) if not count)
    for length, count in zip(lengths, counts, strict=True):
        assert abs(length / fitted.width - count / fitted.works) <= 1


@pytest.mark.parametrize(
    ("columns", "longest"), [(60, 40), (80, 40), (100, 50), (120, 60), (160, 80), (300, 80)]
)
def test_marks_are_wider_on_a_wide_screen_within_reason(columns: int, longest: int) -> None:
    lines = drawn(works((1908, 10), (1909, 1)), columns)
    assert lines[0] == f"1908  {'█' * longest} 10"
    to = Screen.of_text(columns)
    bars = statistics.counts(works((1908, 10)), "kind", Head(title="T", author="A", language="en"))
    chart.counts(to, bars, bars[0], "none")
    assert printed(to)[0] == f"article {'█' * longest} 10"


def test_a_break_stands_beside_its_years_or_beneath_the_first() -> None:
    life = (
        LifeEvent(date=edtf.parse("1908-05/1910"), event="in prison"),
        LifeEvent(date=edtf.parse("1909"), event="moved"),
        LifeEvent(date=edtf.parse("1909-12"), event="moved again"),
    )
    made = works((1908, 1), (1911, 1))
    beside = drawn(made, 80, life)
    assert beside[0] == "1908  ████ 1   │ in prison (to 1910)"
    assert beside[1] == "1909           │ moved; moved again"
    assert beside[2] == "1910           │"
    assert beside[3] == "1911  ████ 1"
    beneath = drawn(made, 40, life)
    assert beneath[:4] == [
        "1908  ████ 1",
        "      │ in prison (to 1910)",
        "1909",
        "      │ moved; moved again",
    ]


def test_a_hostile_break_or_label_cannot_steer_the_terminal() -> None:
    life = (LifeEvent(date=edtf.parse("1908"), event="[red]x[/red]\x1b]0;y\x07\u202e"),)
    shown = "\n".join(drawn(works((1908, 1)), 80, life))
    assert "[red]x[/red]" in shown
    assert not set(shown) & set("\x1b\x07\u202e")
    to = Screen.of_text(80)
    bars = [statistics.Bar("[b]\x1b[2J", statistics.whole(works((1908, 2))).kinds)]
    chart.counts(to, bars, bars[0], "none")
    shown = "\n".join(printed(to))
    assert "[b]" in shown
    assert "\x1b" not in shown


def test_many_undated_works_are_not_all_named() -> None:
    to = Screen.of_text(80)
    undated = [Work(id=str(n), title=f"Title {n}", kind="text") for n in range(15)]
    chart.notes(to, undated, 1)
    lines = printed(to)
    assert lines[0] == "1 work may fall in several years; it counts in the first."
    assert "Title 11" in "\n".join(lines)
    assert "Title 12" not in "\n".join(lines)
    assert lines[-1] == "and 3 more."
