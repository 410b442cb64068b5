"""Dates: a subset of the Extended Date/Time Format, EDTF (ISO 8601-2:2019).

The subset:

* level 0: `1938-04-28`, `1938-04`, `1938`, and intervals `1926/1929`;
* level 1: a whole date that is approximate `1928~`, uncertain `1920?` or both
  `1928%`; unspecified digits `194X`, `19XX`; seasons `1965-21` (spring) to
  `1965-24` (winter, taken as December);
* level 2: the set "all of these", `{1946-07,1946-11}`.

"Undated" is `None`. `date_words` writes dates in words, `date_reader` reads them.
"""

import re
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - "date" is the word for ours
from datetime import timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from sergecli.errors import DateError

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}

_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
    r"(?P<flag>[~?%]?)",
    re.ASCII,
)
# The number of characters of a wrong text that a message repeats.
_LONGEST_QUOTED = 40


def days_in(year: int, month: int) -> int:
    """Return how many days a month has (the calendar module would load slowly)."""
    return (Day(year, month + 1, 1) - timedelta(days=1)).day if month < len(MONTHS) else 31


class Kind(Enum):
    """How the points of a date are combined (EDTF's terms)."""

    POINT = "point"
    INTERVAL = "interval"
    SET = "set"


class Point(NamedTuple):
    """One date without `/` or `{}`.

    `year` has unspecified digits as zeros, `unspecified` counts them (0 to 2);
    `month` is 1 to 12, or 21 to 24 for a season, or 0; `day` is 1 to 31 or 0.
    """

    year: int
    month: int = 0
    day: int = 0
    unspecified: int = 0
    approximate: bool = False
    uncertain: bool = False

    @property
    def earliest(self) -> Day:
        """The earliest day that the date can mean."""
        first = _SEASON_MONTHS.get(self.month, (self.month or 1,))[0]
        return Day(self.year, first, self.day or 1)

    @property
    def latest(self) -> Day:
        """The latest day that the date can mean."""
        year = self.year + 10**self.unspecified - 1
        last = _SEASON_MONTHS.get(self.month, (self.month or 12,))[-1]
        return Day(year, last, self.day or days_in(year, last))

    @property
    def season(self) -> str:
        """The English name of the season, or ""."""
        return SEASONS.get(self.month, "")

    def __str__(self) -> str:
        """Return the date in EDTF."""
        year = f"{self.year:04d}"
        if self.unspecified:
            year = year[: -self.unspecified] + "X" * self.unspecified
        rest = "".join(f"-{part:02d}" for part in (self.month, self.day) if part)
        flag = {(True, True): "%", (True, False): "~", (False, True): "?"}
        return year + rest + flag.get((self.approximate, self.uncertain), "")


@dataclass(frozen=True, slots=True)
class Date:
    """A date: one point, the two ends of an interval, or the members of a set."""

    kind: Kind
    points: tuple[Point, ...]

    @property
    def earliest(self) -> Day:
        """The earliest day of any point; for an interval, of its start."""
        points = self.points[:1] if self.kind is Kind.INTERVAL else self.points
        return min(point.earliest for point in points)

    @property
    def latest(self) -> Day:
        """The latest day of any point; for an interval, of its end."""
        points = self.points[-1:] if self.kind is Kind.INTERVAL else self.points
        return max(point.latest for point in points)

    @property
    def approximate(self) -> bool:
        """Whether any part is marked `~` or `%`."""
        return any(point.approximate for point in self.points)

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked `?` or `%`."""
        return any(point.uncertain for point in self.points)

    @property
    def unspecified(self) -> bool:
        """Whether some digits of a year are unspecified."""
        return any(point.unspecified for point in self.points)

    @property
    def vague(self) -> bool:
        """Whether any part is approximate or uncertain."""
        return self.approximate or self.uncertain

    @property
    def iso(self) -> str:
        """A single certain day, month or year as in ISO 8601-1; "" for all other dates."""
        point = self.points[0]
        single = self.kind is Kind.POINT and not (self.vague or point.unspecified or point.season)
        return str(point) if single else ""

    def __str__(self) -> str:
        """Return the date in EDTF: `parse(str(date)) == date`."""
        parts = [str(point) for point in self.points]
        if self.kind is Kind.SET:
            return "{" + ",".join(parts) + "}"
        return "/".join(parts)


class Span(NamedTuple):
    """Years from `first` to `last`, both included, or from a day to a day of them."""

    first: int
    last: int
    # Each is a month and a day.
    begins: tuple[int, int] = (1, 1)
    ends: tuple[int, int] = (12, 31)


class Anniversary(NamedTuple):
    """A day, or a whole month if `day` is 0; of any year if `year` is 0."""

    month: int
    day: int = 0
    year: int = 0


class NotEdtfError(DateError):
    """A text does not look like EDTF; `date_advice` can say what was probably meant."""


# Most dates of a catalogue are those of several records.
@lru_cache(maxsize=4096)
def parse(text: str) -> Date:
    """Parse a date of the EDTF subset (ISO 8601-2, see the top of this module).

    Raises DateError, whose message names the wrong part: NotEdtfError if the text
    does not look like EDTF at all.
    """
    if text.startswith("{") and text.endswith("}"):
        return Date(Kind.SET, _set(text))
    start, slash, end = text.partition("/")
    if not slash:
        return Date(Kind.POINT, (_point(text, text),))
    points = (_point(start, text), _point(end, text))
    if points[0].earliest > points[1].latest:
        raise DateError(f"{quoted(text)} runs backwards; write {end}/{start}")
    return Date(Kind.INTERVAL, points)


def quoted(text: str) -> str:
    """Quote a text for a message, shortened if it is long."""
    return repr(text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…")


def _set(text: str) -> tuple[Point, ...]:
    points = tuple(_point(part, text) for part in text[1:-1].split(","))
    if list(points) != sorted(points, key=_rank):
        raise DateError(f"{quoted(text)} is a set out of order; put the earliest first")
    return points


def _point(part: str, text: str) -> Point:
    match = _POINT.fullmatch(part)
    if match is None:
        raise NotEdtfError(f"{quoted(text)} is not a date")
    digits, month, day = match["year"], int(match["month"] or 0), int(match["day"] or 0)
    unspecified = digits.count("X")
    year = int(digits.replace("X", "0"))
    if not year:
        raise DateError(f"{quoted(text)} has no year after 0")
    if unspecified and month:
        raise DateError(f"{quoted(text)} has a month in a year that is not known")
    if match["month"] and not (1 <= month <= len(MONTHS) or month in SEASONS):
        known = f"they are 01 to {len(MONTHS)}" if month else f"write {digits} if it is not known"
        if month > max(SEASONS) and month > year % 100:
            known += f", and two years are {digits}/{digits[:2]}{month}"
        raise DateError(f"{quoted(text)} has no month {match['month']}; {known}")
    if match["day"] and month in SEASONS:
        raise DateError(f"{quoted(text)} has a day in a season")
    if match["day"] and not 1 <= day <= (days := days_in(year, month)):
        known = f"they are 01 to {days}" if day else f"write {part[:7]} if it is not known"
        in_month = f"in {MONTHS[month - 1]} {year}"
        raise DateError(f"{quoted(text)} has no day {match['day']} {in_month}; {known}")
    flag = match["flag"]
    return Point(year, month, day, unspecified, flag in {"~", "%"}, flag in {"?", "%"})


def order(date: Date | None) -> tuple[Day, int, str]:
    """Return a sort key that orders all dates.

    Dates are ordered by their earliest day, and on the same day the less precise come
    first (a year, its months, their days); undated comes last.
    """
    if date is None:
        return (Day.max, 0, "")
    return (*_rank(date), str(date))


def _rank(dated: Point | Date) -> tuple[Day, int]:
    return (dated.earliest, -dated.latest.toordinal())


def may_fall_in(date: Date | None, span: Span) -> bool:
    """Return whether a date can fall in a span.

    An interval covers every day in it, a set only its members; undated never matches.
    """
    if date is None:
        return False
    if date.kind is Kind.SET:
        return any(_overlap(p.earliest, p.latest, span) for p in date.points)
    return _overlap(date.earliest, date.latest, span)


def _overlap(earliest: Day, latest: Day, span: Span) -> bool:
    begins, ends = (span.first, *span.begins), (span.last, *span.ends)
    first, last = ((day.year, day.month, day.day) for day in (earliest, latest))
    return first <= ends and last >= begins


def falls_on(date: Date | None, anniversary: Anniversary) -> bool:
    """Return whether a date is known to be that day or month of some year.

    Of an interval only the two ends count, not what lies between them; of a set, each
    member. Approximate and uncertain dates never match.
    """
    return date is not None and any(_is_of(point, anniversary) for point in date.points)


def _is_of(point: Point, anniversary: Anniversary) -> bool:
    return (
        not (point.approximate or point.uncertain)
        and point.month == anniversary.month
        and anniversary.day in {0, point.day}
        and anniversary.year in {0, point.year}
    )
