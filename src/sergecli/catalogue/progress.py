"""Reports the progress of long work to a caller that wants to show it."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class Progress(Protocol):
    """Takes a label for the work and the things to go through; yields the things."""

    def __call__(self, label: str, things: Sequence[_T], /) -> Iterable[_T]:
        """Return the things one by one."""


def no_progress(_label: str, things: Sequence[_T], /) -> Iterable[_T]:
    """Report nothing."""
    return things
