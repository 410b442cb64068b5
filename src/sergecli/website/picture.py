"""Draws the works of each year and the breaks in the author's life as a picture (SVG 1.1)."""

from collections.abc import Iterable, Sequence
from datetime import date as Day  # noqa: N812 - "date" is the word for ours
from typing import NamedTuple

from sergecli.model.date_words import in_words
from sergecli.model.kinds import GROUPS
from sergecli.model.work import Head, LifeEvent
from sergecli.search.statistics import Bar
from sergecli.text.english import counted
from sergecli.website import templates

_WIDTH, _MARGIN = 960, 12
# The legend is above the bars, the years below them.
_TOP, _BARS, _YEARS = 44, 140, 22
_WIDEST_COLUMN, _GAP = 48, 2
# Bars that are not years are set apart, and their labels need more room.
_APART = 44
# The distances between year labels, lines of events, and the parts of the legend.
_YEAR_ROOM, _LINE, _LEGEND_ROOM = 36, 18, 32
# The approximate width of a character: the reader's font cannot be measured here.
_LETTER = 6.3


class Place(NamedTuple):
    """The position of a bar, and the label below it, if any."""

    x: float
    width: float
    label: str


class Segment(NamedTuple):
    """The works of one group of kinds in a column."""

    group: int
    y: float
    height: float


class Column(NamedTuple):
    """The works of a year: what is drawn, and its description."""

    x: float
    width: float
    top: float
    label: str
    works: int
    segments: tuple[Segment, ...]
    title: str


class Event(NamedTuple):
    """A break in the author's life, from one place to another, on a line below the years."""

    x: float
    end: float
    y: float
    text: str


class Legend(NamedTuple):
    """A group of kinds, with its number of works."""

    group: int
    x: float
    text: str


def draw(bars: Sequence[Bar], head: Head, *, inline: bool = False) -> str:
    """Draw a bar for each year, with a title and a description for screen readers.

    `inline` leaves out what only a separate file needs: a page already has a style sheet.
    """
    places = _places(bars)
    events = _events(head.life_events, places)
    base = _TOP + _BARS
    return templates.write(
        "life.svg",
        inline=inline,
        style=templates.source("life.css"),
        title=f"{head.title}: works by year",
        description=_description(bars, head),
        width=_WIDTH,
        height=max([base + _YEARS, *(event.y for event in events)]) + _MARGIN,
        base=base,
        left=_MARGIN,
        right=max(place.x + place.width for place in places.values()),
        columns=[_column(bar, places[bar.label], max(one.works for one in bars)) for bar in bars],
        events=events,
        legend=_legend(bars),
    )


def _places(bars: Sequence[Bar]) -> dict[str, Place]:
    """Return the place of each bar, by its label; bars that are not years follow the years."""
    years = [bar.label for bar in bars if bar.label.isdecimal()]
    others = [bar.label for bar in bars if not bar.label.isdecimal()]
    room = _WIDTH - 2 * _MARGIN - _APART * len(others)
    width = min(room / max(len(years), 1), _WIDEST_COLUMN)
    # How many columns share one year label, a round number.
    step = next((one for one in (1, 2, 5, 10, 20, 50) if one * width >= _YEAR_ROOM), 100)
    places = {}
    for number, year in enumerate(years):
        places[year] = Place(_MARGIN + number * width, width, "" if int(year) % step else year)
    end = _MARGIN + len(years) * width
    for number, name in enumerate(others):
        x = end + number * _APART + (_APART - width) / 2
        places[name] = Place(x, min(width, _APART), name or "undated")
    return places


def _description(bars: Sequence[Bar], head: Head) -> str:
    most = max(bars, key=lambda bar: bar.works)
    total = counted(sum(bar.works for bar in bars), "work")
    said = f"{total}, most of them in {most.label or 'unknown years'} ({most.works})."
    life = [f"{in_words(one.date)}: {one.event}." for one in head.life_events]
    return " ".join((said, *life))


def _column(bar: Bar, place: Place, most: int) -> Column:
    """Stack the groups of a bar; `most` works fill the picture's height."""
    segments, y = [], float(_TOP + _BARS)
    for group, works in enumerate(bar.groups):
        height = _BARS * works / max(most, 1)
        y -= height
        if works:
            segments.append(Segment(group, round(y, 1), round(height, 1)))
    x, width = round(place.x, 1), round(place.width - _GAP, 1)
    return Column(x, width, round(y, 1), place.label, bar.works, tuple(segments), _title(bar))


def _title(bar: Bar) -> str:
    kinds = ", ".join(
        f"{name} {count}" for name, count in zip(GROUPS, bar.groups, strict=True) if count
    )
    return f"{bar.label or 'undated'}: {counted(bar.works, 'work')}" + (
        f" ({kinds})" if kinds else ""
    )


def _legend(bars: Iterable[Bar]) -> list[Legend]:
    """Lay out the legend: the groups that are drawn, side by side."""
    totals = [sum(each) for each in zip(*(bar.groups for bar in bars), strict=True)]
    legend, x = [], float(_MARGIN)
    for group, (name, total) in enumerate(zip(GROUPS, totals, strict=True)):
        if total:
            legend.append(Legend(group, round(x, 1), f"{name} {total}"))
            x += len(legend[-1].text) * _LETTER + _LEGEND_ROOM
    return legend


def _events(life: Iterable[LifeEvent], places: dict[str, Place]) -> list[Event]:
    """Lay out the events of the years that are drawn, so that no text covers another's line.

    Events are placed from last to first; one whose text reaches a later one goes below it.
    """
    placed: list[Event] = []
    top = _TOP + _BARS + _YEARS + _LINE
    for one in sorted(life, key=lambda one: one.date.earliest, reverse=True):
        first, last = one.date.earliest, one.date.latest
        if str(first.year) not in places:
            continue
        x, end = _place(places, first), _place(places, last)
        lasts = last.year > first.year
        text = f"{first.year}–{last.year}: {one.event}" if lasts else f"{first.year}: {one.event}"
        below = [event.y + _LINE for event in placed if event.x < x + len(text) * _LETTER]
        placed.append(Event(x, end if lasts else x, max([top, *below]), text))
    return placed


def _place(places: dict[str, Place], day: Day) -> float:
    """Return the position of a day, or the end of the years."""
    if str(day.year) not in places:
        return round(max(place.x + place.width for place in places.values()), 1)
    place = places[str(day.year)]
    gone = (day - day.replace(month=1, day=1)).days / 366
    return round(place.x + gone * place.width, 1)
