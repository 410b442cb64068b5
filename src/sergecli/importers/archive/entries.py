"""What the reader of an index page collects: its texts, and the dates of its headings."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from sergecli.importers.archive import dates as page_dates
from sergecli.importers.archive import sections
from sergecli.importers.archive.lines import Line
from sergecli.importers.archive.sections import Section

_USUAL_WORDS = re.compile(
    r"(?:(?:works?|writings|articles|texts|letters|speeches|documents|published|written|from|of"
    r"|in|the|year|and|volume|vol|part|[ivx]+|\d)\W*)*",
    re.IGNORECASE,
)


@dataclass
class Text:
    """A text that a page leads to, or a whole of which it leads to the parts.

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


class Wholes:
    """The texts of which those that follow may be parts.

    `group` is one whose parts follow it in its block or under its heading.
    """

    def __init__(self, group: Text | None = None) -> None:
        """Begin with a group, or without any whole."""
        self.group = group
        self._open: list[Text] = []

    def relate(self, text: Text, first: Text | None, last: Text | None, before: str) -> None:
        """Find the whole of which a text is a part, or of which it is another translation.

        `first` is the first text of its line, `last` the one before it, `before` the words
        before the line's links.
        """
        if last and sections.is_alternative(text.title):
            _make_alternative(text, first, last)
        elif last and sections.is_alternative(before):
            text.alternative, text.section = last, text.section._replace(translators=())
        elif first:
            is_part = not first.url or (
                sections.is_part(text.title) and not sections.is_part(first.title)
            )
            text.whole = first if is_part else first.whole
        elif last and sections.is_part(before) and _is_near(text, last) and not self.group:
            text.whole = last.whole or last
        elif self.group and self._is_of_group(text, self.group):
            text.whole = self.group
        else:
            self._join(text, last)
            self.group = text if text.remark.rstrip().endswith(":") else None

    def _is_of_group(self, text: Text, group: Text) -> bool:
        under_heading = group.line.level and not text.is_dated
        if not group.url and text.line.depth > group.line.depth:
            return True
        return bool(under_heading or (group.line.block == text.line.block and not text.line.gap))

    def _join(self, text: Text, last: Text | None) -> None:
        """Make a text a part of the one that is less indented, or in whose directory it lies."""
        while self._open and self._open[-1].line.depth >= text.line.depth:
            self._open.pop()
        candidates = (last.whole, last) if last else ()
        chapters = (one for one in candidates if one and _is_chapter(text, one))
        text.whole = self._open[-1] if self._open else next(chapters, None)
        is_list = text.line.tag == "li" or text.line.depth or text.line.gap
        if is_list and not (text.whole or text.section.about):
            self._open.append(text)


def _make_alternative(text: Text, first: Text | None, last: Text) -> None:
    """Relate a link with the words "alternative translation" to what it translates."""
    text.section = text.section._replace(translators=())
    said = text.title.strip("()[]")
    text.title = f"{first.title} ({said})" if first else said
    text.alternative = first or last.alternative or last


def _is_near(text: Text, last: Text) -> bool:
    """Return whether a text is in the cell or the block of the one before it."""
    one, other = text.line, last.line
    return (one.row, one.column) == (other.row, other.column) != (0, 0) or one.block == other.block


def _is_chapter(text: Text, whole: Text) -> bool:
    """Return whether an undated text lies in the directory of a book's index."""
    folder, _, name = whole.url.rpartition("/")
    is_index = name.startswith("index.htm") and text.url != whole.url
    return is_index and not text.is_dated and text.url.startswith(f"{folder}/")


def dated_heading(text: str) -> str:
    """Return the date in a heading that says little else: "Writings 1917", "1917: Revolution"."""
    found = page_dates.find(text)
    if len(found) != 1:
        return ""
    rest = (text[: found[0].start] + " " + text[found[0].end :]).strip(" .,:;–—-()[]")
    at_start = not re.search(r"\w", text[: found[0].start])
    return found[0].words if at_start or _USUAL_WORDS.fullmatch(rest) else ""
