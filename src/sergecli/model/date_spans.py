"""Reads the years of `--year`, and the days and months of any year of `--on`."""

import re

from sergecli.errors import DateError
from sergecli.model import date_reader
from sergecli.model.edtf import MONTHS, Anniversary, Kind, Span, days_in, quoted

_SPAN = re.compile(r"(?P<from>\d{4})?(?P<dash>-)?(?P<to>\d{4})?", re.ASCII)
_OF_ANY_YEAR = re.compile(r"(?P<month>\d{2})(?:-(?P<day>\d{2}))?", re.ASCII)
_LEAP_YEAR = 2000


def parse_span(text: str) -> Span:
    """Read years, months or a day: `1938`, `1936-1940`, `1936-`, `-1940`, `1938-04`, "the 1930s".

    Any date but a set is a span. Raises DateError, whose message says what to write.
    """
    match = _SPAN.fullmatch(text.strip().replace("–", "-"))
    if not match or not (match["from"] or match["to"]):
        date = date_reader.read(text.strip().removeprefix("the ").replace("x", "X")).date
        if not date or date.kind is Kind.SET:
            raise DateError(
                f"{quoted(text)} is not a year, a month or a day; "
                "write 1938, 1936-1940, 1936-, -1940, 1930s, 1938-04 or 1938-04-28"
            )
        first, last = date.earliest, date.latest
        return Span(first.year, last.year, (first.month, first.day), (last.month, last.day))
    begins = int(match["from"] or 0)
    ends = int(match["to"] or 9999) if match["dash"] else begins
    if ends < begins:
        raise DateError(f"{quoted(text)} runs backwards; write {ends}-{begins}")
    return Span(begins, ends)


def parse_anniversary(text: str) -> Anniversary:
    """Read a day of any year, `11-07` or "7 November", or a month, `11` or "November".

    A whole date, `1938-04-28`, is the day of that year.

    Raises DateError, whose message says what to write.
    """
    whole = date_reader.read(text.strip()).date
    if whole and len(whole.points) == 1 and whole.points[0].day:
        return Anniversary(whole.points[0].month, whole.points[0].day, whole.points[0].year)
    match = _OF_ANY_YEAR.fullmatch(text.strip())
    parts = match.groupdict() if match else date_reader.day_and_month(text)
    if not parts:
        raise DateError(
            f"{quoted(text)} is not a day or a month; "
            "write 11-07 for 7 November, 11 for November, or 1938-04-28 for one day"
        )
    month = int(parts.get("month") or parts["m"])
    day = parts.get("day") or parts.get("d")
    if not 1 <= month <= len(MONTHS):
        turned = day and 1 <= int(day) <= len(MONTHS) and month <= days_in(_LEAP_YEAR, int(day))
        hint = f"; write {day}-{month:02d}" if turned else "; they are 01 to 12"
        raise DateError(f"{quoted(text)} has no month {month:02d}{hint}")
    days = days_in(_LEAP_YEAR, month)
    if day and not 1 <= int(day) <= days:
        raise DateError(f"{quoted(text)} has no day {day}; {MONTHS[month - 1]} has {days}")
    return Anniversary(month, int(day or 0))
