"""Counts drawn as bars."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from rich.table import Table
from rich.text import Text

from sergecli.model.kinds import GROUPS
from sergecli.model.work import LifeEvent, Work
from sergecli.search.statistics import Bar
from sergecli.terminal.capabilities import is_unicode
from sergecli.terminal.theme import Screen, linked, text
from sergecli.text.english import counted
from sergecli.text.sanitize import safe

# One for each group of kinds, distinct even without colour; the letters are for ASCII.
_BLOCKS = "█▓▚▒░▖"
_LETTERS = "abfldo"
_STYLES = ("cyan", "green", "red", "yellow", "bright_magenta", "default")
# A mark is at most this wide, so that one work is not a long bar; on a wide screen it may have
# one cell for every _PER_CELL of the screen.
_WIDEST = 4
_PER_CELL = 20
# A chart is never wider.
_MOST_WIDE = 160
_GAP = 1
# The space between the longest bar and the life events.
_FAR = 3
# From this width on, life events are beside the bars, otherwise below.
_BESIDE = 60
_MOST_LIFE = 48
_NAMED = 12
_YEAR = 5


class Scale(NamedTuple):
    """How wide a mark is, how many works it stands for, and the marks for the groups of kinds."""

    width: int
    works: int
    marks: str = _BLOCKS

    def lengths(self, counts: Sequence[int]) -> list[int]:
        """Return the cells of each part of a bar, rounded so that their sum is in proportion."""
        ends = [0]
        total = 0
        for count in counts:
            total += count
            ends.append(-(-total // self.works) * self.width)
        return [end - start for start, end in pairwise(ends)]


def scale(most: int, cells: int, widest: int = _WIDEST) -> Scale:
    """Return the scale that fits a bar of `most` works into `cells`; marks are at most `widest`."""
    if most > cells:
        return Scale(1, -(-most // max(cells, 1)))
    return Scale(min(widest, cells // max(most, 1)), 1)


def years(screen: Screen, bars: Sequence[Bar], whole: Bar, life: Iterable[LifeEvent]) -> None:
    """Draw a bar for each year, with life events beside the bars or, on a narrow screen, below.

    `whole` counts all works, for the legend.
    """
    dated = [bar for bar in bars if bar.label]
    texts = _events(life)
    if screen.accessible:
        _labelled(screen, dated, whole, texts)
        return
    events = {bar.label: texts[bar.label] for bar in dated if bar.label in texts}
    wide = _width(screen)
    beside = wide >= _BESIDE and any(events.values())
    left = wide - _YEAR - _GAP
    room = min(max(map(len, events.values()), default=0) + 2, _MOST_LIFE, wide * 11 // 20)
    fitted = _fitted(screen, dated, left - (room + _FAR) * beside)
    drawn = [_bar(bar, fitted) for bar in dated]
    width = max(map(len, drawn), default=0) + _FAR - _GAP if beside else left
    grid = _grid(_YEAR, width, *([room] if beside else []))
    for bar, marks in zip(dated, drawn, strict=True):
        event = events.get(bar.label)
        ruled = None if event is None else _ruled(screen, event, (room if beside else left) - 2)
        grid.add_row(Text(bar.label, "bold"), marks, *([ruled] if beside else []))
        if event and not beside:
            grid.add_row("", ruled)
    screen.print(grid)
    _legend(screen, whole, fitted)


def _labelled(screen: Screen, bars: Iterable[Bar], whole: Bar, events: Mapping[str, str]) -> None:
    """Print lines such as "1919: 4 works; arrives in Petrograd", for a screen reader."""
    for bar in bars:
        editions = f", {counted(bar.editions, 'edition')}" if bar.editions else ""
        line = f"{bar.label}: {counted(bar.works, 'work')}{editions}"
        screen.print(text("; ".join(filter(None, (line, events.get(bar.label))))))
    groups = (f"{name} {total}" for name, total in zip(GROUPS, whole.groups, strict=True) if total)
    screen.print(Text(f"In all: {'; '.join(groups)}."))


def _events(life: Iterable[LifeEvent]) -> dict[str, str]:
    """Return the text for each year with events; it is empty within longer ones."""
    texts: dict[str, str] = {}
    for one in life:
        first, last = one.date.earliest.year, one.date.latest.year
        for year in range(first, last + 1):
            texts.setdefault(str(year), "")
        text = f"{one.event} (to {last})" if last > first else one.event
        texts[str(first)] = "; ".join(filter(None, (texts[str(first)], text)))
    return texts


def _ruled(screen: Screen, event: str, width: int) -> Text:
    """Return wrapped text with a vertical rule to the left of every line."""
    rule = "│" if is_unicode(screen.encoding) else "|"
    return Text("\n".join(f"{rule} {row}" for row in wrap(safe(event), width) or [""]), "dim")


def counts(screen: Screen, bars: Sequence[Bar], whole: Bar, unknown: str) -> None:
    """Draw a bar for each label; `unknown` is the label for works without one."""
    named = [bar for bar in bars if bar.label]
    if screen.accessible:
        _labelled(screen, named, whole, {})
    else:
        _counts(screen, named, whole)
    lacking = sum(bar.works for bar in bars if not bar.label)
    if lacking:
        screen.print(Text(f"{unknown}: {counted(lacking, 'work')}.", "dim"))


def _counts(screen: Screen, named: Sequence[Bar], whole: Bar) -> None:
    labels = [text(bar.label, "bold") for bar in named]
    longest = max((label.cell_len for label in labels), default=0)
    left = min(longest, _width(screen) * 2 // 5)
    width = _width(screen) - left - _GAP
    fitted = _fitted(screen, named, width)
    grid = _grid(left, width)
    for label, bar in zip(labels, named, strict=True):
        grid.add_row(label, _bar(bar, fitted))
    screen.print(grid)
    _legend(screen, whole, fitted)
    if any(bar.editions for bar in named):
        screen.print(Text("In brackets: the editions translated.", "dim"))


def notes(screen: Screen, undated: Sequence[Work], over_years: int) -> None:
    """Print below the chart what it cannot show: works of several years, and undated works."""
    if over_years:
        each = "it" if over_years == 1 else "each"
        several = f"{counted(over_years, 'work')} may fall in several years"
        screen.print(Text(f"{several}; {each} counts in the first.", "dim"))
    if undated:
        titles = Text(", ").join(linked(work.title, work.url) for work in undated[:_NAMED])
        screen.print(Text.assemble(("Undated: ", "dim"), titles))
        if len(undated) > _NAMED:
            screen.print(Text(f"and {len(undated) - _NAMED} more.", "dim"))


def _grid(*widths: int) -> Table:
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    return grid


def _count(bar: Bar) -> str:
    brackets = f" ({bar.editions})" if bar.editions else ""
    return f" {bar.works}{brackets}" if bar.works else ""


def _width(screen: Screen) -> int:
    return min(screen.width, _MOST_WIDE)


def _fitted(screen: Screen, bars: Sequence[Bar], width: int) -> Scale:
    most = max((bar.works for bar in bars), default=0)
    cells = width - max((len(_count(bar)) for bar in bars), default=0)
    fitted = scale(most, cells, max(_WIDEST, _width(screen) // _PER_CELL))
    return fitted if is_unicode(screen.encoding) else fitted._replace(marks=_LETTERS)


def _bar(bar: Bar, fitted: Scale) -> Text:
    drawn = Text(no_wrap=True)
    lengths = fitted.lengths(bar.groups)
    for mark, style, length in zip(fitted.marks, _STYLES, lengths, strict=True):
        drawn.append(mark * length, style)
    return drawn.append(_count(bar))


def _legend(screen: Screen, whole: Bar, fitted: Scale) -> None:
    """Explain the marks drawn, with the number of works for each."""
    line = Text()
    screen.print()
    for mark, style, name, total in zip(fitted.marks, _STYLES, GROUPS, whole.groups, strict=True):
        entry = Text.assemble((mark * 2, style), f" {name} {total}")
        if line and total and len(line) + len(entry) + 3 > screen.width:
            screen.print(line)
            line = Text()
        if total:
            line.append("   " * bool(line)).append_text(entry)
    screen.print(line)
    if fitted.works > 1:
        screen.print(Text(f"One mark stands for {fitted.works} works.", "dim"))
