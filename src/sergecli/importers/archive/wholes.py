"""The texts of which others are parts: books with their chapters, and lines above a list."""

import re

from sergecli.importers.archive import dates as page_dates
from sergecli.importers.archive import links as page_links
from sergecli.importers.archive import sections
from sergecli.importers.archive.entries import Text
from sergecli.importers.archive.lines import Line
from sergecli.importers.archive.sections import Section


class Wholes:
    """The texts of which those that follow may be parts.

    `group` is one whose parts follow it in its block or under its heading.
    """

    def __init__(self, group: Text | None = None) -> None:
        self.group = group
        self._open: list[Text] = []

    def relate(self, text: Text, first: Text | None, last: Text | None, before: str) -> None:
        """Find the whole of which a text is a part.

        `first` is the first text of its line, `last` the one before it, `before` the words
        before the line's links.
        """
        if first:
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


def make_alternative(text: Text, first: Text | None, last: Text | None, before: str) -> bool:
    """Relate a text to that of which it is another translation, if it is; return whether it is.

    The arguments are those of `Wholes.relate`.
    """
    if last and sections.ALTERNATIVE.match(text.title):
        said = text.title.strip("()[]")
        text.title = f"{first.title} ({said})" if first else said
        text.alternative = first or last.alternative or last
    elif last and sections.ALTERNATIVE.match(before):
        text.alternative = last
    else:
        return False
    text.section = text.section._replace(translators=())
    return True


def _is_near(text: Text, last: Text) -> bool:
    """Return whether a text is in the cell or the block of the one before it."""
    one, other = text.line, last.line
    return (one.row, one.column) == (other.row, other.column) != (0, 0) or one.block == other.block


def _is_chapter(text: Text, whole: Text) -> bool:
    """Return whether an undated text lies in the directory of a book's index."""
    folder, _, name = whole.url.rpartition("/")
    is_index = name.startswith("index.htm") and text.url != whole.url
    return is_index and not text.is_dated and text.url.startswith(f"{folder}/")


def of_line(line: Line, said: str, section: Section, context: str) -> Text:
    """Make the whole for a line with only its title, and a date before or after it.

    `said` is the part of the line that says so, `context` what the headings say of the date.
    """
    found = page_dates.find(said)
    leads = bool(found) and not re.search(r"\w", said[: found[0].start])
    rest = said[found[0].end :].lstrip(" :,–—-") if leads else said
    emphasised = line.emphasised[0].strip(" ,.:;") if line.emphasised else ""
    title = page_links.headed(rest) or rest or said
    if emphasised and rest.startswith(emphasised) and not page_dates.find(emphasised):
        title = emphasised
    words = found[0].words if leads else line.row_date
    remark = rest.partition(title)[2]
    return Text(
        title, "", line, section, remark, line.emphasised, (words,) if words else (), context
    )
