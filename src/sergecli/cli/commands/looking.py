"""The commands that look at the works from afar, or at any of them: timeline, random."""

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sergecli.cli import completion
from sergecli.cli.commands.read import shown
from sergecli.cli.options import Display, Filters, Output, Source, headed, known, with_options
from sergecli.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    from sergecli.model.work import Catalogue, Work
    from sergecli.search.filters import Query
    from sergecli.search.statistics import Bar

# What is said of works that have nothing to be counted by.
_UNKNOWN = {
    "kind": "",
    "container": "On its own, or it is not known where",
    "translator": "No translator is named",
    "language": "The language of the original is not said",
}
# And that in a pipe, where a line without a label would look like a broken one.
_UNDATED, _NOT_KNOWN = "undated", "unknown"
_WHOSE = ("author", "attributed", "about", "other")
_BY = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="WHAT",
        help="Count by kind, container, translator or language, not by years; "
        "or, as elsewhere, only works by serge, attributed, about, or other; repeatable.",
        autocompletion=completion.one_of(*_UNKNOWN, *_WHOSE),
    ),
]
_NOTHING = "no work answers to these filters"


def _with_cuts(command: Callable[..., None]) -> Callable[..., None]:
    """Let the `--by` of the filters also say by what to count."""
    signature = inspect.signature(command)
    parameters = [
        one.replace(annotation=_BY) if one.name == "by" else one
        for one in signature.parameters.values()
    ]
    command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    command.__annotations__["by"] = headed(_BY, Filters)
    return command


@_with_cuts
@with_options
def timeline(
    selection: Filters,
    source: Source,
    display: Display,
    *,
    json: Annotated[bool, typer.Option("--json", help="The counts, as JSON.")] = False,
) -> None:
    """Count the works, and draw the years of a writing life.

    Example: serge timeline --year 1936-1940
    Example: serge timeline --by translator
    """
    from sergecli.search import filters

    by, rest = _by(selection)
    wanted = rest.query()
    catalogue = source.load(wanted.span)
    works = filters.select(catalogue, wanted)
    if not works:
        raise NothingFoundError(_NOTHING)
    if by:
        _cut(catalogue, works, by, display, json=json)
    else:
        _years(catalogue, works, wanted, display, json=json)


def _by(selection: Filters) -> tuple[str, Filters]:
    """Part by what to count from whose works to count; raises UsageError."""
    given = [known("way to count", one, (*_UNKNOWN, *_WHOSE)) for one in selection.by or ()]
    cuts = list(dict.fromkeys(one for one in given if one in _UNKNOWN))
    if len(cuts) > 1:
        raise UsageError(f"--by {cuts[0]} and --by {cuts[1]} exclude one another")
    return "".join(cuts), selection._replace(by=[one for one in given if one in _WHOSE])


def _years(
    catalogue: "Catalogue", works: "list[Work]", wanted: "Query", display: Display, *, json: bool
) -> None:
    from sergecli.search import statistics as counting
    from sergecli.terminal import lines

    bars = counting.years(works, catalogue.head, wanted.span)
    if json:
        begun: dict[str, list[str]] = {}
        for one in catalogue.head.life_events:
            begun.setdefault(str(one.date.earliest.year), []).append(one.event)
        life = [{"life": begun[bar.label]} if bar.label in begun else {} for bar in bars]
        lines.dump([_record("year", bar) | told for bar, told in zip(bars, life, strict=True)])
    elif display.facts().terminal:
        from sergecli.terminal import chart

        drawn = counting.gathered(bars, catalogue.head)
        undated = [work for work in works if work.date is None]
        with display.screen() as screen:
            chart.years(screen, drawn, counting.whole(works), catalogue.head.life_events)
            chart.notes(screen, undated, counting.over_years(works))
        lines.say(f"{len(works)} of {catalogue.total} works")
    else:
        lines.counts((bar.label or _UNDATED, bar.works) for bar in bars)


def _cut(
    catalogue: "Catalogue", works: "list[Work]", by: str, display: Display, *, json: bool
) -> None:
    from sergecli.search import statistics as counting
    from sergecli.terminal import lines

    bars = counting.cut(works, by, catalogue.head)
    if json:
        lines.dump([_record(by, bar) for bar in bars])
    elif display.facts().terminal:
        from sergecli.terminal import chart

        with display.screen() as screen:
            chart.cut(screen, bars, counting.whole(works), _UNKNOWN[by])
        lines.say(f"{len(works)} of {catalogue.total} works")
    elif by == "translator":
        lines.counts((bar.label or _NOT_KNOWN, bar.works, bar.editions) for bar in bars)
    else:
        lines.counts((bar.label or _NOT_KNOWN, bar.works) for bar in bars)


def _record(by: str, bar: "Bar") -> dict[str, Any]:
    editions = {"editions": bar.editions} if bar.editions else {}
    return {by: bar.label, "works": bar.works, **editions, "kinds": dict(bar.kinds)}


@with_options
def random(
    selection: Filters,
    output: Output,
    source: Source,
    display: Display,
    *,
    seed: Annotated[
        int | None, typer.Option(metavar="N", help="The same work again, for the same number.")
    ] = None,
) -> None:
    """Show a work, any of them: something to read today.

    Example: serge random --kind letter
    Example: serge random --year 1936-1940 --seed 1
    """
    from random import Random

    from sergecli.search import filters

    wanted = selection.query()
    catalogue = source.load()
    works = filters.select(catalogue, wanted)
    if not works:
        raise NothingFoundError(_NOTHING)
    one = Random(seed).choice(works)  # noqa: S311 - nothing secret hangs on it
    shown(catalogue, [one], output, display)
