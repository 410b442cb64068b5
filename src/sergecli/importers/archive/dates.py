"""Dates as an index page prints them: found in a line, completed by the headings above it."""

import re
from functools import lru_cache
from typing import NamedTuple

from sergecli.importers.archive import date_forms
from sergecli.importers.archive.date_forms import KEPT, MONTH, Dated, any_of
from sergecli.model import date_reader, edtf
from sergecli.model.edtf import SEASONS, Date

_SEASON = any_of(*SEASONS.values(), *date_reader.OTHER_SEASONS.values())
_ABOUT = (
    r"(?:end|beginning)\ of|probably|possibly|perhaps|early|mid|late|circa|ca?|about|around"
    r"|approx(?:imately)?|début|fin|vers|um|anfang|ende"
    r"|mitte|hacia|около"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = rf"(?:\d{{1,2}}\ (?:{MONTH})\.?|(?:{MONTH})\.?\ \d{{1,2}})"
_OF_MONTH = rf"(?:(?:{MONTH})\.?\ ?)?"
_ATOM = re.compile(
    rf"""
    (?P<inferred>(?:n\.\ ?d\.?|o\.\ ?J\.|s\.\ ?d\.),?\ ?
        \[(?:ca?\.?\ ?|circa\ |about\ |\?\ ?)?{_YEAR}\??\])
    | (?P<styles>(?<![\w.]){_OF_MONTH}\d{{1,2}}\ ?{_OF_MONTH}[/(]\ ?{_OF_MONTH}\d{{1,2}}\ ?
        {_OF_MONTH}\)?,?\ {_OF_MONTH}{_YEAR}
        |(?<![\w.]){_DAY},?\ {_YEAR}\ ?\({_DAY},?\ {_YEAR}\))
    | (?P<styled>(?<![\w.])\d{{1,2}}\ ?\(\d{{1,2}}\)\ (?:{MONTH})\b)
    | (?P<none>n\.\ ?d\.?|undated|no\ date(?:\ given)?|date\ (?:unknown|not\ known)
        |unknown\ date|o\.\ ?J\.?|s\.\ ?d\.?|без\ даты|sin\ fecha|sans\ date
        |ohne\ datum|sem\ data|senza\ data)(?!\w)
    | (?P<open>before|after|between|by|not?\ (?:later|earlier)\ than|not\ before
        |since|nach|vor|avant|après)
        \ (?=(?:(?:{_DAY}|{MONTH}),?\ )?{_YEAR})
    | (?P<year>(?<![\d.])\d{{1,2}}\.\ ?\d{{1,2}}\.\ ?{_YEAR}(?!\d)
        |(?<![\d.])(?:0\d|1[0-2])\.{_YEAR}(?!\d)
        |(?<![\d./])\d{{1,2}}[./][IVX]{{1,4}}[./]{_YEAR}(?!\d)|{_YEAR}\ or\ {_YEAR}(?!\d)
        |(?<!\d){_YEAR}(?:'?s\b|\ or\ (?:later|earlier)|\ approx\.?(?:\ date)?|\?)?(?![\dX])
        |(?<!\d)(?:1[5-9]|20)(?:\d[X?_-]|XX)(?!\w))
    | (?P<month>\b(?:{MONTH})\b\.?)
    | (?P<season>\b(?:{_SEASON})\b)
    | (?P<about>\b(?:{_ABOUT})\b\.?)
    | (?P<day>(?<![\d.,])\d{{1,2}}(?:st|nd|rd|th|er|[.°º])?(?![\d\w]))
    | (?P<joint>\s*(?:[-–—/,&]|\b(?:to|and|of|et|und|de|à|bis|и|г|года?)\b\.?)\s*)
    | (?P<blank>\s+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:[-–—/&]|(?:to|and|à|bis)\b)")
_SHORT_END = re.compile(r"[/–-]\d{1,2}\??(?![\d/.-])")
_AROUND = " .,:;()[]–—-*•\u00a0"
# A text without a digit or one of these has no date.
_HINT = re.compile(r"\d|n\. ?d|s\. ?d|o\. ?J|dat[aeu]|fecha|без", re.IGNORECASE)
# A date that a cataloguer supplied is in square brackets.
_INFERRED = re.compile(r"\w\.,? ?\[([^\[\]]{4,20})\]")
_LONGEST = 60
_LAST_DAYS = re.compile(r"\b(?:29|3[01])\b")
# How much of a line is read; no real entry is this long.
_LONGEST_LINE = 2000
_MOST_PARTS = 10
# The parts that are dates by themselves.
_DATES = frozenset({"year", "styles", "none", "inferred"})
_CENTURY_SLIP = re.compile(r"(\d\d)(\d\d)[/–-](\d\d)(\d\d)")


class Found(NamedTuple):
    """A date in a text: where it begins and ends, and its words."""

    start: int
    end: int
    words: str
    has_year: bool


@lru_cache(maxsize=KEPT)
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
            if any(part.kind == "year" for part in some) and date_forms.read(words).date:
                return some[0], some[-1]
    return run[0], run[-1]


@lru_cache(maxsize=KEPT)
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
    date = date_forms.read(text.strip(_AROUND)).date if is_only(text) else None
    return date is not None and all(point.day for point in date.points)


def is_complete(words: str) -> bool:
    """Return whether the words of a date don't need those of a heading: a year, "undated"."""
    return any(one.has_year for one in find(words))


def read(words: str, context: str = "") -> Dated:
    """Read the words of a date, completed by those of the headings above ("1917", "May 1917")."""
    if match := _INFERRED.search(words):
        return Dated(date_reader.read(match[1]).date, words.strip(" .,:;"))
    words = words.strip(_AROUND)
    date = date_forms.read(words)
    if date.date is None and context and not is_complete(words):
        years = date_forms.read(context).date
        if years and years.earliest.year != years.latest.year:
            # Which of several years a month belongs to is not said.
            return Dated(years, f"{words} {context}")
        completed = date_forms.read(f"{words} {context}".strip())
        if completed.date is None:
            year = re.search(_YEAR, context)
            completed = date_forms.read(f"{words} {year[0]}") if year else completed
        if completed.date:
            return completed
    return date


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
