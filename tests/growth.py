"""Whether something takes time in proportion, on any machine and beside any other work."""

from collections.abc import Callable
from time import process_time
from timeit import timeit

# Seconds; what nobody would notice is not compared.
_UNNOTICED = 0.1


def in_proportion(run: Callable[[int], object], count: int) -> bool:
    """Tell whether a count takes at most ten times as long as a quarter of it.

    What is quadratic takes sixteen times as long. CPU time is measured, and since a machine may
    be slower for a while, once in three times is enough.
    """

    def seconds(count: int) -> float:
        return timeit(lambda: run(count), number=1, timer=process_time)

    for _ in range(3):
        many = seconds(count)
        if many < _UNNOTICED or many <= 10 * seconds(count // 4):
            return True
    return False
