"""Reads the words of one date, in the forms that index pages have and other files lack."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from sergecli.model import date_reader
from sergecli.model.edtf import MONTHS, Date, Kind
from sergecli.text.folding import fold


def any_of(*names: str) -> str:
    """Return a pattern for any of the words in some texts, the longest first."""
    words = {form for word in " ".join(names).lower().split() for form in (word, fold(word))}
    return "|".join(sorted(words, key=len, reverse=True))


MONTH = any_of(*MONTHS, *(month[:3] for month in MONTHS), *date_reader.OTHER_MONTHS)
_WINTER = re.compile(r"(?P<season>winter) (?P<year>\d{4})[/–-](?P<end>\d{2}|\d{4})", re.IGNORECASE)
_DAY_OR_MONTH = re.compile(rf"\b(?:\d{{1,2}}|{MONTH})\b", re.IGNORECASE)
# The days between the calendars of the West and of Russia, which had its own until 1918.
_BETWEEN_STYLES = range(11, 14)
_LAST_OLD_STYLE = 1923
_TWO_YEARS = re.compile(r"(.{3,20}\d{4}) ?\((.{3,20}\d{4})\)?")
# Months that are three of a quarter lie fewer days apart.
_QUARTER = 62
_SEASONS = 92
_NUMERALS = "I II III IV V VI VII VIII IX X XI XII"
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS.split(), 1)}
# Forms that date_reader knows in other words only.
_VARIANTS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4}) approx\.?(?: date)?"), r"c. \1"),
    (re.compile(r"(?<=\d)[°º]"), ""),
    (re.compile(r"^(?:probably|possibly|perhaps) (.*\d)$"), r"\1?"),
    (re.compile(r"^(?:sin fecha|sans date|ohne datum|se[mn]z?a? data)$", re.IGNORECASE), "n.d."),
    (re.compile(r"^end of "), "late "),
    (re.compile(r"^([^\W\d_]+\.?)[–-](?=\d{4}$)"), r"\1 "),
    (re.compile(r"^beginning of "), "early "),
    (re.compile(r"^(\d\d)(\d\d)/(\d\d)\?$"), r"\1\2?/\1\3?"),
    (re.compile(r"[./]([IVX]+)[./](?=\d{4}$)"), lambda match: f".{_ROMAN.get(match[1], 0)}."),
    (re.compile(r"^(0\d|1[0-2])[./](\d{4})$"), r"\2-\1"),
    # "1917-08" is a month, and so may be "1917-12", but no season is "1917-23".
    (re.compile(r"(\d\d)(\d\d)(?:[–/]|-(?=1[3-9]|[2-9]))(\d\d)$"), r"\1\2–\1\3"),
    (re.compile(r"\b(\d{3})(\d)[–/-](\d)$"), r"\1\2–\1\3"),
    (re.compile(r"\b(\d{3})[_?](?=\??$)"), r"\1X"),
)
# The same line is asked about several times, and many lines have the same date.
KEPT = 4096
_TWO = 2


class Dated(NamedTuple):
    """A date, and the words for it where EDTF can't say them all."""

    date: Date | None = None
    words: str = ""
    doubt: str = ""


@lru_cache(maxsize=KEPT)
def read(words: str) -> Dated:
    """Read the words of a date; those that EDTF cannot say are returned with it."""
    plain = words
    for pattern, better in _VARIANTS:
        plain = pattern.sub(better, plain)
    if match := _WINTER.fullmatch(plain):
        return Dated(date_reader.read(f"{match['season']} {match['year']}").date, words)
    if date := _new_style(plain):
        return Dated(date, words + ")" * (words.count("(") - words.count(")")))
    said = date_reader.read(plain)
    if not said.date:
        said = date_reader.read(plain.replace(",", " "))
    return Dated(said.date and _set(said.date, plain), said.words and words)


def _new_style(words: str) -> Date | None:
    """Read "22 April (5 May) 1914", "9/22 January 1905": the same day in two calendars."""
    if both := _TWO_YEARS.fullmatch(words):
        first, second = (date_reader.read(one).date for one in both.groups())
        return _later(first, second)
    parts = [match[0] for match in _DAY_OR_MONTH.finditer(words[:-4])]
    days = [part for part in parts if part.isdecimal()]
    months = [part for part in parts if not part.isdecimal()]
    if len(days) != _TWO or len(months) not in {1, _TWO} or not re.search(r"[/(]", words):
        return None
    pairs = zip(days, (months[0], months[-1]), strict=True)
    first, second = (date_reader.read(f"{day} {month} {words[-4:]}").date for day, month in pairs)
    return _later(first, second)


def _later(first: Date | None, second: Date | None) -> Date | None:
    """Return the later of two dates if they are as far apart as the calendars."""
    if not (first and second) or first.earliest.year > _LAST_OLD_STYLE:
        return None
    apart = abs((first.earliest - second.earliest).days)
    return max(first, second, key=lambda date: date.earliest) if apart in _BETWEEN_STYLES else None


def _set(date: Date, words: str) -> Date:
    """Return the dates in "July/November 1946", "8/15 May 1886", with a slash between, as a set."""
    if date.kind is not Kind.INTERVAL or "/" not in words:
        return date
    first, last = date.points
    apart = (last.earliest - first.earliest).days
    if last.day:
        is_set = apart > 1 and first.month == last.month
    else:
        is_set = bool(last.month) and apart > (_SEASONS if first.season else _QUARTER)
    return Date(Kind.SET, date.points) if is_set else date
