"""Counts works: by years, or by what else they have in common.

Every work counts once in a year, where it may fall in several in the first:
the first that was asked for, where a span of years was. So the counts of the
years, with the undated, add up to the works.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sergecli.model.edtf import Date, Kind, Span, may_fall_in
from sergecli.model.kinds import GROUPS
from sergecli.model.work import Head, LifeEvent, Publication, Work
from sergecli.text.folding import filing, filing_name, fold


class Bar(NamedTuple):
    """Works that have a year, or something else, in common.

    `label` is "" where that is not known; `kinds` says how many there are of
    each kind. `editions` is the number of editions, if they are counted.
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
        """How many there are of each of GROUPS."""
        return tuple(sum(self.kinds[one] for one in kinds) for kinds in GROUPS.values())


def whole(works: Iterable[Work]) -> Bar:
    """Count all works at once."""
    return Bar("", Counter(work.kind for work in works))


def years(works: Iterable[Work], head: Head, span: Span | None = None) -> list[Bar]:
    """Count works by years, from the first year that has a work or a break in life to the last.

    Years after the author's death are included only if they have works; the
    undated come last, if there are any. `span` are the years that were asked
    for: nothing stands outside them.
    """
    counted: dict[int, Counter[str]] = {}
    undated: Counter[str] = Counter()
    for work in works:
        kinds = counted.setdefault(_year(work.date, span), Counter()) if work.date else undated
        kinds[work.kind] += 1
    asked = span or Span(1, 9999)
    breaks = {year for one in head.life_events for year in (_first(one.date), _last(one.date))}
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
    ends = {_first(date) for date in (head.born, head.died) if date}
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
    return sum(1 for one in works if one.date and _first(one.date) != _last(one.date))


def _first(date: Date) -> int:
    return date.earliest.year


def _last(date: Date) -> int:
    return date.latest.year


def _year(date: Date, span: Span | None) -> int:
    """Return the first year in which a date may fall, of those asked for if it can be."""
    if span is None or not may_fall_in(date, span):
        return _first(date)
    if date.kind is Kind.SET:
        members = (Date(Kind.POINT, (point,)) for point in date.points)
        date = next(one for one in members if may_fall_in(one, span))
    return max(_first(date), span.first)


# --- other cuts --------------------------------------------------------------


def _of_decade(work: Work) -> Iterable[str]:
    return (f"{work.date.earliest.year // 10 * 10}s" if work.date else "",)


def _once(read: Callable[[Publication], Iterable[str]]) -> Callable[[Work], Iterable[str]]:
    """Read from every publication of a work, and give each label once."""

    def labels(work: Work) -> Iterable[str]:
        found = (label for one in work.publications for label in read(one) if label)
        return tuple(dict.fromkeys(found)) or ("",)

    return labels


_CUTS: dict[str, Callable[[Work], Iterable[str]]] = {
    "decade": _of_decade,
    "recipient": lambda work: (work.recipient,),
    "place": _once(lambda one: (one.place,)),
    "publisher": _once(lambda one: (one.publisher,)),
    "translator": _once(lambda one: one.translators),
    "language": lambda work: (work.language,),
    "kind": lambda work: (work.kind,),
    "container": lambda work: (work.container,),
}
CUTS = tuple(_CUTS)


def cut(works: Sequence[Work], by: str, head: Head) -> list[Bar]:
    """Count works by one of CUTS: the most first, but decades in order; what is not known last.

    The container is where a work first appeared, the language that of its
    original. A work counts for each of its translators, publishers and places, in any
    edition, and each edition once for each who translated it.
    """
    counted: dict[str, Counter[str]] = {}
    for work in works:
        for label in _CUTS[by](work):
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
    hands = (one.translators for work in works for one in work.publications_as_printed(head))
    return Counter(name for names in hands for name in dict.fromkeys(names))
