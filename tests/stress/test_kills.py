"""Killed, interrupted and concurrent runs lose nothing.

`SERGE_KILLS` and `SERGE_SIGNALS` say how many are killed and interrupted.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

KILLS = os.environ.get("SERGE_KILLS", "300")
SIGNALS = os.environ.get("SERGE_SIGNALS", "400")


def counted(module: str, *numbers: str) -> str:
    """Run a module of the tests by itself: it forks, and wants no threads beside it."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.stress.{module}", *numbers],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        timeout=1200,
        check=False,
    )
    assert not done.returncode, done.stderr
    sys.stdout.write(done.stdout)
    return done.stdout


def test_a_run_that_is_struck_leaves_the_old_catalogue_or_the_new_one() -> None:
    said = counted("killing", KILLS, SIGNALS)
    assert re.findall(r"^\d+", said, re.MULTILINE) == [KILLS, SIGNALS]


def test_works_that_are_added_at_once_are_all_there() -> None:
    said = counted("together", "16", "5")
    assert said.startswith("16 processes added 5 works each at once: 80 works, none lost")
