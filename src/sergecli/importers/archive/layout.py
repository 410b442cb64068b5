"""The tables of an index page: which rows are entries, and where their dates are."""

import re
from collections import defaultdict
from collections.abc import Sequence

from sergecli.importers.archive import dates
from sergecli.importers.archive.lines import Line

# A row with more lines than these is layout, unless one of its cells has a single line.
_MOST_LINES = 14


class Layout:
    """The table rows of a page that are data rather than layout, judged by their cells."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Count the lines in each cell of each row."""
        rows: dict[int, dict[int, int]] = defaultdict(dict)
        for line in lines:
            if line.row and re.search(r"\w", line.text):
                rows[line.row][line.column] = rows[line.row].get(line.column, 0) + 1
        self._rows = {row: columns for row, columns in rows.items() if _has_data(columns)}
        self._dates: dict[int, dict[int, str]] = defaultdict(dict)
        for line in lines:
            columns = self._rows.get(line.row, {})
            alone = len(columns) > 1 and columns.get(line.column) == 1
            if alone and not line.links and dates.is_only(line.text):
                self._dates[line.row][line.column] = line.text.strip(" .:")
        # Of each table the last date of a cell, and the column to which it belongs.
        self._last: dict[int, tuple[int, str]] = {}

    def is_data(self, line: Line) -> bool:
        """Return whether a line is in a row of several cells that is not just layout."""
        return len(self._rows.get(line.row, ())) > 1

    def is_cell(self, line: Line) -> bool:
        """Return whether a line is in a table row that is not just layout."""
        return line.row in self._rows

    def is_date(self, line: Line) -> bool:
        """Return whether a line is all that a cell has, and a date."""
        return line.column in self._dates.get(line.row, ())

    def date(self, line: Line) -> str:
        """Return the date in the nearest cell of the row, or of a row above if that cell is empty.

        Lines must be asked for in their order.
        """
        cells = self._dates.get(line.row, {})
        before = [words for column, words in cells.items() if column < line.column]
        after = [words for column, words in cells.items() if column > line.column]
        if before or after:
            words = before[-1] if before else after[0]
            self._last[line.table] = (line.column, words)
            return words
        column, words = self._last.get(line.table, (0, ""))
        columns = self._rows.get(line.row, {line.column: 1})
        is_empty = line.row in self._rows and min(columns) >= line.column
        return words if line.column and column == line.column and is_empty else ""


def _has_data(columns: dict[int, int]) -> bool:
    has_single = len(columns) > 1 and min(columns.values()) == 1
    return sum(columns.values()) <= _MOST_LINES or has_single
