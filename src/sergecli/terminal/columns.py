"""Tables of text that fit any terminal, drawn by Rich."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import OverflowMethod
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sergecli.terminal import theme
from sergecli.terminal.theme import Screen

_GAP = 2
_LONGEST_WORD = 15


class Column(NamedTuple):
    """A column of a table: its cells, and when it makes room for others.

    It is left out, with all less important columns, if fewer than `least` cells are left
    for it, or fewer than `beside` for the most important column. If space is short, it gets
    its `share`; without a share it is as wide as its longest cell, which is never broken.
    Blanks at the start of a cell indent all its lines.
    """

    name: str
    cells: Sequence[Text]
    style: str = ""
    least: int = 0
    beside: int = 0
    share: int = 0

    @property
    def longest(self) -> int:
        """The width of its longest line."""
        lines = (line for cell in self.cells for line in cell.plain.split("\n"))
        return max([len(self.name), *map(cell_len, lines)])

    @property
    def longest_word(self) -> int:
        """The width of its longest word, at most _LONGEST_WORD."""
        lengths = (cell_len(word) for cell in self.cells for word in cell.plain.split())
        return min(max(lengths, default=0), _LONGEST_WORD)


def draw(screen: Screen, columns: Sequence[Column], order: Sequence[str]) -> None:
    """Print columns as a Rich table no wider than the screen; empty columns are left out.

    `order` names the columns, the most important first. If space is short, the last ones
    are left out, so that a wider table always has all the columns of a narrower one.
    """
    if screen.accessible:
        _labelled(screen, columns)
        return
    screen.print(table(screen, fitted(columns, order, screen.width)), crop=False)


# A column with its width.
Sized = tuple[Column, int]


def fitted(columns: Sequence[Column], order: Sequence[str], width: int) -> list[Sized]:
    """Choose the columns that fit, and share out the width."""
    by_name = {column.name: column for column in columns}
    filled = [by_name[name] for name in order if any(cell.plain for cell in by_name[name].cells)]
    least = _least_widths(filled, width)
    shown = [column for column in columns if column.name in least]
    return list(zip(shown, _widths(shown, least, width), strict=True))


def table(screen: Screen, shown: Sequence[Sized], *, wrap: bool = True) -> Table:
    """Make a table of columns with their widths."""
    made = Table(
        box=theme.RULE_ASCII if screen.options.ascii_only else theme.RULE,
        show_edge=False,
        pad_edge=False,
        padding=(0, _GAP - 1, 0, 0),
        header_style=theme.HEADER,
    )
    for column, width in shown:
        overflow: OverflowMethod = "fold" if wrap else "ellipsis"
        style = column.style
        made.add_column(column.name, width=width, style=style, overflow=overflow, no_wrap=not wrap)
    for cells in zip(*(column.cells for column, _ in shown), strict=True):
        made.add_row(*map(_cell, cells))
    return made


def _cell(content: Text) -> Text | Padding:
    """Indent all the lines of a cell that begins with blanks."""
    indent = len(content.plain) - len(content.plain.lstrip(" "))
    return Padding(content[indent:], (0, 0, 0, indent)) if indent else content


def _labelled(screen: Screen, columns: Sequence[Column]) -> None:
    """Print each row as lines such as "Title: …", for a screen reader."""
    for number, cells in enumerate(zip(*(column.cells for column in columns), strict=True)):
        if number:
            screen.print()
        for column, cell in zip(columns, cells, strict=True):
            if cell.plain.strip():
                value = Text(", ").join(cell.split())
                screen.print(Text(f"{column.name}: ").append_text(value), soft_wrap=True)


def _least_widths(columns: Sequence[Column], width: int) -> Mapping[str, int]:
    """Return the columns that fit, and the least width of each; the first always does."""
    first, *others = columns
    beside, left = min(first.beside, first.longest), width
    fitting = {}
    for column in others:
        wanted = column.longest
        floor = max(column.least, column.longest_word, len(column.name))
        least = min(floor, wanted) if column.share else wanted
        needed = max(beside, min(column.beside, first.longest))
        if left - _GAP - least < needed:
            break
        beside, left = needed, left - _GAP - least
        fitting[column.name] = least
    return {first.name: beside, **fitting}


def _widths(columns: Sequence[Column], least: Mapping[str, int], width: int) -> list[int]:
    """Distribute the width, which is enough for the least widths.

    Columns that need more than their share come first, then those that need less;
    the others divide the rest.
    """
    wanted = {column.name: column.longest for column in columns}
    widths = {column.name: wanted[column.name] for column in columns if not column.share}
    left = width - _GAP * (len(columns) - 1) - sum(widths.values())
    waiting = [column for column in columns if column.share]
    while waiting:
        shares = sum(column.share for column in waiting)
        fair = {column.name: left * column.share // shares for column in waiting}
        needy = {name: least[name] for name in fair if least[name] > fair[name]}
        modest = {name: wanted[name] for name in fair if wanted[name] < fair[name]}
        served = needy or modest or fair
        widths |= {name: max(cells, 1) for name, cells in served.items()}
        left -= sum(served.values())
        waiting = [column for column in waiting if column.name not in served]
    return [widths[column.name] for column in columns]
