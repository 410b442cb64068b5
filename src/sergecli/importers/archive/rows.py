"""The table rows of a page: which are data rather than layout, and the date beside each line."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sergecli.importers.archive import dates
from sergecli.importers.archive.lines import Line

# A row with more lines than these is layout, unless one of its cells has a single line.
_MOST_LINES = 14
_DAY = re.compile(r"\d{1,2}")


@dataclass
class _Row:
    """A row: of its columns how many lines they have, which are dates, and what these say."""

    lines: Counter[int] = field(default_factory=Counter)
    dates: dict[int, str] = field(default_factory=dict)

    @property
    def is_data(self) -> bool:
        """Return whether it is not just layout."""
        has_single = len(self.lines) > 1 and min(self.lines.values()) == 1
        return self.lines.total() <= _MOST_LINES or has_single


def with_dates(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Give the lines in rows of data their number of cells, and the date beside or above them."""
    rows: defaultdict[int, _Row] = defaultdict(_Row)
    for line in lines:
        if line.row and re.search(r"\w", line.text):
            rows[line.row].lines[line.column] += 1
    data = {number: row for number, row in rows.items() if row.is_data}
    # Of each table, the dates above; they count where the first cells of a row are empty.
    above: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for line in lines:
        row = data.get(line.row)
        if row and len(row.lines) > 1 and row.lines[line.column] == 1 and not line.links:
            _add_date(row.dates, line)
    for line in lines:
        if not (row := data.get(line.row)):
            yield line
            continue
        first = min(row.lines)
        inherited = {at: words for at, words in above[line.table].items() if at < first}
        above[line.table] |= row.dates
        cells = _joined({**inherited, **row.dates})
        before = [words for at, words in cells.items() if at < line.column]
        after = [words for at, words in cells.items() if at > line.column]
        beside = before[-1] if before else next(iter(after), "")
        yield line._replace(
            cells=len(row.lines), row_date=beside, is_row_date=line.column in row.dates
        )


def _add_date(found: dict[int, str], line: Line) -> None:
    """Keep a line that is all of a cell if it is a date, or the day of the month before it."""
    text = line.text.strip(" .:")
    last = next(reversed(found.values()), "")
    if dates.is_only(text) or (_DAY.fullmatch(text) and re.match(r"\D", last)):
        found[line.column] = text


def _joined(cells: Mapping[int, str]) -> dict[int, str]:
    """Join the parts of a date in cells beside each other, in the last of them."""
    joined: dict[int, str] = {}
    for column, text in cells.items():
        before = "" if re.search(r"\d{3}", text) else joined.pop(column - 1, "")
        joined[column] = f"{text} {before}".strip()
    return joined
