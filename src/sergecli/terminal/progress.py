"""A bar for long work, drawn with Rich; apart from `views`, which tables need at once."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

_T = TypeVar("_T")


def watched(label: str, things: Sequence[_T], /) -> Iterable[_T]:
    """Show a bar on standard error while things are gone through; it leaves nothing."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True, highlight=False),
        transient=True,
    )
    # Of one thing nobody can say how far it is.
    total = len(things) if len(things) > 1 else None
    with bar:
        yield from bar.track(things, total=total, description=label)
