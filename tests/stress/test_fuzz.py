"""Nothing that stands in a file, or happens while it is written, does harm.

`SERGE_FUZZ` and `SERGE_KILLS` say how often; `docs/durability.md` has the great numbers.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.stress import fuzz

FUZZ = int(os.environ.get("SERGE_FUZZ", "300"))
KILLS = os.environ.get("SERGE_KILLS", "20")


def test_broken_catalogues_are_used_or_refused_cleanly_and_soon() -> None:
    outcome = fuzz.run(FUZZ, 1938, fuzz.through_everything)
    sys.stdout.write(f"{FUZZ} broken catalogues: {outcome}\n")
    assert outcome.read + outcome.refused == FUZZ
    # Else nothing much is tried.
    assert min(outcome.read, outcome.refused) > FUZZ // 4
    assert outcome.slowest < 20  # seconds, on a busy machine


def test_the_same_seed_breaks_the_same() -> None:
    document = fuzz.sound()
    first, second = fuzz.mutants(document, 7), fuzz.mutants(document, 7)
    assert [next(first) for _ in range(20)] == [next(second) for _ in range(20)]


def counted(module: str, *numbers: str) -> str:
    """Run a module of the tests by itself: it forks, and wants no threads beside it."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.stress.{module}", *numbers],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert not done.returncode, done.stderr
    sys.stdout.write(done.stdout)
    return done.stdout


def test_a_killed_run_leaves_the_old_catalogue_or_the_new_one() -> None:
    assert counted("killing", KILLS).startswith(f"{KILLS} kills of add and import: ")


def test_works_that_are_added_at_once_are_all_there() -> None:
    said = counted("together", "6", "4")
    assert said.startswith("6 processes added 4 works each at once: 24 works, none lost")
