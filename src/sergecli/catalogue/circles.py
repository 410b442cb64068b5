"""Finds what leads round in a circle."""

from collections.abc import Sequence


def circles(ways: Sequence[Sequence[int]]) -> list[int]:
    """Give each node the number of its circle: two have one number if each leads to the other.

    `ways` are, for each node, the nodes to which it leads. A node from which
    nobody comes back has a number of its own. One walk (R. Tarjan's, 1972),
    without recursion: no row of nodes is too long for it.
    """
    met = [0] * len(ways)
    # The first node met to which each comes back.
    back = [0] * len(ways)
    circle = [-1] * len(ways)
    left = [iter(row) for row in ways]
    waiting: list[int] = []
    order = 0
    for start in range(len(ways)):
        trail = [] if met[start] else [start]
        while trail:
            at = trail[-1]
            if not met[at]:
                order += 1
                met[at] = back[at] = order
                waiting.append(at)
            for to in left[at]:
                if not met[to]:
                    trail.append(to)
                    break
                if circle[to] < 0:
                    back[at] = min(back[at], met[to])
            else:
                trail.pop()
                if trail:
                    back[trail[-1]] = min(back[trail[-1]], back[at])
                if back[at] == met[at]:
                    _close(at, waiting, circle)
    return circle


def _close(first: int, waiting: list[int], circle: list[int]) -> None:
    """Give its number to all that were met since the first node of a circle."""
    while circle[first] < 0:
        circle[waiting.pop()] = first
