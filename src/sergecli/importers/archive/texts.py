"""Turns the lines of an index page into texts: its entries, and what is said about them."""

import re

from sergecli.importers.archive import dates as page_dates
from sergecli.importers.archive import links as page_links
from sergecli.importers.archive import sections, wholes
from sergecli.importers.archive.address import Place
from sergecli.importers.archive.entries import (
    HeadingDates,
    Text,
    Unread,
    continues,
    dated_heading,
)
from sergecli.importers.archive.layout import Layout
from sergecli.importers.archive.lines import Line, Page
from sergecli.importers.archive.links import LinkReader, TextLink
from sergecli.importers.archive.sections import WORKS
from sergecli.importers.archive.wholes import Wholes

_FOOT = re.compile(r"foot|copyright|nav|breadcrumb|toplink|linkback|updat", re.IGNORECASE)
_UPDATED = re.compile(r"(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_NOT_BY = re.compile(r"\bnot (?:actually )?written by\b|\bascribed to\b|\bwrongly attributed\b")
_TRANSLATED = re.compile(
    r"(?:following|these|below|all)\b.{0,120}?\btranslated by ((?:[A-Z][\w.’'-]+ ?){1,4})"
    r"(?= from| in\b|[.,;]|$)"
)
# What follows the title of a section in bold: its date, who translated its texts.
_TITLED = re.compile(
    r"(?:[^\w(]|\((?![^()]{4,40}\)))*+(?:\((?P<date>[^()]{4,40})\))?"
    r"\W*+(?:translated by (?P<translator>[\w.’' -]{3,60}))?\W*+",
    re.IGNORECASE,
)
_LISTED = frozenset({"li", "td", "dd", "dt", "th"})
_LONGEST_HEADING = 100
_LONGEST_ENTRY = 300
# The rank of a heading that is not h1 to h6.
_LAST_RANK = 7


class Reader:
    """Goes through the lines of a page, and collects `texts` and what was `unread`."""

    def __init__(self, page: Page, place: Place, author: str, life_line: int = -1) -> None:
        """Take a page; `life_line` is the number of the line with the author's dates of life."""
        self.texts: list[Text] = []
        self.unread: list[Unread] = []
        self._lines = page.lines
        self._life_line = life_line
        self._links = LinkReader(page, place, author)
        self._layout = Layout(page.lines)
        self._section, self._section_rank = WORKS, 0
        self._dates = HeadingDates()
        self._added: dict[tuple[str, str], Text] = {}
        self._wholes = Wholes()
        self._opening: Line | None = None
        self._aside: list[str] = []
        self._row = 0
        self._announced = False

    def read(self) -> None:
        """Read all lines."""
        for number, one in enumerate(self._lines):
            line = page_links.titled(one, about=self._section.about) if one.links else one
            if line.rule and not self._section.skipped:
                self._section = WORKS
            if line.row != self._row:
                self._row, self._aside = line.row, []
            if not self._opening or self._opening.block != line.block:
                self._opening = line
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
        if self._section.skipped or _FOOT.search(line.style) or not line.links:
            return []
        dated = bool(self._layout.date(line))
        leading = self._links.leading(
            line, number, dated=dated, under_date=bool(self._dates.words), about=self._section.about
        )
        runs_on = self._last is not None and self._last.line.block == line.block
        listed = line.tag in _LISTED or self._layout.is_cell(line) or runs_on
        if leading and page_links.is_in_sentence(line, leading[0].before, listed=listed):
            if any(self._links.place.has(link.url) for link in leading):
                self.unread.append(Unread(line.number, line.text, "the link stands in a sentence"))
            return []
        return leading

    def _add_entries(self, line: Line, links: list[TextLink]) -> None:
        before = line.before
        found = page_dates.find(before)
        dates = tuple(filter(None, (found[0].words if found else "", self._layout.date(line))))
        is_day = self._dates.month and re.fullmatch(r"\W*\d{1,2}\W*", before)
        if not dates and (is_day or page_dates.is_only(before)):
            dates = (before,)
        first = self._whole_before(line, links)
        for link in page_links.each_with_date(links, before):
            text = self._text(line, link, dates)
            if first and not first.url:
                text.title = text.title.strip("()")
            kept = self._kept(text)
            if kept is text:
                self._wholes.relate(text, first, self._last, before)
                # That may have given it another title.
                kept = self._kept(text)
            self.texts += [text] if kept is text else []
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
        about = self._section.about or self._links.is_about(link)
        # The heading of a list of works does not date a biography below it.
        is_aside = about and not self._section.about
        text = Text(
            link.title, link.url, line, self._section._replace(about=about), link.after,
            line.emphasised, (link.date,) if link.date else dates,
            "" if is_aside else self._dates.words, link.book,
        )  # fmt: skip
        if not dates and page_dates.is_only(link.title) and page_links.headed(link.after):
            text.title, text.remark = page_links.headed(link.after), ""
            text.dates = (link.title,)
        elif not dates and page_dates.is_day(link.title):
            text.dates = (link.title,)
            # As in “To a Friend, 3 May 1917”, of which only the date is a link.
            text.title = page_links.addressee(line.before) or link.title
        if about and line.before.endswith(":") and not sections.announced(line.before):
            text.by = line.before.rstrip(": ")
        return text

    def _kept(self, text: Text) -> Text:
        """Return the first text of the same address and title, with the first date it has."""
        same = self._added.setdefault((text.url, text.title), text)
        if same is not text and not (same.is_dated or same.context):
            same.dates, same.remark, same.context = text.dates, text.remark, text.context
        return same

    # --- lines without a text ----------------------------------------------------

    def _say(self, line: Line, number: int) -> None:
        """Read a line without a text: a date, a heading, or more about the text before it."""
        steps = (
            self._read_date,
            self._read_section,
            self._read_more,
            self._read_group,
            self._read_aside,
            self._read_heading,
        )
        if not any(step(line, number) for step in steps):
            self._notice(line)

    def _read_date(self, line: Line, number: int) -> bool:
        text, above = line.text, self._lines[max(number - 1, 0)]
        if line.tag == "dt" and not line.links and (found := page_dates.find(text)):
            around = (text[: found[0].start], text[found[-1].end :])
            self._aside = list(filter(None, (one.strip(" ,.:;()[]") for one in around)))
            text = text[found[0].start : found[-1].end]
        if line.links or not page_dates.is_only(text):
            return False
        last = self._last
        is_titled = line.level == 1 or sections.is_part(above.text)
        is_treated = number and line.continues_heading(above) and is_titled
        if is_treated or self._layout.is_date(line):
            # Years below the title of a book or of its part are those that it treats.
            return True
        # A block that begins with a date may have one again before each entry.
        opening = self._opening
        is_led = opening and not opening.links and page_dates.is_only(opening.text)
        if last and continues(line, last) and not (is_led and line.block == last.line.block):
            last.remark += f" {text}"
        else:
            self._turn(line)
            self._dates.turn(text.strip(" .:"), line.level or _LAST_RANK)
        return True

    def _read_section(self, line: Line, _number: int) -> bool:
        is_link = line.links and not line.level
        section = None if is_link else sections.announced(line.text, self._links.author)
        last = self._last
        if not section or (last and continues(line, last) and not line.text.endswith(":")):
            return False
        if line.links and section.about:
            # The link leads to the life; what follows is not about it.
            return True
        self._turn(line)
        self._section, self._section_rank = section, line.level or _LAST_RANK
        if section.about:
            self._dates.forget()
        self._announced |= not (section.about or section.skipped or line.style == "title")
        if found := page_dates.find(line.text):
            self._dates.turn(found[0].words, line.level or _LAST_RANK)
        elif (line.level or line.bold) and not sections.is_contents(line.text):
            self._dates.end(line.level or _LAST_RANK)
        return True

    def _read_more(self, line: Line, _number: int) -> bool:
        last = self._last
        if line.links or not last or not continues(line, last):
            return False
        last.remark += f" {line.text}"
        last.emphasised += line.emphasised
        return True

    def _read_group(self, line: Line, number: int) -> bool:
        """Read the title of a whole whose parts follow it."""
        following = self._lines[number + 1 : number + 2]
        date, author = self._layout.date(line), self._links.author
        if not following or not wholes.opens(line, following[0], date, author):
            return False
        whole = self._whole_of(line, line.text)
        self._wholes = Wholes(whole)
        self.texts.append(whole)
        return True

    def _whole_of(self, line: Line, said: str) -> Text:
        date = self._layout.date(line)
        return wholes.of_line(line, said, date, self._section, self._dates.words)

    def _read_aside(self, line: Line, _number: int) -> bool:
        """Read what another cell of a row says of its text."""
        text, last = line.text, self._last
        if line.links or not self._layout.is_data(line) or len(text) > _LONGEST_HEADING:
            return False
        if page_links.is_number(text):
            return True
        if last and last.line.row == line.row and page_dates.is_only(last.title):
            title = page_links.headed(text)
            last.dates, last.title, last.remark = (last.title,), title, text.removeprefix(title)
        elif last and last.line.row == line.row:
            last.remark += f" {text}" if text.startswith(("(", "[")) else f" ({text})"
        else:
            self._aside.append(text)
        return True

    def _read_heading(self, line: Line, _number: int) -> bool:
        text, rank = line.text, line.level or _LAST_RANK
        leads = bool(line.emphasised) and text.startswith(line.emphasised[0])
        titled = leads and not line.links and _TITLED.fullmatch(text, len(line.emphasised[0]))
        if not (line.level or line.bold or titled or (text.endswith(":") and not line.links)):
            return False
        self._turn(line)
        self._section = self._section._replace(translators=())
        if not titled:
            self._notice(line)
        elif titled["translator"]:
            self._section = self._section._replace(translators=(titled["translator"],))
        if dated := dated_heading(text):
            self._dates.turn(dated, rank)
        elif titled and page_dates.is_only(titled["date"] or ""):
            # Such a date ends with the next heading of any rank.
            self._dates.turn(titled["date"], _LAST_RANK + 1)
        elif line.level or line.bold:
            self._dates.end(rank)
        return True

    def _turn(self, line: Line) -> None:
        """Start something new, and end what was open."""
        self._wholes = Wholes()
        if not sections.is_contents(line.text):
            self._dates.leave(line.level or _LAST_RANK)
        ends = line.level and line.level <= self._section_rank
        if ends or (self._section.about and page_dates.is_only(line.text)):
            self._section = WORKS

    def _notice(self, line: Line) -> None:
        """Read what a sentence says of the texts that follow, or tell that it was not read."""
        text = line.text
        if _NOT_BY.search(text):
            self._section = self._section._replace(attributed=True)
        elif match := _TRANSLATED.search(text):
            self._section = self._section._replace(translators=(match[1].strip(),))
        elif not (line.links or line.level or self._section.skipped):
            works = self._announced and not self._section.about
            is_listed = bool(self.texts) or line.tag == "li" or works
            is_entry = is_listed and len(text) < _LONGEST_ENTRY and page_dates.find(text)
            if is_entry and not (_FOOT.search(line.style) or _UPDATED.match(text)):
                self.unread.append(Unread(line.number, text, "has no link to a text"))
