"""What the headings above an entry say of it: its section, its date, who translated it."""

import re

from sergecli.importers.archive import dates, sections
from sergecli.importers.archive.lines import LAST_RANK, Line
from sergecli.importers.archive.sections import WORKS, Section

_USUAL_WORDS = re.compile(
    r"(?:(?:works?|writings|articles|texts|letters|speeches|documents|published|written|from|of"
    r"|in|the|year|and|volume|vol|part|[ivx]+|\d)\W*)*",
    re.IGNORECASE,
)
# What follows the title of a section in bold: its date, who translated its texts.
_AFTER_TITLE = re.compile(
    r"(?:[^\w(]|\((?![^()]{4,40}\)))*+(?:\((?P<date>[^()]{4,40})\))?"
    r"\W*+(?:translated by (?P<translator>[\w.’' -]{3,60}))?\W*+",
    re.IGNORECASE,
)
_NOT_BY = re.compile(r"\bnot (?:actually )?written by\b|\bascribed to\b|\bwrongly attributed\b")
_TRANSLATED = re.compile(
    r"(?:following|these|below|all)\b.{0,120}?\btranslated by ((?:[A-Z][\w.’'-]+ ?){1,4})"
    r"(?= from| in\b|[.,;]|$)"
)


class Outline:
    """The section and the date of the headings above: a year, and a month of it."""

    def __init__(self) -> None:
        self.section, self._section_rank = WORKS, 0
        self.year = self.month = ""
        self._date_rank = 0

    @property
    def date(self) -> str:
        """Return the words for the month and the year."""
        return f"{self.month} {self.year}".strip()

    def begin_date(self, line: Line, words: str) -> None:
        """Take the date of a line that says nothing else."""
        self._leave(line)
        self._take(words, line.rank)

    def begin_section(self, line: Line, section: Section) -> None:
        """Take the section that a line announces, and its date."""
        self._leave(line)
        self.section, self._section_rank = section, line.rank
        if section.about:
            self._forget_date()
        if found := dates.find(line.text):
            self._take(found[0].words, line.rank)
        elif not sections.CONTENTS.fullmatch(line.text):
            self._end_date(line)

    def begin_heading(self, line: Line) -> None:
        """Take the date and the translator of another heading."""
        self._leave(line)
        after = after_title(line)
        translator = after["translator"] if after else ""
        self.section = self.section._replace(translators=(translator,) if translator else ())
        if words := dated_heading(line.text):
            self._take(words, line.rank)
        elif after and dates.is_only(after["date"] or ""):
            # Such a date ends with the next heading of any rank.
            self._take(after["date"], LAST_RANK + 1)
        else:
            self._end_date(line)

    def note(self, text: str) -> bool:
        """Take from a sentence who wrote or translated the texts below; tell if it says so."""
        if _NOT_BY.search(text):
            self.section = self.section._replace(attributed=True)
        elif match := _TRANSLATED.search(text):
            self.section = self.section._replace(translators=(match[1].strip(),))
        else:
            return False
        return True

    def _leave(self, line: Line) -> None:
        """End what a heading of this rank ends, whatever it says."""
        if line.rank < self._date_rank and not sections.CONTENTS.fullmatch(line.text):
            self._forget_date()
        ends = line.level and line.level <= self._section_rank
        if ends or (self.section.about and dates.is_only(line.text)):
            self.section = WORKS

    def _take(self, words: str, rank: int) -> None:
        if dates.is_complete(words):
            self.year, self.month, self._date_rank = words, "", rank
        else:
            self.month = words
            # Of a whole date above, only the year is that of the month.
            year = re.search(r"\d{4}", self.year)
            self.year = year[0] if dates.is_day(self.year) and year else self.year

    def _end_date(self, line: Line) -> None:
        """Forget the date at a heading without one, unless that is lower."""
        if (line.level or line.bold) and line.rank <= self._date_rank:
            self._forget_date()

    def _forget_date(self) -> None:
        self.year, self.month, self._date_rank = "", "", 0


def dated_heading(text: str) -> str:
    """Return the date in a heading that says little else: "Writings 1917", "1917: Revolution"."""
    found = dates.find(text)
    if len(found) != 1:
        return ""
    rest = (text[: found[0].start] + " " + text[found[0].end :]).strip(" .,:;–—-()[]")
    at_start = not re.search(r"\w", text[: found[0].start])
    return found[0].words if at_start or _USUAL_WORDS.fullmatch(rest) else ""


def after_title(line: Line) -> re.Match[str] | None:
    """Match what follows a title in bold with which a line begins, if that is all it says."""
    title = line.emphasised[0] if line.emphasised else ""
    is_titled = title and not line.links and line.text.startswith(title)
    return _AFTER_TITLE.fullmatch(line.text, len(title)) if is_titled else None
