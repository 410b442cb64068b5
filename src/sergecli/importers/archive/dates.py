"""Dates as an index page prints them: found in a line, completed by the headings above it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from sergecli.model import date_reader, edtf
from sergecli.model.edtf import MONTHS, SEASONS, Date, Kind
from sergecli.text.folding import fold


def _any_of(*names: str) -> str:
    """Return a pattern for any of the words in some texts, the longest first."""
    words = {form for word in " ".join(names).lower().split() for form in (word, fold(word))}
    return "|".join(sorted(words, key=len, reverse=True))


_MONTH = _any_of(*MONTHS, *(month[:3] for month in MONTHS), *date_reader.OTHER_MONTHS)
_SEASON = _any_of(*SEASONS.values(), *date_reader.OTHER_SEASONS.values())
_ABOUT = (
    r"(?:end|beginning)\ of|probably|possibly|perhaps|early|mid|late|circa|ca?|about|around"
    r"|approx(?:imately)?|début|fin|vers|um|anfang|ende"
    r"|mitte|hacia|около"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = rf"(?:\d{{1,2}}\ (?:{_MONTH})\.?|(?:{_MONTH})\.?\ \d{{1,2}})"
_OF_MONTH = rf"(?:(?:{_MONTH})\.?\ ?)?"
_ATOM = re.compile(
    rf"""
    (?P<inferred>(?:n\.\ ?d\.?|o\.\ ?J\.|s\.\ ?d\.),?\ ?
        \[(?:ca?\.?\ ?|circa\ |about\ |\?\ ?)?{_YEAR}\??\])
    | (?P<styles>(?<![\w.]){_OF_MONTH}\d{{1,2}}\ ?{_OF_MONTH}[/(]\ ?{_OF_MONTH}\d{{1,2}}\ ?
        {_OF_MONTH}\)?,?\ {_OF_MONTH}{_YEAR}
        |(?<![\w.]){_DAY},?\ {_YEAR}\ ?\({_DAY},?\ {_YEAR}\))
    | (?P<styled>(?<![\w.])\d{{1,2}}\ ?\(\d{{1,2}}\)\ (?:{_MONTH})\b)
    | (?P<none>n\.\ ?d\.?|undated|no\ date(?:\ given)?|date\ (?:unknown|not\ known)
        |unknown\ date|o\.\ ?J\.?|s\.\ ?d\.?|без\ даты)(?!\w)
    | (?P<open>before|after|between|by|not?\ (?:later|earlier)\ than|not\ before
        |since|nach|vor|avant|après)
        \ (?=(?:(?:{_DAY}|{_MONTH}),?\ )?{_YEAR})
    | (?P<year>(?<![\d.])\d{{1,2}}\.\ ?\d{{1,2}}\.\ ?{_YEAR}(?!\d)
        |(?<![\d.])(?:0\d|1[0-2])\.{_YEAR}(?!\d)
        |(?<![\d./])\d{{1,2}}[./][IVX]{{1,4}}[./]{_YEAR}(?!\d)|{_YEAR}\ or\ {_YEAR}(?!\d)
        |(?<!\d){_YEAR}(?:'?s\b|\ or\ (?:later|earlier)|\ approx\.?(?:\ date)?|\?)?(?![\dX])
        |(?<!\d)(?:1[5-9]|20)(?:\d[X?_-]|XX)(?!\w))
    | (?P<month>\b(?:{_MONTH})\b\.?)
    | (?P<season>\b(?:{_SEASON})\b)
    | (?P<about>\b(?:{_ABOUT})\b\.?)
    | (?P<day>(?<![\d.,])\d{{1,2}}(?:st|nd|rd|th|er|[.°º])?(?![\d\w]))
    | (?P<joint>\s*(?:[-–—/,&]|\b(?:to|and|of|et|und|de|à|bis|и|г|года?)\b\.?)\s*)
    | (?P<blank>\s+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WINTER = re.compile(r"(?P<season>winter) (?P<year>\d{4})[/–-](?P<end>\d{2}|\d{4})", re.IGNORECASE)
_MONTHS_APART = re.compile(r"([^\W\d_]+\.?(?: \d{4})?)/([^\W\d_]+\.? \d{4})")
_DAY_OR_MONTH = re.compile(rf"\b(?:\d{{1,2}}|{_MONTH})\b", re.IGNORECASE)
# The days between the calendars of the West and of Russia, which had its own until 1918.
_BETWEEN_STYLES = range(11, 14)
_LAST_OLD_STYLE = 1923
_TWO_YEARS = re.compile(r"(.{3,20}\d{4}) ?\((.{3,20}\d{4})\)?")
_DAYS_APART = re.compile(r"(\d{1,2})/(\d{1,2}) ([^\W\d]+\.? \d{4})")
# Months that are three of a quarter lie fewer days apart.
_QUARTER = 62
_SEASONS = 92
_JOINED = re.compile(r"\s*(?:[-–—/&]|(?:to|and|à|bis)\b)")
_SHORT_END = re.compile(r"[/–-]\d{1,2}\??(?![\d/.-])")
_AROUND = " .,:;()[]–—-*•\u00a0"
# A text without a digit or one of these has no date.
_HINT = re.compile(r"\d|n\. ?d|s\. ?d|o\. ?J|date|без", re.IGNORECASE)
# The same line is asked about several times, and many lines have the same date.
_KEPT = 4096
# A date that a cataloguer supplied is in square brackets.
_INFERRED = re.compile(r"\w\.,? ?\[([^\[\]]{4,20})\]")
_LONGEST = 60
_TWO = 2
_LAST_DAYS = re.compile(r"\b(?:29|3[01])\b")
# How much of a line is read; no real entry is this long.
_LONGEST_LINE = 2000
_MOST_PARTS = 10
# The parts that are dates by themselves.
_DATES = frozenset({"year", "styles", "none", "inferred"})
_NUMERALS = "I II III IV V VI VII VIII IX X XI XII"
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS.split(), 1)}
# What date_reader reads only in another dress.
_VARIANTS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4}) approx\.?(?: date)?"), r"c. \1"),
    (re.compile(r"\b(mid|early|late)-(?=\w)", re.IGNORECASE), r"\1 "),
    (re.compile(r"(?<=[a-z])\.(?=\d)"), ". "),
    (re.compile(r"(?<=\d)(st|nd|rd|th)\."), r"\1"),
    (re.compile(r"(?<=\d)[°º]"), ""),
    (re.compile(r"^(?:probably|possibly|perhaps) (.*\d)$"), r"\1?"),
    (re.compile(r"^end of "), "late "),
    (re.compile(r"^beginning of "), "early "),
    (re.compile(r"^(\d\d)(\d\d)/(\d\d)\?$"), r"\1\2?/\1\3?"),
    (re.compile(r"[./]([IVX]+)[./](?=\d{4}$)"), lambda match: f".{_ROMAN.get(match[1], 0)}."),
    (re.compile(r"^(0\d|1[0-2])[./](\d{4})$"), r"\2-\1"),
    (re.compile(r"(\d\d)(\d\d)[–/-](\d\d)(?!\d)(?=$)(?<!-\d\d)"), r"\1\2–\1\3"),
    (re.compile(r"\b(\d{3})(\d)[–/-](\d)$"), r"\1\2–\1\3"),
    # Not a season of EDTF.
    (re.compile(r"^(\d\d)(\d\d)-(1[3-9]|[2-9]\d)$"), r"\1\2–\1\3"),
    (re.compile(r"^(\d{4}),? (\d{1,2}) ([^\W\d]+)$"), r"\2 \3 \1"),
    (re.compile(r"\b(\d{3})[-_?](?=\??$)"), r"\1X"),
)
_CENTURY_SLIP = re.compile(r"(\d\d)(\d\d)[/–-](\d\d)(\d\d)")


class Found(NamedTuple):
    """A date in a text: where it begins and ends, and its words."""

    start: int
    end: int
    words: str
    has_year: bool


class Dated(NamedTuple):
    """A date, and the words for it where EDTF can't say them all."""

    date: Date | None = None
    words: str = ""
    doubt: str = ""


@lru_cache(maxsize=_KEPT)
def find(text: str) -> tuple[Found, ...]:
    """Find the dates in a text, in order: those with a year, and a day with its month."""
    text = text[:_LONGEST_LINE]
    if not _HINT.search(text):
        return ()
    found = []
    at = 0
    while at < len(text):
        run = _run(text, at)
        if not run:
            # A date does not begin in the middle of a word.
            at = _word_end(text, at)
            continue
        kinds = {part.kind for part in run}
        if kinds & {"styled", *_DATES} or kinds >= {"day", "month"}:
            first, last = _best(text, run) if "year" in kinds else (run[0], run[-1])
            words = text[first.start : last.end]
            found.append(Found(first.start, last.end, words, not kinds.isdisjoint(_DATES)))
        at = max(run[-1].end, at + 1)
    return tuple(found)


class _Part(NamedTuple):
    """A part of a date: what it is, where it begins and ends."""

    kind: str
    start: int
    end: int


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isalnum():
        at += 1
    return at + 1


def _run(text: str, at: int) -> list[_Part]:
    """Return the parts of a date, as far as one goes from here."""
    parts: list[_Part] = []
    year_end = -1
    while match := _ATOM.match(text, at):
        kind = match.lastgroup or ""
        if kind in {"blank", "joint"} and not parts:
            break
        if (
            kind in {"year", "styles", "none"}
            and year_end >= 0
            and not _JOINED.match(text, year_end)
        ):
            break
        at = match.end()
        if kind in {"year", "styles"}:
            short = _SHORT_END.match(text, at)
            year_end = at = short.end() if short else at
        if kind not in {"blank", "joint"}:
            parts.append(_Part(kind, match.start(), at))
        if len(parts) == _MOST_PARTS:
            break
    return parts


def _best(text: str, run: list[_Part]) -> tuple[_Part, _Part]:
    """Return the first and last part of the longest date in a run; of all, if there is none."""
    # A day that does not exist is kept in words.
    is_day = sorted(part.kind for part in run) == ["day", "month", "year"]
    is_unreal = is_day and _LAST_DAYS.search(text, run[0].start, run[-1].end)
    if is_unreal or any(part.kind == "open" for part in run):
        return run[0], run[-1]
    for length in range(len(run), 0, -1):
        for first in range(len(run) - length + 1):
            some = run[first : first + length]
            words = text[some[0].start : some[-1].end]
            if any(part.kind == "year" for part in some) and _read(words).date:
                return some[0], some[-1]
    return run[0], run[-1]


@lru_cache(maxsize=_KEPT)
def is_only(text: str) -> bool:
    """Return whether a text is a date and nothing else; a month or a season alone is one, too."""
    text = text.strip(_AROUND).removesuffix(" года").removesuffix(" г")
    run = _run(text, 0) if len(text) <= _LONGEST else []
    return (
        bool(run)
        and run[-1].end >= len(text)
        and any(part.kind in {"month", "season", *_DATES} for part in run)
    )


def is_day(text: str) -> bool:
    """Return whether a text is the date of a day and nothing else."""
    date = _read(text.strip(_AROUND)).date if is_only(text) else None
    return date is not None and all(point.day for point in date.points)


def is_complete(words: str) -> bool:
    """Return whether the words of a date don't need those of a heading: a year, "undated"."""
    return any(one.has_year for one in find(words))


def read(words: str, context: str = "") -> Dated:
    """Read the words of a date, completed by those of the headings above ("1917", "May 1917")."""
    if match := _INFERRED.search(words):
        return Dated(date_reader.read(match[1]).date, words.strip(" .,:;"))
    words = words.strip(_AROUND)
    date = _read(words)
    if date.date is None and context and not is_complete(words):
        years = _read(context).date
        if years and years.earliest.year != years.latest.year:
            # Which of several years a month belongs to is not said.
            return Dated(years, f"{words} {context}")
        completed = _read(f"{words} {context}".strip())
        if completed.date is None:
            year = re.search(_YEAR, context)
            completed = _read(f"{words} {year[0]}") if year else completed
        if completed.date:
            return completed
    return date


@lru_cache(maxsize=_KEPT)
def _read(words: str) -> Dated:
    plain = words
    for pattern, better in _VARIANTS:
        plain = pattern.sub(better, plain)
    if match := _WINTER.fullmatch(plain):
        return Dated(date_reader.read(f"{match['season']} {match['year']}").date, words)
    if date := _new_style(plain):
        return Dated(date, words + ")" * (words.count("(") - words.count(")")))
    if date := _set(plain):
        return Dated(date)
    said = date_reader.read(plain)
    if not said.date:
        said = date_reader.read(plain.replace(",", " "))
    return Dated(said.date, said.words and words)


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


def _set(words: str) -> Date | None:
    """Read "July/November 1946", "8/15 May 1886": with a slash between what is far apart, both."""
    match = _MONTHS_APART.fullmatch(words) or _DAYS_APART.fullmatch(words)
    if not match:
        return None
    last = f"{match[2]} {match[3]}" if match.re is _DAYS_APART else match[2]
    year_and_month = " ".join(last.split()[-match.re.groups + 1 :])
    ends = [date_reader.read(one).date for one in (match[1], f"{match[1]} {year_and_month}", last)]
    first, second = ends[0] or ends[1], ends[2]
    if not first or not second or first.kind is not Kind.POINT or second.kind is not Kind.POINT:
        return None
    apart = second.points[0].earliest - first.points[0].earliest
    most = 1 if match.re is _DAYS_APART else _SEASONS if first.points[0].season else _QUARTER
    return Date(Kind.SET, first.points + second.points) if apart.days > most else None


def mended(words: str, dated: Dated, born: Date | None) -> Dated:
    """Correct a typing mistake such as "1837/1938", before the author's birth, with a note."""
    match = _CENTURY_SLIP.fullmatch(words.strip())
    if not (match and born and dated.date and dated.date.earliest < born.earliest):
        return dated
    meant = f"{match[3]}{match[2]}/{match[3]}{match[4]}"
    try:
        date = edtf.parse(meant)
    except ValueError:
        return dated
    if date.earliest < born.earliest:
        return dated
    return Dated(date, words.strip(), f"date “{words.strip()}” (taken for {meant})")
