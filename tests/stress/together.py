"""Lets many processes add works to one catalogue at once, and counts what is there.

    python -m tests.stress.together 16 25

The works of all processes have the same titles, so that each id must be made while
nobody else writes. The program is loaded once and forked for each run.
"""

import os
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from sergecli.catalogue import store
from tests.stress.killing import started


def main() -> None:
    """Add so many works in so many processes; print the count, and fail where it is another."""
    processes, each = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (16, 25)
    with TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = os.environ["XDG_DATA_HOME"] = name
        store.load()
        own = Path(name, "works.toml")
        start = time.perf_counter()
        writers = [_writer(own, writer, each) for writer in range(processes)]
        for child in writers:
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, "a run has failed"
        took = time.perf_counter() - start
        works = tomllib.loads(own.read_text(encoding="utf-8"))["works"]
        assert len(store.load(own).own) == len(works), "the catalogue is faulty"
    notes = Counter(work["note"] for work in works)
    ids = {work["id"] for work in works}
    wanted = {f"{writer}.{number}" for writer in range(processes) for number in range(each)}
    assert set(notes) == wanted, "a work is lost"
    assert len(works) == len(ids) == len(wanted), "a work is there twice"
    print(
        f"{processes} processes added {each} works each at once: "
        f"{len(works)} works, none lost, none twice; {took:.0f} s"
    )


def _writer(own: Path, writer: int, each: int) -> int:
    """Begin a process that adds one work after the other."""
    child = os.fork()
    if child:
        return child
    for number in range(each):
        record = ["--title", f"Work {number}", "--kind", "text", "--note", f"{writer}.{number}"]
        _, status = os.waitpid(
            started(["add", *record, "--timeout", "300", "--catalogue", str(own)]), 0
        )
        if status:
            os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
