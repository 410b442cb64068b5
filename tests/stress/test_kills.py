"""Killed and concurrent runs lose nothing; `SERGE_KILLS` says how many are killed."""

import os
import subprocess
import sys
from pathlib import Path

KILLS = os.environ.get("SERGE_KILLS", "100")


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
    said = counted("together", "16", "10")
    assert said.startswith("16 processes added 10 works each at once: 160 works, none lost")
