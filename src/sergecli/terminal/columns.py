"""Lays text out in lines and columns, drawn with Rich; knows nothing of works."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len, chop_cells
from rich.text import Text

GAP = 2
_LONGEST_WORD = 15
_PIECE = re.compile(r"\S+\s*")


# --- lines -------------------------------------------------------------------


def wrapped(text: Text, width: int, *, whole: bool = False, hang: int = 0) -> list[Text]:
    """Break a text between words; a longer word is folded, or kept `whole`.

    The blanks with which a text begins indent all its lines, and `hang` more
    those that follow the first.
    """
    if cell_len(text.plain) <= width:
        return [text]
    indent = len(text.plain) - len(text.plain.lstrip())
    breaks = _breaks(text.plain, indent, indent + hang, width, whole=whole)
    first, *others = text.divide(breaks)
    first.rstrip()
    for line in others:
        line.rstrip()
        line.pad_left(indent + hang)
    return [first, *others]


def _breaks(plain: str, used: int, margin: int, width: int, *, whole: bool) -> Iterator[int]:
    """Give the places before which a line ends; `used` cells precede the first word."""
    begun = used
    for piece in _PIECE.finditer(plain, used):
        at, word = piece.start(), piece[0].rstrip()
        if used > begun and used + cell_len(word) > width:
            yield at
            used = begun = margin
        if used + cell_len(word) > width and not whole:
            # The whole word at once: it may have a million letters.
            first = chop_cells(word, max(width - used, 1))[0]
            others = chop_cells(word[len(first) :], max(width - margin, 1))
            for chunk in (first, *others[:-1]):
                at += len(chunk)
                yield at
            word = others[-1] if others else ""
            used = begun = margin
        used += cell_len(word) + piece.end() - piece.start() - len(piece[0].rstrip())


# --- tables ------------------------------------------------------------------


class Column(NamedTuple):
    """A column of a table: its cells, and what makes it give way.

    It is left out, with all that matter less, where not even `least` cells are
    left for it, or not `beside` cells for the column that matters most. Where
    all is narrow, it gets its `share` of the room; without one it has the width
    of its longest cell.

    The cells of a `whole` column are never broken: one that is too long for it
    reaches into the room to its left, on a line of its own if it must.
    """

    name: str
    cells: Sequence[Text]
    least: int = 0
    beside: int = 0
    share: int = 0
    whole: bool = False

    @property
    def word(self) -> int:
        """The width of its longest word, as long as words usually are."""
        words = (word for cell in self.cells if not self.whole for word in cell.plain.split())
        return min(max(map(cell_len, words), default=0), _LONGEST_WORD)

    @property
    def longest(self) -> int:
        """The width that it would like to have."""
        lines = (line for cell in self.cells for line in cell.plain.split("\n"))
        return max([len(self.name), *map(cell_len, lines)])


def drawn(columns: Sequence[Column], keep: Sequence[str], width: int) -> Iterator[Text]:
    """Lay columns out in lines that fit the width; a column without a word is left out.

    `keep` names the columns, those first that matter most. Where there is no
    room the last of them go: a wider table has what a narrower one has.
    """
    wanted = {one.name: one.longest for one in columns if any(cell.plain for cell in one.cells)}
    by_name = {one.name: one for one in columns}
    least = _fitting([by_name[name] for name in keep if name in wanted], wanted, width)
    shown = [one for one in columns if one.name in least]
    widths = _widths(shown, wanted, least, width)
    yield from _row(shown, [Text(one.name, "bold") for one in shown], widths)
    for cells in zip(*(one.cells for one in shown), strict=True):
        yield from _row(shown, cells, widths)


def _fitting(columns: Sequence[Column], wanted: Mapping[str, int], width: int) -> Mapping[str, int]:
    """Give the columns there is room for, and the least width of each.

    The first is there in any case, the others as long as there is room.
    """
    first, *others = columns
    beside, left = min(first.beside, wanted[first.name]), width
    found = {}
    for one in others:
        least = min(max(one.least, one.word), wanted[one.name]) if one.least else wanted[one.name]
        asked = max(beside, min(one.beside, wanted[first.name]))
        if left - GAP - least < asked or (one.whole and wanted[one.name] > width):
            break
        beside, left = asked, left - GAP - least
        found[one.name] = least
    return {first.name: beside, **found}


def _widths(
    columns: Sequence[Column], wanted: Mapping[str, int], least: Mapping[str, int], width: int
) -> list[int]:
    """Share out the width, which is enough for the least.

    Whoever needs more than their share is served first, then who needs less, and
    what that leaves is shared by the others.
    """
    widths = {one.name: wanted[one.name] for one in columns if not one.share}
    left = width - GAP * (len(columns) - 1) - sum(widths.values())
    waiting = [one for one in columns if one.share]
    while waiting:
        fair = {
            one.name: left * one.share // sum(each.share for each in waiting) for one in waiting
        }
        needy = {one.name: least[one.name] for one in waiting if least[one.name] > fair[one.name]}
        modest = {
            one.name: wanted[one.name] for one in waiting if wanted[one.name] < fair[one.name]
        }
        served = needy or modest or fair
        widths |= {name: max(cells, 1) for name, cells in served.items()}
        left -= sum(served.values())
        waiting = [one for one in waiting if one.name not in served]
    return [widths[one.name] for one in columns]


def _row(columns: Sequence[Column], cells: Sequence[Text], widths: Sequence[int]) -> Iterator[Text]:
    """Give the lines of a row, without blanks at their ends."""
    broken: list[list[Text]] = []
    over = []
    end = -GAP
    for column, cell, width in zip(columns, cells, widths, strict=True):
        end += GAP + width
        if column.whole and cell_len(cell.plain) > width:
            over.append((end, cell))
            broken.append([])
        else:
            broken.append([piece for line in cell.split() for piece in wrapped(line, width)])
    *lines, last = _beside(broken, widths)
    yield from lines
    for edge, cell in over:
        start = max(edge - cell_len(cell.plain), 0)
        if cell_len(last.plain) + GAP > start and last.plain:
            yield last
            last = Text()
        last.pad_right(start - cell_len(last.plain))
        last.append_text(cell)
    yield last


def _beside(columns: Sequence[Sequence[Text]], widths: Sequence[int]) -> list[Text]:
    """Put the lines of cells beside one another; there is one line at least."""
    lines = []
    for pieces in zip_longest(*columns, fillvalue=Text()):
        line, end = Text(), 0
        for piece, width in zip(pieces, widths, strict=True):
            if piece.plain:
                line.pad_right(end - cell_len(line.plain))
                line.append_text(piece)
            end += width + GAP
        lines.append(line)
    return lines or [Text()]
