"""What a line is that leads to no text: one of a few shapes."""

import re
from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

from sergecli.importers.archive import dates, sections
from sergecli.importers.archive import links as page_links
from sergecli.importers.archive.entries import Text
from sergecli.importers.archive.lines import Line
from sergecli.importers.archive.outline import after_title, dated_heading

LONGEST_CELL = 100
_LONGEST_TITLE = 200


class Shape(Enum):
    """The shapes of a line; of those that fit, the first counts."""

    # Years that the title above treats, or a date in a cell beside a text.
    PERIOD = auto()
    # A date, which is that of the entries below.
    DATE = auto()
    # The name of a section: “Letters”, “About Anna Keller”, “Links”.
    SECTION = auto()
    # More about the entry above.
    REMARK = auto()
    # The title of a text without a link, whose parts follow.
    WHOLE = auto()
    # What another cell of a row says of its text.
    CELL = auto()
    # Any other heading.
    HEADING = auto()
    SENTENCE = auto()


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


def shape(around: Around) -> Shape:
    """Return the shape of a line that leads to no text."""
    return next((one for one, fits in _SHAPES.items() if fits(around)), Shape.SENTENCE)


def date_alone(line: Line) -> str:
    """Return the date that is all a line says; a `<dt>` may have other words around it."""
    text = line.text
    if line.tag == "dt" and (found := dates.find(text)):
        text = text[found[0].start : found[-1].end]
    return text if dates.is_only(text) and not line.links else ""


def _is_period(around: Around) -> bool:
    line, above = around.line, around.above
    if not date_alone(line):
        return False
    continues_heading = above and line.continues_heading(above)
    is_treated = above and continues_heading and (line.level == 1 or sections.is_part(above.text))
    return bool(is_treated) or line.is_row_date


def _is_date(around: Around) -> bool:
    line, last = around.line, around.last
    is_next = around.led and last and line.block == last.line.block
    return bool(date_alone(line) and (is_next or not around.continues))


def _is_section(around: Around) -> bool:
    line = around.line
    is_name = line.level or not line.links
    is_apart = line.text.endswith(":") or not around.continues
    return bool(is_name and is_apart and sections.announced(line.text, around.author))


def _is_remark(around: Around) -> bool:
    return around.continues and not around.line.links


def _is_whole(around: Around) -> bool:
    line, following = around.line, around.following
    if not following or line.links or not following.links or len(line.text) > _LONGEST_TITLE:
        return False
    found = dates.find(line.text)
    if line.level:
        before = line.text[: found[0].start] if found else ""
        # In “The Movement in 1905” the year belongs to the title.
        title = re.search(r"\w{3}.*\w{3}", before) and not page_links.runs_on(before)
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


def _is_cell(around: Around) -> bool:
    line = around.line
    return line.cells > 1 and not line.links and len(line.text) <= LONGEST_CELL


def _is_heading(around: Around) -> bool:
    line = around.line
    announces = line.text.endswith(":") and not line.links
    return bool(line.level or line.bold or announces or after_title(line))


_SHAPES: dict[Shape, Callable[[Around], bool]] = {
    Shape.PERIOD: _is_period,
    Shape.DATE: _is_date,
    Shape.SECTION: _is_section,
    Shape.REMARK: _is_remark,
    Shape.WHOLE: _is_whole,
    Shape.CELL: _is_cell,
    Shape.HEADING: _is_heading,
}
