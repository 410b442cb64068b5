"""The lines of a page as a reader sees them: texts, links, headings, table cells."""

from typing import NamedTuple

from sergecli.importers import base

_NBSP = "\u00a0"
# The rank of what begins something new and is not in h1 to h6.
LAST_RANK = 7


class Link(NamedTuple):
    """A link: its words, where it leads, the text from it to the next.

    `book`: it is set as a title; `italics` are those of its words that are in italics.
    """

    text: str
    href: str
    after: str
    book: bool = False
    italics: tuple[str, ...] = ()


class Line(NamedTuple):
    """A line of the page.

    `level` is that of a heading (1 to 6), else 0; `depth` counts the lists around it, or the
    blanks before it; lines parted only by `<br>` share their `block`; `row` and `column` are
    of a table's cell, `table` its table (0: none); `gap`: an empty line or a rule is
    before it, `rule`: it is a rule. `style` is the class of its paragraph; `emphasised` are
    its texts outside links in italics or bold, `bold` if all of it is. In a table row that
    is data, `cells` counts its cells, `row_date` is the date beside or above the line, and
    `is_row_date` says that the line itself is one.
    """

    number: int
    before: str
    links: tuple[Link, ...]
    emphasised: tuple[str, ...] = ()
    bold: bool = False
    level: int = 0
    depth: int = 0
    block: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    tag: str = ""
    style: str = ""
    gap: bool = False
    rule: bool = False
    cells: int = 0
    row_date: str = ""
    is_row_date: bool = False

    @property
    def text(self) -> str:
        """Return the whole line without its links."""
        parts = (part for link in self.links for part in (link.text, link.after))
        return cleaned(" ".join((self.before, *parts)))

    @property
    def rank(self) -> int:
        """Return the level of a heading; any other line is below all."""
        return self.level or LAST_RANK

    def continues_heading(self, above: "Line") -> bool:
        """Return whether it is in the same heading as the line above."""
        return bool(self.level) and self.block == above.block


class Page(NamedTuple):
    """A page: its lines, its title, its `<meta>` by name, the address that `<base>` gives it.

    `others` are the addresses of its frames, of the areas of its pictures, and of the page
    to which it sends the browser.
    """

    lines: tuple[Line, ...]
    title: str
    meta: dict[str, str]
    base: str
    language: str
    others: tuple[str, ...]


def cleaned(raw: str) -> str:
    """Return the words of a piece of HTML, with single plain blanks."""
    return base.clean(raw.replace(_NBSP, " "))
