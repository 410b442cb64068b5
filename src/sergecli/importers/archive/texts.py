"""Turns the lines of an index page into texts: its entries, and what is said about them."""

import re

from sergecli.importers.archive import dates as page_dates
from sergecli.importers.archive import links as page_links
from sergecli.importers.archive import outline, rows, sections, shapes, wholes
from sergecli.importers.archive.address import Place
from sergecli.importers.archive.entries import Text, unread
from sergecli.importers.archive.lines import Line, Page
from sergecli.importers.archive.links import LinkReader, TextLink
from sergecli.importers.archive.outline import Outline
from sergecli.importers.archive.sections import WORKS
from sergecli.importers.archive.shapes import Around
from sergecli.importers.archive.wholes import Wholes
from sergecli.importers.entry import Entry

_FOOT = re.compile(r"foot|copyright|nav|breadcrumb|toplink|linkback|updat", re.IGNORECASE)
_UPDATED = re.compile(r"(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_LISTED = frozenset({"li", "td", "dd", "dt", "th"})
_LONGEST_ENTRY = 300


class Reader:
    """Goes through the lines of a page, and collects `texts` and what was `unread`.

    A line leads to texts, or it has one of the shapes in `_SHAPES`, or it is a sentence.
    """

    def __init__(self, page: Page, place: Place, author: str, life_line: int = -1) -> None:
        """Take a page; `life_line` is the number of the line with the author's dates of life."""
        self.texts: list[Text] = []
        self.unread: list[Entry] = []
        self._lines = tuple(rows.with_dates(page.lines))
        self._life_line = life_line
        self._links = LinkReader(page, place, author)
        self._outline = Outline()
        self._added: dict[tuple[str, str], Text] = {}
        self._wholes = Wholes()
        # Whether the block that is read begins with a date.
        self._led = False
        self._aside: list[str] = []
        self._row = 0
        self._announced = False

    def read(self) -> None:
        """Read all lines."""
        for number, one in enumerate(self._lines):
            line = page_links.titled(one, about=self._outline.section.about) if one.links else one
            if line.rule and not self._outline.section.skipped:
                self._outline.section = WORKS
            if line.row != self._row:
                self._row, self._aside = line.row, []
            if not number or self._lines[number - 1].block != line.block:
                self._led = not line.links and page_dates.is_only(line.text)
            if number == self._life_line or not re.search(r"\w", line.text):
                continue
            links = self._leading(line, number)
            if links:
                self._add_entries(line, links)
            else:
                self._say(line, number)

    @property
    def _last(self) -> Text | None:
        return self.texts[-1] if self.texts else None

    # --- entries -----------------------------------------------------------------

    def _leading(self, line: Line, number: int) -> list[TextLink]:
        if self._outline.section.skipped or _FOOT.search(line.style):
            return []
        leading = self._links.leading(line, number, self._outline)
        runs_on = self._last is not None and self._last.line.block == line.block
        listed = runs_on or line.tag in _LISTED
        if leading and page_links.is_in_sentence(line, leading[0].before, listed=listed):
            if any(self._links.place.has(link.url) for link in leading):
                self.unread.append(unread(line, "the link stands in a sentence"))
            return []
        return leading

    def _add_entries(self, line: Line, links: list[TextLink]) -> None:
        before = line.before
        found = page_dates.find(before)
        dates = tuple(filter(None, (found[0].words if found else "", line.row_date)))
        is_day = self._outline.month and re.fullmatch(r"\W*\d{1,2}\W*", before)
        if not dates and (is_day or page_dates.is_only(before)):
            dates = (before,)
        first = self._whole_before(line, links)
        for link in page_links.each_with_date(links, before):
            text = self._text(line, link, dates)
            if first and not first.url:
                text.title = text.title.strip("()")
            is_other = wholes.make_alternative(text, first, self._last, before)
            kept = self._kept(text)
            if kept is text:
                if not is_other:
                    self._wholes.relate(text, first, self._last, before)
                self.texts.append(text)
            first = first or kept
        if first and self._aside:
            first.remark += "".join(f" ({one})" for one in self._aside)
            self._aside = []

    def _whole_before(self, line: Line, links: list[TextLink]) -> Text | None:
        """Add the whole to whose parts the links lead: "The Crisis, 1917: Part 1 | Part 2"."""
        before = line.before
        if not (
            (sections.is_part(links[0].title) or sections.is_in_brackets(links[0].title))
            and re.search(r"[^\W\d]{3}", before)
            and not (page_dates.is_only(before) or sections.is_part(before))
        ):
            return None
        whole = self._whole_of(line, before)
        if not any(page_dates.find(link.after) for link in links[:-1]):
            whole.remark += links[-1].after
        self.texts.append(whole)
        return whole

    def _text(self, line: Line, link: TextLink, dates: tuple[str, ...]) -> Text:
        about = self._outline.section.about or self._links.is_about(link)
        # The heading of a list of works does not date a biography below it.
        is_aside = about and not self._outline.section.about
        text = Text(
            link.title, link.url, line, self._outline.section._replace(about=about), link.after,
            line.emphasised, (link.date,) if link.date else dates,
            "" if is_aside else self._outline.date, link.book, link.italics,
        )  # fmt: skip
        if not dates and page_dates.is_only(link.title) and page_links.headed(link.after):
            text.title, text.remark = page_links.headed(link.after), ""
            text.dates = (link.title,)
        elif not dates and page_dates.is_day(link.title):
            text.dates = (link.title,)
            # As in “To a Friend, 3 May 1917”, of which only the date is a link.
            text.title = page_links.addressee(line.before) or link.title
        if about and line.before.endswith(":") and not sections.announced(line.before):
            text.remark = f"(by {line.before.rstrip(': ')}) {text.remark}"
        return text

    def _kept(self, text: Text) -> Text:
        """Return the first text of the same address and title, with the first date it has."""
        same = self._added.setdefault((text.url, text.title), text)
        if same is not text and not (same.is_dated or same.context):
            same.dates, same.remark, same.context = text.dates, text.remark, text.context
        return same

    # --- lines without a text ----------------------------------------------------

    def _say(self, line: Line, number: int) -> None:
        """Read a line without a text."""
        around = Around(
            line,
            self._lines[number - 1] if number else None,
            next(iter(self._lines[number + 1 : number + 2]), None),
            self._last,
            self._led,
            self._links.author,
        )
        act = next((act for fits, act in self._SHAPES if fits(around)), Reader._notice)
        act(self, line)

    def _ignore(self, line: Line) -> None:
        pass

    def _begin_date(self, line: Line) -> None:
        self._wholes = Wholes()
        date = shapes.date_alone(line)
        around = line.text.split(date) if line.tag == "dt" else ()
        self._aside = [said for one in around if (said := one.strip(" ,.:;()[]"))]
        self._outline.begin_date(line, date.strip(" .:"))

    def _begin_section(self, line: Line) -> None:
        section = sections.announced(line.text, self._links.author) or WORKS
        if line.links and section.about:
            # The link leads to the life; what follows is not about it.
            return
        self._wholes = Wholes()
        self._outline.begin_section(line, section)
        self._announced |= not (section.about or section.skipped or line.style == "title")

    def _add_remark(self, line: Line) -> None:
        last = self.texts[-1]
        last.remark += f" {line.text}"
        last.emphasised += line.emphasised

    def _begin_whole(self, line: Line) -> None:
        whole = self._whole_of(line, line.text)
        self._wholes = Wholes(whole)
        self.texts.append(whole)

    def _whole_of(self, line: Line, said: str) -> Text:
        return wholes.of_line(line, said, self._outline.section, self._outline.date)

    def _add_cell(self, line: Line) -> None:
        """Add what another cell of a row says of its text."""
        text, last = line.text, self._last
        if page_links.NUMBER.fullmatch(text):
            return
        if not last or last.line.row != line.row:
            self._aside.append(text)
        elif page_dates.is_only(last.title):
            title = page_links.headed(text)
            last.dates, last.title, last.remark = (last.title,), title, text.removeprefix(title)
        else:
            last.remark += f" {text}" if text.startswith(("(", "[")) else f" ({text})"

    def _begin_heading(self, line: Line) -> None:
        self._wholes = Wholes()
        self._outline.begin_heading(line)
        if not outline.after_title(line):
            self._notice(line)

    def _notice(self, line: Line) -> None:
        """Read what a sentence says of the texts below, or tell that it was not read."""
        text, section = line.text, self._outline.section
        if self._outline.note(text) or line.links or line.level or section.skipped:
            return
        is_listed = bool(self.texts) or line.tag == "li" or (self._announced and not section.about)
        is_entry = is_listed and len(text) < _LONGEST_ENTRY and page_dates.find(text)
        if is_entry and not (_FOOT.search(line.style) or _UPDATED.match(text)):
            self.unread.append(unread(line, "has no link to a text"))

    # What a line without a text may be, and what is done then: the first that fits counts.
    _SHAPES = (
        (shapes.is_period, _ignore),
        (shapes.is_date, _begin_date),
        (shapes.is_section, _begin_section),
        (shapes.is_remark, _add_remark),
        (shapes.is_whole, _begin_whole),
        (shapes.is_cell, _add_cell),
        (shapes.is_heading, _begin_heading),
    )
