"""The shapes of a line that leads to no text."""

import re
from typing import NamedTuple

from sergecli.importers.archive import dates, sections
from sergecli.importers.archive import links as page_links
from sergecli.importers.archive.entries import Text
from sergecli.importers.archive.lines import Line
from sergecli.importers.archive.outline import after_title, dated_heading

_LONGEST_CELL = 100
_LONGEST_TITLE = 200


class Around(NamedTuple):
    """A line and what is around it.

    `last` is the text before it; `led`: its block begins with a date, and may have one again
    before each entry.
    """

    line: Line
    above: Line | None
    following: Line | None
    last: Text | None
    led: bool
    author: str

    @property
    def continues(self) -> bool:
        """Return whether the line says more about the text before it."""
        line, last = self.line, self.last
        if not last:
            return False
        is_definition = line.tag == "dd" and last.line.tag == "dt"
        return is_definition or (line.block == last.line.block and not line.gap)


def date_alone(line: Line) -> str:
    """Return the date that is all a line says; a `<dt>` may have other words around it."""
    text = line.text
    if line.tag == "dt" and (found := dates.find(text)):
        text = text[found[0].start : found[-1].end]
    return text if dates.is_only(text) and not line.links else ""


def is_period(around: Around) -> bool:
    """Return whether a line is years that the title above treats, or the date of a row."""
    line, above = around.line, around.above
    is_titled = line.level == 1 or (above and sections.is_part(above.text))
    is_treated = above and is_titled and line.continues_heading(above)
    return bool(date_alone(line) and (is_treated or line.is_row_date))


def is_date(around: Around) -> bool:
    """Return whether a line is a date, which is that of the entries below."""
    line, last = around.line, around.last
    is_next = around.led and last and line.block == last.line.block
    return bool(date_alone(line) and (is_next or not around.continues))


def is_section(around: Around) -> bool:
    """Return whether a line names a section: “Letters”, “About Anna Keller”, “Links”."""
    line = around.line
    is_name = line.level or not line.links
    is_apart = line.text.endswith(":") or not around.continues
    return bool(is_name and is_apart and sections.announced(line.text, around.author))


def is_remark(around: Around) -> bool:
    """Return whether a line says more about the entry above."""
    return around.continues and not around.line.links


def is_whole(around: Around) -> bool:
    """Return whether a line is the title of a text whose parts follow."""
    line, following = around.line, around.following
    if not following or line.links or not following.links or len(line.text) > _LONGEST_TITLE:
        return False
    found = dates.find(line.text)
    if line.level:
        before = line.text[: found[0].start] if found else ""
        # In “The Movement in 1905” the year belongs to the title.
        title = re.search(r"\w{3}.*\w{3}", before) and not page_links.RUNS_ON.search(
            before.rstrip()
        )
        others = dated_heading(line.text) or dates.find(following.text)
        return bool(title and not others)
    leads = line.text.endswith(":") or following.depth > line.depth
    if found and line.emphasised and following.depth > line.depth:
        # A book in bold with its date; its chapters are the list below.
        book = line.emphasised[0]
        is_section = sections.announced(book, around.author)
        if line.text.startswith(book) and not (is_section or dates.find(book)):
            return True
    dated = found or line.emphasised or line.row_date
    return bool(leads and following.block == line.block and dated)


def is_cell(around: Around) -> bool:
    """Return whether a line is what another cell of a row says of its text."""
    line = around.line
    return line.cells > 1 and not line.links and len(line.text) <= _LONGEST_CELL


def is_heading(around: Around) -> bool:
    """Return whether a line is any other heading."""
    line = around.line
    announces = line.text.endswith(":") and not line.links
    return bool(line.level or line.bold or announces or after_title(line))
