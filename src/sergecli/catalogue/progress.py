"""How long work is watched, by whoever wants to show it."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class Progress(Protocol):
    """Takes what the work is called and what it goes through; gives that through."""

    def __call__(self, label: str, things: Sequence[_T], /) -> Iterable[_T]:
        """Give the things one by one."""


def no_progress(_label: str, things: Sequence[_T], /) -> Iterable[_T]:
    """Report nothing."""
    return things
