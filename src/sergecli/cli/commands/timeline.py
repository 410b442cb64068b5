"""The command timeline."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sergecli.cli.declare import flag, option, options
from sergecli.cli.filter_options import Filters, select
from sergecli.cli.options import Command, Layout, Source
from sergecli.errors import ExitCode, UsageError
from sergecli.terminal import messages
from sergecli.text.english import check_among, joined

if TYPE_CHECKING:
    from sergecli.model.work import Catalogue, Work
    from sergecli.search.filters import Query
    from sergecli.search.statistics import Bar

# The label of works without a value, by what is counted.
_UNKNOWN = {
    "decade": "Undated",
    "recipient": "No recipient",
    "place": "No place named",
    "publisher": "No publisher named",
    "translator": "No translator named",
    "language": "Original language not recorded",
    "kind": "",
    "container": "Published separately, or where is unknown",
}
# The same in a pipe, where an empty label would look like an error.
_UNDATED, _NOT_KNOWN = "undated", "unknown"


@options
class Timeline(Command, Filters, Layout, Source):
    """Count the author's works by year, or by another field.

    Example: serge timeline --year 1936-1940
    Example: serge timeline --count-by translator
    """

    count_by: str = option("WHAT", f"Count by {joined(_UNKNOWN, 'or')} instead.", _UNKNOWN)
    json: bool = flag("--json", "The counts, as JSON.")
    output: Path | None = option(
        "FILE", "Draw the years in a new file (SVG).", readable=False, default=None
    )
    force: bool = flag("--force", "Overwrite FILE.")

    def run(self) -> int:
        """Print the counts; raises NothingFoundError."""
        by = self.count_by.lower()
        if by:
            check_among("--count-by", by, tuple(_UNKNOWN))
        if self.output and (by or self.json):
            raise UsageError("--output draws the years; it goes with neither --count-by nor --json")
        # The timeline is the author's writing life, so it leaves out other authors' works.
        query = self.query()
        if not self.by:
            query = query._replace(by=frozenset({"author"}))
        catalogue = self.load(query.span)
        works = select(self, catalogue, query)
        if by:
            self._print_counts(catalogue, works, by)
        else:
            self._print_years(catalogue, works, query)
        return ExitCode.FOUND

    def _print_years(self, catalogue: "Catalogue", works: "list[Work]", query: "Query") -> None:
        from sergecli.search import statistics
        from sergecli.terminal import plain

        bars = statistics.years(works, catalogue.head, query.span)
        if self.output:
            self._draw(self.output, statistics.gathered(bars, catalogue.head), catalogue)
            return
        bars = statistics.with_ends(bars, catalogue.head, query.span)
        if self.json:
            plain.dump([_record("year", bar) | _life(catalogue, bar) for bar in bars])
        elif self.form().drawn:
            from sergecli.terminal import chart, output

            drawn = statistics.gathered(bars, catalogue.head)
            undated = [work for work in works if work.date is None]
            with output.screen(self.form()) as screen:
                chart.years(screen, drawn, statistics.whole(works), statistics.life(catalogue.head))
                chart.notes(screen, undated, statistics.over_years(works))
            messages.say(f"{len(works)} of {catalogue.total} works")
        else:
            plain.rows((bar.label or _UNDATED, bar.works) for bar in bars)

    def _draw(self, path: Path, bars: "list[Bar]", catalogue: "Catalogue") -> None:
        from sergecli.catalogue import store
        from sergecli.cli.commands.site import needing_jinja

        with needing_jinja("serge timeline --output"):
            from sergecli.website import picture
        store.save(path, picture.draw(bars, catalogue.head), force=self.force)

    def _print_counts(self, catalogue: "Catalogue", works: "list[Work]", by: str) -> None:
        from sergecli.search import statistics
        from sergecli.terminal import plain

        bars = statistics.counts(works, by, catalogue.head)
        if self.json:
            plain.dump([_record(by, bar) for bar in bars])
        elif self.form().drawn:
            from sergecli.terminal import chart, output

            with output.screen(self.form()) as screen:
                chart.counts(screen, bars, statistics.whole(works), _UNKNOWN[by])
            messages.say(f"{len(works)} of {catalogue.total} works")
        elif by == "translator":
            plain.rows((bar.label or _NOT_KNOWN, bar.works, bar.editions) for bar in bars)
        else:
            plain.rows((bar.label or _NOT_KNOWN, bar.works) for bar in bars)


def _record(by: str, bar: "Bar") -> dict[str, Any]:
    editions = {"editions": bar.editions} if bar.editions else {}
    return {by: bar.label, "works": bar.works, **editions, "kinds": dict(bar.kinds)}


def _life(catalogue: "Catalogue", bar: "Bar") -> dict[str, list[str]]:
    """Return the events in the author's life in the year of a bar."""
    from sergecli.search import statistics

    life = statistics.life(catalogue.head)
    events = [one.event for one in life if str(one.date.earliest.year) == bar.label]
    return {"life_events": events} if events else {}
