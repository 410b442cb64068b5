"""A progress bar, in a module of its own since few commands need it."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track

_T = TypeVar("_T")


def watched(label: str, things: Sequence[_T], /) -> Iterable[_T]:
    """Show a bar on standard error while things are processed, and then remove it."""
    # The progress within a single thing is unknown, so Rich must not know their number.
    counted = things if len(things) > 1 else (thing for thing in things)
    console = Console(stderr=True, highlight=False)
    return track(counted, description=label, console=console, transient=True)
