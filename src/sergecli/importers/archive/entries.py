"""What the reader of an index page collects: its texts, and the dates of its headings."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from sergecli.importers.archive import dates as page_dates
from sergecli.importers.archive.lines import Line
from sergecli.importers.archive.sections import Section

_USUAL_WORDS = re.compile(
    r"(?:(?:works?|writings|articles|texts|letters|speeches|documents|published|written|from|of"
    r"|in|the|year|and|volume|vol|part|[ivx]+|\d)\W*)*",
    re.IGNORECASE,
)


@dataclass(eq=False)
class Text:
    """A text that a page leads to, or a whole of which it leads to the parts; each is its own.

    `remark` is everything after the title; `dates` are words for its date from
    elsewhere, the nearest first; `context` is what the headings say of the date; `whole` is
    the text of which it is a part, `alternative` that of which it is another translation;
    `by` is the name of the author printed before it.
    """

    title: str
    url: str
    line: Line
    section: Section
    remark: str = ""
    emphasised: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    context: str = ""
    book: bool = False
    whole: "Text | None" = None
    alternative: "Text | None" = None
    by: str = ""

    @property
    def is_dated(self) -> bool:
        """Return whether it has a date of its own, not only in a heading above."""
        return bool(self.dates or page_dates.find(self.remark))


class Unread(NamedTuple):
    """A line that may be an entry but leads to no text, and why it was left out."""

    number: int
    text: str
    why: str


class HeadingDates:
    """What the headings say of the date: a year, and a month of it."""

    def __init__(self) -> None:
        """Begin without any."""
        self.year = self.month = ""
        self._rank = 0

    def turn(self, words: str, rank: int) -> None:
        """Take the date of a heading; a month is one of the year above it."""
        if page_dates.is_complete(words):
            self.year, self.month, self._rank = words, "", rank
        else:
            self.month = words
            # Of a whole date above, only the year is that of the month.
            year = re.search(r"\d{4}", self.year)
            self.year = year[0] if page_dates.is_day(self.year) and year else self.year

    def leave(self, rank: int) -> None:
        """Forget the date at a heading of this rank, if that is higher."""
        if rank < self._rank:
            self.forget()

    def end(self, rank: int) -> None:
        """Forget the date at a heading of this rank that has none, unless it is lower."""
        if rank <= self._rank:
            self.forget()

    def forget(self) -> None:
        """Forget the date."""
        self.year, self.month, self._rank = "", "", 0

    @property
    def words(self) -> str:
        """Return the words for the month and the year."""
        return f"{self.month} {self.year}".strip()


def continues(line: Line, last: Text) -> bool:
    """Return whether a line says more about the text before it."""
    if line.tag == "dd" and last.line.tag == "dt":
        return True
    return line.block == last.line.block and not line.gap


def dated_heading(text: str) -> str:
    """Return the date in a heading that says little else: "Writings 1917", "1917: Revolution"."""
    found = page_dates.find(text)
    if len(found) != 1:
        return ""
    rest = (text[: found[0].start] + " " + text[found[0].end :]).strip(" .,:;–—-()[]")
    at_start = not re.search(r"\w", text[: found[0].start])
    return found[0].words if at_start or _USUAL_WORDS.fullmatch(rest) else ""
