"""Measures two commands in turns, and prints a row of a table.

`python benchmarks/turns.py RUNS NAME OURS FLOOR GOAL` runs each command RUNS times, after one run
to warm up, and prints the medians of their CPU times and the ratio. CPU time and turns let other
programs on the machine disturb the ratio as little as possible.
"""

import shlex
import subprocess
import sys
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median


def used() -> float:
    """Return the CPU time of all finished children in milliseconds."""
    usage = getrusage(RUSAGE_CHILDREN)
    return (usage.ru_utime + usage.ru_stime) * 1000


def measured(command: str) -> float:
    """Run a command without input or output, and return its CPU time."""
    before = used()
    nowhere = subprocess.DEVNULL
    words = shlex.split(command)
    subprocess.run(words, stdin=nowhere, stdout=nowhere, stderr=nowhere, check=True)
    return used() - before


def main() -> None:
    """Measure, and print the row."""
    runs, name, ours, floor, goal = sys.argv[1:]
    times = [(measured(ours), measured(floor)) for _ in range(int(runs) + 1)][1:]
    first, second = (median(column) for column in zip(*times, strict=True))
    print(f"| {name} | {first:.0f} ms | {second:.0f} ms | {first / second:.2f} | {goal} |")


if __name__ == "__main__":
    main()
