"""The table rows of a page: which are data rather than layout, and the date beside each line."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sergecli.importers.archive import dates
from sergecli.importers.archive.lines import Line

# A row with more lines than these is layout, unless one of its cells has a single line.
_MOST_LINES = 14
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{1,2}")


@dataclass
class _Row:
    """A row of data: how many lines each cell has, and which cells are dates.

    The parts of a date in cells of their own are joined in `dates`, in the last of them;
    `year` is the column of a cell that is only a year, and its words.
    """

    lines: Mapping[int, int]
    dates: dict[int, str] = field(default_factory=dict)
    date_cells: set[int] = field(default_factory=set)
    year: tuple[int, str] = (0, "")

    def add_date(self, column: int, text: str) -> None:
        """Keep a text that is all of a cell, if it is a date or completes the one before it."""
        last, before = next(reversed(self.dates.items()), (-1, ""))
        is_day = bool(_DAY.fullmatch(text) and before and not before[0].isdecimal())
        if not is_day and not dates.is_only(text):
            return
        self.date_cells.add(column)
        if before and last == column - 1 and not re.search(r"\d{3}", text):
            text = f"{text} {self.dates.pop(last)}"
        self.dates[column] = text
        if _YEAR.fullmatch(text):
            self.year = column, text


def with_dates(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Give the lines in rows of data their number of cells, and the date beside or above them."""
    rows = _rows(lines)
    # Of each table the column and the date of the last text, and the column and the last year.
    last: dict[int, tuple[int, str]] = {}
    last_year: dict[int, tuple[int, str]] = {}
    for line in lines:
        row = rows.get(line.row)
        if not row:
            yield line
            continue
        words = ""
        if cells := _beside(row, line):
            if row.year[1]:
                last_year[line.table] = row.year
            column, year = last_year.get(line.table, (0, ""))
            words = cells[0]
            if year and column not in row.lines and not re.search(r"\d{3}", words):
                # The cell of the year is empty in this row.
                words = f"{words} {year}"
            if line.links:
                last[line.table] = line.column, words
        elif line.column and min(row.lines) >= line.column:
            column, above = last.get(line.table, (0, ""))
            words = above if column == line.column else ""
        is_date = line.column in row.date_cells
        yield line._replace(cells=len(row.lines), row_date=words, is_row_date=is_date)


def _beside(row: _Row, line: Line) -> list[str]:
    """Return the dates in other cells of a row, the nearest before the line first."""
    before = [words for column, words in row.dates.items() if column < line.column]
    after = [words for column, words in row.dates.items() if column > line.column]
    return [*reversed(before), *after]


def _rows(lines: tuple[Line, ...]) -> dict[int, _Row]:
    """Return the rows that are data rather than layout, judged by their cells."""
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    for line in lines:
        if line.row and re.search(r"\w", line.text):
            counts[line.row][line.column] = counts[line.row].get(line.column, 0) + 1
    rows = {row: _Row(cells) for row, cells in counts.items() if _has_data(cells)}
    for line in lines:
        row = rows.get(line.row)
        if row and len(row.lines) > 1 and row.lines.get(line.column) == 1 and not line.links:
            row.add_date(line.column, line.text.strip(" .:"))
    return rows


def _has_data(cells: Mapping[int, int]) -> bool:
    has_single = len(cells) > 1 and min(cells.values()) == 1
    return sum(cells.values()) <= _MOST_LINES or has_single
