"""The date of each text: which of the dates around it counts."""

import re
from collections.abc import Mapping, Sequence

from sergecli.importers.archive import dates
from sergecli.importers.archive.date_forms import Dated
from sergecli.importers.archive.entries import Text
from sergecli.importers.archive.remarks import Remark
from sergecli.model.edtf import Date, Kind

_START_DATE = re.compile(r"([^:.–—]{4,40}\d)\s?(?:[:.]\s|\s[–—-]\s|—)(?=\S)")
_END_DATE = re.compile(r"(?<=\S)\s*[(\[]([^()\[\]]{3,40})[)\]]$")
# What is between a title and the date with which it ends.
_BEFORE_END = (",", "–", "-", "—", "(", "[", ":")
_BEFORE_PERIOD = (":", "–", "-", "—")


def read(
    texts: Sequence[Text], remarks: Mapping[Text, Remark], born: Date | None
) -> dict[Text, Dated]:
    """Find the date of each text; a date that is taken from its title is removed there."""
    found: dict[Text, Dated] = {}
    for text, following in zip(texts, [*texts[1:], None], strict=True):
        dated = _own(text, remarks[text], born)
        if not dated and following and following.line is text.line and following.whole is not text:
            # "A, B and C, 1917" dates all three.
            dated = _read(
                [one.words for one in remarks[following].dates if one.has_year], text, born
            )
        dated = dated or _read(_taken_from_title(text), text, born)
        whole = text.whole or text.alternative
        if not dated and whole:
            dated = found.get(whole, Dated())._replace(doubt="")
        found[text] = dated or _in_title(text) or dates.read(text.context)
    return found


def _own(text: Text, remark: Remark, born: Date | None) -> Dated | None:
    """Return the date that is said beside a text, the nearest first."""
    whole = [one.words for one in remark.dates if one.has_year]
    partly = [one.words for one in remark.dates if not one.has_year]
    if remark.month and not partly:
        partly = [remark.month]
    aside = [one.words for one in remark.aside]
    return _read([*whole, *text.dates, *partly, *aside], text, born, [*text.dates, *partly[:1]])


def _read(
    words: Sequence[str], text: Text, born: Date | None, others: Sequence[str] = ()
) -> Dated | None:
    """Read the first of some dates, or one of the others that is within it."""
    if not words:
        return None
    dated = dates.read(words[0], text.context)
    for other in others:
        # "May 1905" in a cell beside the title, or "May" in brackets, says more than "1905".
        exact = dates.read(other, words[0] if dates.is_complete(words[0]) else text.context)
        if dated.date and exact.date and _is_within(exact.date, dated.date):
            return exact
    return dates.mended(words[0], dated, born)


def _is_within(date: Date, other: Date) -> bool:
    return date != other and other.earliest <= date.earliest and date.latest <= other.latest


def _taken_from_title(text: Text) -> list[str]:
    """Take from a title the date with which it ends or begins."""
    title = text.title
    if (match := _END_DATE.search(title)) and dates.is_only(match[1]):
        text.title = title[: match.start()]
        return [match[1]]
    if (match := _START_DATE.match(title)) and dates.is_only(match[1]):
        text.title = title[match.end() :]
        return [match[1]]
    head, _, last = title.partition(", ")
    if text.section.kind == "letter" and dates.is_day(last):
        text.title = head
        return [last]
    return []


def _in_title(text: Text) -> Dated | None:
    """Read the date with which a title ends, where the headings do not contradict it."""
    found = dates.find(text.title)
    if not found or found[-1].end < len(text.title.rstrip(" ).]")):
        return None
    title = text.title[: found[-1].start].rstrip()
    dated = dates.read(found[-1].words, text.context)
    if not title.endswith(_BEFORE_END) or not dated.date:
        return None
    context = dates.read(text.context).date or dated.date
    if dated.date.latest < context.earliest or context.latest < dated.date.earliest:
        return None
    # "1904 to 1905" after a colon are the years that a text treats, but "1904/05" its date.
    is_period = dated.date.kind is Kind.INTERVAL and "/" not in found[-1].words
    return None if is_period and title.endswith(_BEFORE_PERIOD) else dated
