"""Values in .bib files: names, items of lists, languages, and dates.

Dates are in BibLaTeX's form; years and months are as BibTeX's styles print them.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from sergecli.model import date_words, languages
from sergecli.model.csl import Name
from sergecli.model.edtf import MONTHS, Date, Kind, Point

_Escape = Callable[[str], str]
_AND = re.compile(r"\band\b", re.IGNORECASE)
_MINDED = re.compile(r"[,=]|\band\b", re.IGNORECASE)


def braced(text: str) -> str:
    """Put a text in braces; an empty text stays empty."""
    return f"{{{text}}}" if text else ""


def names(people: tuple[Name, ...], escape: _Escape) -> str:
    """Return names as "Family, Given and {Group}"."""
    return " and ".join(_name(name, escape) for name in people)


@lru_cache(maxsize=4096)
def _name(name: Name, escape: _Escape) -> str:
    if not name.given:
        return braced(escape(name.family))
    return ", ".join(_name_part(part, escape) for part in name)


def _name_part(part: str, escape: _Escape) -> str:
    # A comma, "and", "=", a hyphen at the end and a first letter in lower case have
    # a meaning in a name.
    plain = part[:1].isupper() and part[-1] != "-" and not _MINDED.search(part)
    return escape(part) if plain else braced(escape(part))


def item(text: str) -> str:
    """Return one item of a list, such as a publisher: "and" must not divide it."""
    return braced(text) if _AND.search(text) else text


def language(tag: str) -> str:
    """Return TeX's name for the language of a BCP 47 tag, or ""."""
    known = languages.known(tag)
    return known.babel if known else ""


_MONTHS = ("", *(month[:3].lower() for month in MONTHS))


@lru_cache(maxsize=4096)
def edtf(date: Date | None) -> tuple[str, bool]:
    """Return a date in BibLaTeX's form, and whether nothing was lost.

    The manual's section "Date and Time Specifications" takes EDTF's levels 0
    and 1, but unknown digits only without `~` and `?` and not in an interval;
    any other date becomes the interval that contains it.
    """
    if date is None:
        return "", True
    unknown = date.unspecified
    if len(date.points) == 1:
        text = str(date.points[0])
        return (text.rstrip("~?%"), False) if unknown and date.vague else (text, True)
    if date.kind is Kind.INTERVAL and not unknown:
        return str(date), True
    if unknown:
        return f"{date.earliest.year:04d}/{date.latest.year:04d}", False
    return f"{date.points[0]}/{date.points[-1]}", False


def year_month(date: Date) -> tuple[str, str, bool]:
    """Return the year in words, the month in macros, and whether they are the whole date."""
    years = tuple(point._replace(month=0, day=0) for point in date.points)
    if date.kind is Kind.POINT:
        return date_words.in_words(Date(Kind.POINT, years)), _day_month(date.points[0]), True
    if len(set(years)) > 1:
        months = any(point.month for point in date.points)
        return date_words.in_words(Date(date.kind, years)), "", not months
    month = _months(date) if date.kind is Kind.INTERVAL else ""
    return date_words.in_words(Date(Kind.POINT, years[:1])), month, bool(month)


def _day_month(point: Point) -> str:
    if point.season:
        return braced(point.season.capitalize())
    if not point.month:
        return ""
    day = f'"{point.day}~" # ' if point.day else ""
    return day + _MONTHS[point.month]


def _months(date: Date) -> str:
    """Return "7--8~" # nov, or nov # "--" # dec, for an interval within one year."""
    first, last = date.points[0], date.points[-1]
    if first.season or last.season or not (first.month and last.month):
        return ""
    if first.month == last.month and first.day and last.day:
        return f'"{first.day}--{last.day}~" # {_MONTHS[first.month]}'
    between = f'"--{last.day}~"' if last.day else '"--"'
    return f"{_day_month(first)} # {between} # {_MONTHS[last.month]}"
