"""Counts works by year, or by what else they have in common.

A work that may fall in several years counts only in the first of them, so that the counts of
the years, with the undated, add up to the works.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sergecli.catalogue.index import of_publications
from sergecli.model.edtf import Date, Kind, Span, may_fall_in
from sergecli.model.kinds import GROUPS
from sergecli.model.publications import as_printed
from sergecli.model.work import Head, LifeEvent, Work
from sergecli.text.folding import filing, filing_name, fold


class Bar(NamedTuple):
    """Works with something in common, such as a year, which is the `label`; "" means not known.

    `kinds` is how many there are of each kind, `editions` the number of editions, if counted.
    """

    label: str
    kinds: Counter[str]
    editions: int = 0

    @property
    def works(self) -> int:
        """How many works there are."""
        return self.kinds.total()

    @property
    def groups(self) -> tuple[int, ...]:
        """How many works there are of each of GROUPS."""
        return tuple(sum(self.kinds[one] for one in kinds) for kinds in GROUPS.values())


def whole(works: Iterable[Work]) -> Bar:
    """Count all works at once."""
    return Bar("", Counter(work.kind for work in works))


def years(works: Iterable[Work], head: Head, span: Span | None = None) -> list[Bar]:
    """Count works by years, from the first year that has a work or a break in life to the last.

    Years after the author's death are included only if they have works; the undated come
    last. No year is outside `span`, the years that were asked for.
    """
    counted: dict[int, Counter[str]] = {}
    undated: Counter[str] = Counter()
    for work in works:
        kinds = counted.setdefault(_year(work.date, span), Counter()) if work.date else undated
        kinds[work.kind] += 1
    asked = span or Span(1, 9999)
    dates = [event.date for event in head.life_events]
    breaks = {day.year for date in dates for day in (date.earliest, date.latest)}
    dead = head.died.latest.year if head.died else asked.last
    marked = counted.keys() | {year for year in breaks if asked.first <= year <= asked.last}
    alive = [year for year in marked if year <= dead]
    lived = range(min(alive), max(alive) + 1) if alive else ()
    shown = [*lived, *sorted(year for year in marked if year > dead)]
    bars = [Bar(str(year), counted.get(year, Counter())) for year in shown]
    return [*bars, Bar("", undated)] if undated else bars


def life(head: Head) -> tuple[LifeEvent, ...]:
    """Return the events in the author's life, with birth and death."""
    born = [LifeEvent(date=head.born, event="born")] if head.born else []
    died = [LifeEvent(date=head.died, event="dies")] if head.died else []
    return (*born, *head.life_events, *died)


def with_ends(bars: Sequence[Bar], head: Head, span: Span | None = None) -> list[Bar]:
    """Add the years of the author's birth and death to bars that have years between them."""
    asked = span or Span(1, 9999)
    years = {int(bar.label): bar for bar in bars if bar.label}
    ends = {date.earliest.year for date in (head.born, head.died) if date}
    if not any(min(ends, default=0) <= year <= max(ends, default=0) for year in years):
        return list(bars)
    for year in ends - years.keys():
        if asked.first <= year <= asked.last:
            years[year] = Bar(str(year), Counter())
    return [*(years[year] for year in sorted(years)), *(bar for bar in bars if not bar.label)]


def gathered(bars: Sequence[Bar], head: Head) -> list[Bar]:
    """Put all years after the author's death into one bar, "later", if there are years before."""
    dead = head.died.latest.year if head.died else 9999
    later = [bar for bar in bars if bar.label and int(bar.label) > dead]
    lived = [bar for bar in bars if bar.label and int(bar.label) <= dead]
    if not (lived and later):
        return list(bars)
    one = Bar("later", sum((bar.kinds for bar in later), Counter()))
    return [*lived, one, *(bar for bar in bars if not bar.label)]


def over_years(works: Iterable[Work]) -> int:
    """Count the works that may fall in several years."""
    dates = filter(None, (work.date for work in works))
    return sum(date.earliest.year != date.latest.year for date in dates)


def _year(date: Date, span: Span | None) -> int:
    """Return the first year in which a date may fall, of those asked for if it can be."""
    if span is None or not may_fall_in(date, span):
        return date.earliest.year
    if date.kind is Kind.SET:
        members = (Date(Kind.POINT, (point,)) for point in date.points)
        date = next(one for one in members if may_fall_in(one, span))
    return max(date.earliest.year, span.first)


# --- by other values ---------------------------------------------------------


_VALUES: dict[str, Callable[[Work], Iterable[str]]] = {
    "decade": lambda work: (f"{work.date.earliest.year // 10 * 10}s" if work.date else "",),
    "recipient": lambda work: (work.recipient,),
    "place": of_publications(lambda one: (one.place,)),
    "publisher": of_publications(lambda one: (one.publisher,)),
    "translator": of_publications(lambda one: one.translators),
    "language": lambda work: (work.language,),
    "kind": lambda work: (work.kind,),
    "container": lambda work: (work.container,),
}


def counts(works: Sequence[Work], by: str, head: Head) -> list[Bar]:
    """Count works by a value, the most frequent first, but decades in order.

    The container is where a work first appeared, the language that of its original. A work
    counts for each translator, publisher and place of any edition; an edition counts for each
    of its translators. Works without a value come last.
    """
    counted: dict[str, Counter[str]] = {}
    for work in works:
        for label in dict.fromkeys(filter(None, _VALUES[by](work))) or ("",):
            counted.setdefault(label, Counter())[work.kind] += 1
    editions = _translated(works, head) if by == "translator" else Counter()
    bars = [Bar(label, kinds, editions[label]) for label, kinds in counted.items()]

    def name(bar: Bar) -> str:
        return fold(filing_name(bar.label)) if by == "translator" else filing(bar.label)

    if by == "decade":
        return sorted(bars, key=lambda bar: (not bar.label, bar.label))
    return sorted(bars, key=lambda bar: (not bar.label, -bar.works, name(bar), bar.label))


def _translated(works: Iterable[Work], head: Head) -> Counter[str]:
    """Count the editions that each translator contributed to."""
    hands = (one.translators for work in works for one in as_printed(work, head))
    return Counter(name for names in hands for name in dict.fromkeys(names))
