"""What is collected from an index page: its texts, and the lines that were not understood."""

from dataclasses import dataclass

from sergecli.importers.archive import dates as page_dates
from sergecli.importers.archive.lines import Line
from sergecli.importers.archive.sections import Section
from sergecli.importers.base import label
from sergecli.importers.entry import Entry


@dataclass(eq=False)
class Text:
    """A text that a page leads to, or a whole of which it leads to the parts; each is its own.

    `remark` is everything after the title; `dates` are words for its date from
    elsewhere, the nearest first; `context` is what the headings say of the date; `whole` is
    the text of which it is a part, `alternative` that of which it is another translation;
    `italics` are its words in italics, titles of other texts unless they are all of its title.
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
    italics: tuple[str, ...] = ()
    whole: "Text | None" = None
    alternative: "Text | None" = None

    @property
    def is_dated(self) -> bool:
        """Return whether it has a date of its own, not only in a heading above."""
        return bool(self.dates or page_dates.find(self.remark))


def unread(line: Line, why: str, text: str = "") -> Entry:
    """Tell of a line, or of a text in it, that may be an entry but was left out."""
    return Entry(label(text or line.text), line.number, {}, skipped=why)
