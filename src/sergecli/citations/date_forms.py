"""Dates as citations write them: parts in an order, and ranges that share parts."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from sergecli.model.csl import DateVariable, date_variable
from sergecli.model.edtf import MONTHS, SEASONS, Date, Kind

_FIRST_SEASON = 21
# Two years of one century, unless the first ends in 00 (CMOS 9.66).
_CENTURY = re.compile(r"(?P<century>\d\d)(?P<first>0[1-9]|[1-9]\d)–(?P=century)(?P<last>\d\d)")
_SHORT_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June",
    "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
_YEAR, _MONTH, _DAY = range(3)
# Added to years in sort keys.
_SORTED_YEARS = 5000
_Days = tuple[int, int, int]


class _Part(NamedTuple):
    """A part of a date: the year, the month or the day, with the text before and after it."""

    place: int
    prefix: str = ""
    suffix: str = ""
    spell: Callable[[int], str] = str


def _month(number: int) -> str:
    return _season(number) or MONTHS[number - 1]


def _short_month(number: int) -> str:
    return _season(number).lower() or _SHORT_MONTHS[number - 1]


def _season(number: int) -> str:
    """Name a season; seasons are numbered from 13, after December."""
    season = SEASONS.get(number - len(MONTHS) - 1 + _FIRST_SEASON, "")
    return season.capitalize()


class Form(NamedTuple):
    """The parts of a date that are written, in their order.

    A form without the year, which is given elsewhere, has the `whole` form for months of two
    years; a date in words is given there as well.
    """

    parts: tuple[_Part, ...]
    whole: "Form | None" = None


# January 18, 1912; January 1912; 1912; 18 Jan. 1912; Jan. 1912.
FULL = Form((_Part(_MONTH, suffix=" ", spell=_month), _Part(_DAY, suffix=", "), _Part(_YEAR)))
TO_MONTH = Form((_Part(_MONTH, suffix=" ", spell=_month), _Part(_YEAR)))
YEAR = Form((_Part(_YEAR),))
# Seasons are in lower case after a day or in a short form.
DAY_FIRST = Form(
    (_Part(_DAY, suffix=" "), _Part(_MONTH, suffix=" ", spell=_short_month), _Part(_YEAR))
)
SHORT_MONTH = Form((_Part(_MONTH, suffix=" ", spell=_short_month), _Part(_YEAR)))
# January 18; January: where the year is given elsewhere.
WITHIN_YEAR = Form((_Part(_MONTH, spell=_month), _Part(_DAY, prefix=" ")), whole=FULL)
MONTH = Form((_Part(_MONTH, spell=_month),), whole=TO_MONTH)


@lru_cache(maxsize=4096)
def written(date: Date | None, form: Form) -> str:
    """Write a date for a reader; return "" without a date."""
    if date is None:
        return ""
    if _is_pair(date):
        first, last = ((point.year, point.month, point.day) for point in date.points)
        return _range(form.parts, first, last, " and ")
    said = date_variable(date)
    if said.literal:
        return "" if form.whole else said.literal
    first, *others = _ends(said)
    if form.whole and others and first[_MONTH] and first[_YEAR] != others[0][_YEAR]:
        form = form.whole
    return _range(form.parts, first, others[0]) if others else _written(form.parts, first)


def _is_pair(date: Date) -> bool:
    """Return whether a date is a pair of days, months or years: December 9 and 16, 1939."""
    clear = not date.unspecified and not any(point.season for point in date.points)
    return date.kind is Kind.SET and len(date.points) == 2 and clear  # noqa: PLR2004 - a pair


def shortened(date: Date | None, form: Form) -> str:
    """Write a date for a reader, with the second of two years in one century cut: 1933–37."""
    return _CENTURY.sub(r"\g<century>\g<first>–\g<last>", written(date, form))


def sortable(date: Date | None, *, by_day: bool = True) -> str:
    """Write a date as digits for sorting, with or without months and days."""
    points = date.points if date else ()
    days = ((point.month, point.day) if by_day else (0, 0) for point in points)
    parts = (
        f"{point.year + _SORTED_YEARS:05}{month:02}{day:02}"
        for point, (month, day) in zip(points, days, strict=True)
    )
    return "".join(dict.fromkeys(parts))


def bracketed(date: Date | None, form: Form) -> str:
    """Write a date, "[1912?]", "[ca. 1912]" or "[1910s]" if it is not certain."""
    text = shortened(date, form)
    if not text or not date:
        return text
    if date.approximate:
        return f"[ca. {text}{'?' if date.uncertain else ''}]"
    if date.uncertain:
        return f"[{text}?]"
    return f"[{text}]" if date.unspecified else text


def _ends(said: DateVariable) -> list[_Days]:
    ends = [_padded(one) for one in said.parts]
    if said.season:
        return [(ends[0][_YEAR], len(MONTHS) + said.season, 0)]
    return ends


def _padded(parts: tuple[int, ...]) -> _Days:
    known_year, known_month, day = (*parts, 0, 0)[:3]
    return known_year, known_month, day


def _written(parts: tuple[_Part, ...], date: _Days) -> str:
    return "".join(
        part.prefix + part.spell(date[part.place]) + part.suffix
        for part in parts
        if date[part.place]
    )


def _range(parts: tuple[_Part, ...], first: _Days, last: _Days, between: str = "–") -> str:
    """Write parts that both ends share once, before or after them (CSL 1.0.2, "Date Ranges")."""
    same = _same(parts, first, last)
    start = next((i for i, part in enumerate(parts) if part.place not in same), len(parts))
    stop = next((i for i in range(start, len(parts)) if parts[i].place in same), len(parts))
    before, differing, after = parts[:start], parts[start:stop], parts[stop:]
    left = _without_last_suffix(differing, first)
    right = _written(differing, last)
    if left and right:
        prefix = next(part.prefix for part in differing if last[part.place])
        left, right = f"{left}{between}", right.removeprefix(prefix)
    return _written(before, first) + left + right + _written(after, first)


def _same(parts: tuple[_Part, ...], first: _Days, last: _Days) -> set[int]:
    same: set[int] = set()
    for place in sorted(part.place for part in parts):
        if first[place] != last[place]:
            break
        same.add(place)
    return same


def _without_last_suffix(parts: tuple[_Part, ...], date: _Days) -> str:
    present = [part for part in parts if date[part.place]]
    return _written(parts, date).removesuffix(present[-1].suffix) if present else ""
