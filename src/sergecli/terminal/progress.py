"""A progress bar, in a module of its own since few commands need it."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

_T = TypeVar("_T")


def watched(label: str, things: Sequence[_T], /) -> Iterable[_T]:
    """Show a bar on standard error while things are processed, and then remove it."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True, highlight=False),
        transient=True,
    )
    # The progress within a single thing is unknown.
    total = len(things) if len(things) > 1 else None
    with bar:
        yield from bar.track(things, total=total, description=label)
