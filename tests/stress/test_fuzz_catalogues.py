"""Broken and hostile catalogues are refused, or do no harm; `SERGE_FUZZ` says how many."""

import os
import sys

from tests.stress import fuzz

FUZZ = int(os.environ.get("SERGE_FUZZ", "330"))


def test_broken_catalogues_are_used_or_refused_cleanly_and_soon() -> None:
    outcome = fuzz.run(FUZZ, 1938, fuzz.through_everything)
    sys.stdout.write(f"{FUZZ} broken catalogues: {outcome}\n")
    assert outcome.read + outcome.refused == FUZZ
    # Else nothing much is tried.
    assert min(outcome.read, outcome.refused) > FUZZ // 4
    # Seconds of the processor, ten times what the slowest takes.
    assert outcome.slowest < 40


def test_the_same_seed_breaks_the_same() -> None:
    document = fuzz.sound()
    first, second = fuzz.mutants(document, 7), fuzz.mutants(document, 7)
    assert [next(first) for _ in range(20)] == [next(second) for _ in range(20)]
