"""The tables of an index page: which rows are entries, and where their dates are."""

import re
from collections import defaultdict
from collections.abc import Sequence

from sergecli.importers.archive import dates
from sergecli.importers.archive.lines import Line

# A row with more lines than these is layout, unless one of its cells has a single line.
_MOST_LINES = 14
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{1,2}")


class Layout:
    """The table rows of a page that are data rather than layout, judged by their cells."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Count the lines in each cell of each row."""
        rows: dict[int, dict[int, int]] = defaultdict(dict)
        for line in lines:
            if line.row and re.search(r"\w", line.text):
                rows[line.row][line.column] = rows[line.row].get(line.column, 0) + 1
        self._rows = {row: columns for row, columns in rows.items() if _has_data(columns)}
        # The dates in each row: parts in cells of their own are joined.
        self._dates: dict[int, dict[int, str]] = defaultdict(dict)
        self._date_cells: set[tuple[int, int]] = set()
        self._year_cells: dict[int, tuple[int, str]] = {}
        for line in lines:
            columns = self._rows.get(line.row, {})
            if len(columns) > 1 and columns.get(line.column) == 1 and not line.links:
                self._add_date(line)
        # Of each table the last date of a cell, and the column to which it belongs.
        self._last: dict[int, tuple[int, str]] = {}
        self._last_year: dict[int, tuple[int, str]] = {}

    def _add_date(self, line: Line) -> None:
        text, cells = line.text.strip(" .:"), self._dates[line.row]
        column, before = next(reversed(cells.items()), (-1, ""))
        is_day = bool(_DAY.fullmatch(text) and before and not before[0].isdecimal())
        if not is_day and not dates.is_only(text):
            return
        self._date_cells.add((line.row, line.column))
        if before and column == line.column - 1 and not re.search(r"\d{3}", text):
            text = f"{text} {cells.pop(column)}"
        cells[line.column] = text
        if _YEAR.fullmatch(text):
            self._year_cells[line.row] = (line.column, text)

    def is_data(self, line: Line) -> bool:
        """Return whether a line is in a row of several cells that is not just layout."""
        return len(self._rows.get(line.row, ())) > 1

    def is_cell(self, line: Line) -> bool:
        """Return whether a line is in a table row that is not just layout."""
        return line.row in self._rows

    def is_date(self, line: Line) -> bool:
        """Return whether a line is all that a cell has, and a date."""
        return (line.row, line.column) in self._date_cells

    def date(self, line: Line) -> str:
        """Return the date in the nearest cell of the row, or of a row above if that cell is empty.

        Lines must be asked for in their order.
        """
        cells = self._dates.get(line.row, {})
        before = [words for column, words in cells.items() if column < line.column]
        after = [words for column, words in cells.items() if column > line.column]
        if before or after:
            words = self._with_year(before[-1] if before else after[0], line)
            if line.links:
                self._last[line.table] = (line.column, words)
            return words
        column, words = self._last.get(line.table, (0, ""))
        columns = self._rows.get(line.row, {line.column: 1})
        is_empty = line.row in self._rows and min(columns) >= line.column
        return words if line.column and column == line.column and is_empty else ""

    def _with_year(self, words: str, line: Line) -> str:
        """Add to a month the year of a row above, if the cell of the year is empty."""
        if line.row in self._year_cells:
            self._last_year[line.table] = self._year_cells[line.row]
        column, year = self._last_year.get(line.table, (0, ""))
        is_empty = year and column not in self._rows[line.row]
        return f"{words} {year}" if is_empty and not re.search(r"\d{3}", words) else words


def _has_data(columns: dict[int, int]) -> bool:
    has_single = len(columns) > 1 and min(columns.values()) == 1
    return sum(columns.values()) <= _MOST_LINES or has_single
