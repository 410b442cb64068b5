from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sergecli.cli.declare import flag, option, options
from sergecli.cli.filter_options import Filters, select
from sergecli.cli.options import Command, Layout, Source, chosen
from sergecli.errors import UsageError, needing
from sergecli.terminal import messages
from sergecli.text.english import joined

if TYPE_CHECKING:
    from sergecli.model.work import Head, LifeEvent, Work
    from sergecli.search.statistics import Bar
    from sergecli.terminal.form import Form

_YEAR = "year"
# The label of works without a value, by what is counted.
_UNKNOWN = {
    "decade": "Undated",
    "recipient": "No recipient",
    "place": "No place named",
    "publisher": "No publisher named",
    "translator": "No translator named",
    "language": "Original language not recorded",
    "kind": "",
    "container": "Published separately, or not known where",
}
# The same in a pipe, where an empty label would look like an error.
_UNDATED, _NOT_KNOWN = "undated", "unknown"


@options
class Timeline(Command, Filters, Layout, Source):
    """Count the author's works by year, or by another field.

    Example: serge timeline --year 1936-1940
    Example: serge timeline --count-by translator
    """

    count_by: str = option(
        "WHAT", f"Count by {joined(_UNKNOWN, 'or')} instead.", (_YEAR, *_UNKNOWN), default=_YEAR
    )
    json: bool = flag("--json", "The counts, as JSON.")
    output: Path | None = option(
        "FILE", "Draw the years in a new file (SVG).", readable=False, default=None
    )
    force: bool = flag("--force", "Overwrite FILE.")

    def run(self) -> None:
        """Print the counts; raises NothingFoundError."""
        from sergecli.search import statistics
        from sergecli.terminal import plain

        by, form = chosen("--count-by", self.count_by, (_YEAR, *_UNKNOWN)), self.form()
        if self.output and (by != _YEAR or self.json):
            raise UsageError("--output draws the years; it goes with neither --count-by nor --json")
        if self.output and self.output.suffix.lower() != ".svg":
            raise UsageError(f"{self.output}: only SVG is drawn; use a name that ends in .svg")
        # The timeline is the author's writing life, so it leaves out other authors' works.
        if counted := _UNKNOWN.keys() & set(self.by or ()):
            raise UsageError(f"--by: to count, write --count-by {min(counted)}")
        query = self.query()
        if not self.by:
            query = query._replace(by=frozenset({"author"}))
        catalogue = self.load(query.span)
        head, works = catalogue.head, select(self, catalogue, query)
        if by == _YEAR:
            bars = statistics.years(works, head, query.span)
        else:
            bars = statistics.counts(works, by, head)
        if self.output:
            self._draw(self.output, statistics.gathered(bars, head), head)
            return
        life: Sequence[LifeEvent] = ()
        if by == _YEAR:
            bars, life = statistics.with_ends(bars, head, query.span), statistics.life(head)
        if self.json:
            plain.dump([_record(by, bar, life) for bar in bars])
        elif form.drawn:
            _show(form, bars, by, works, head)
            messages.say(f"{len(works)} of {catalogue.total} works")
        else:
            unknown = _UNDATED if by == _YEAR else _NOT_KNOWN
            rows = [(bar.label or unknown, bar.works, bar.editions) for bar in bars]
            plain.rows(row if by == "translator" else row[:2] for row in rows)

    def _draw(self, path: Path, bars: "list[Bar]", head: "Head") -> None:
        from sergecli.catalogue import store

        with needing("serge timeline --output", "site"):
            from sergecli.website import picture
        store.save(path, picture.draw(bars, head), force=self.force)


def _show(form: "Form", bars: "list[Bar]", by: str, works: "list[Work]", head: "Head") -> None:
    """Draw the bars on a terminal."""
    from sergecli.search import statistics
    from sergecli.terminal import chart, output

    whole = statistics.whole(works)
    with output.screen(form) as screen:
        if by != _YEAR:
            chart.counts(screen, bars, whole, _UNKNOWN[by])
        else:
            chart.years(screen, statistics.gathered(bars, head), whole, statistics.life(head))
            undated = [work for work in works if work.date is None]
            chart.notes(screen, undated, statistics.over_years(works))


def _record(by: str, bar: "Bar", life: "Sequence[LifeEvent]") -> dict[str, Any]:
    """Return a bar as `--json` prints it, with the life events of its year."""
    editions = {"editions": bar.editions} if bar.editions else {}
    events = [one.event for one in life if str(one.date.earliest.year) == bar.label]
    record = {by: bar.label, "works": bar.works, **editions, "kinds": dict(bar.kinds)}
    return record | ({"life_events": events} if events else {})
