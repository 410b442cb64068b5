"""Kills the program at random moments of `add` and `import`, and looks at what is left.

    python -m tests.stress.killing 500

The program is loaded once and forked for each run, so that a run is short and a
moment within its writing is likely to be hit. Every second kill comes at any moment
of a run, the others right after the new text has begun to be written beside the old.
"""

import os
import random
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sergecli.catalogue import blocks, editing, files, locks, reader, store
from sergecli.cli import app
from sergecli.cli.commands import add, import_
from sergecli.exporters import toml
from sergecli.importers import deduplicate

_LOADED = (blocks, editing, files, deduplicate, reader, add, import_, toml)
_THREE = "\n".join(
    f'[[works]]\nid = "{name}-{{0}}"\ntitle = "{name.title()} {{0}}"\nkind = "text"\n'
    for name in ("one", "two", "three")
)
# A built-in work that every so many runs amend, each with one more edition.
_AMENDED = "conquered-city"
_AMENDING = 5
# What a run writes before it puts it in the place of the catalogue.
_NEW = ".works.toml.*.new"
# Seconds after which the writing that is begun is over.
_WRITING = 0.002


class Left(NamedTuple):
    """What was left of a run: the old catalogue or the new one; or it had ended before."""

    what: str
    cut_short: bool = False


def main() -> None:
    """Kill so many runs; print what came of them, and fail on a catalogue that is neither."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = os.environ["XDG_DATA_HOME"] = name
        store.load()
        own = Path(name, "works.toml")
        own.write_text("# Mine; the comment stays.\n", encoding="utf-8")
        left: Counter[str] = Counter()
        for one in _kills(own):
            left[one.what] += 1
            left["cut short"] += one.cut_short
            if left["old"] + left["new"] == wanted:
                break
        # The next run, whatever the last one left, does what it should, and sweeps what is old.
        for unfinished in own.parent.glob(_NEW):
            os.utime(unfinished, (0, 0))
        _let(_arguments(own.parent, "last", 1), own)
        assert not any(own.parent.glob(_NEW)), "half a text was left"
    print(
        f"{wanted} kills of add and import: {left['old']} left the old catalogue, "
        f"{left['new']} the new one; {left['cut short']} times the new text was begun and not "
        f"in its place; {left['late']} more runs had ended before they could be killed; "
        "no lock was left, no record lost"
    )


def _kills(own: Path) -> Iterator[Left]:
    """Kill runs without end."""
    chance = random.Random(1947)  # noqa: S311 - no secret, but repeatable
    usual = [_let(_arguments(own.parent, f"first{n}", n), own) for n in (2, 1)]
    for number in count():
        arguments = _arguments(own.parent, f"work{number}", number)
        if number // 2 % 2:
            left = _killed(arguments, own, chance.uniform(0, _WRITING), writing=True)
        else:
            left = _killed(arguments, own, chance.uniform(0, usual[number % 2]))
            # Runs take longer the more works there are, and less when all is warm.
            usual[number % 2] *= 0.9 if left.what == "late" else 1.02
        yield left


def _arguments(directory: Path, name: str, number: int) -> list[str]:
    own = ["--catalogue", str(directory / "works.toml")]
    if number % _AMENDING == 0:
        return ["add", "--edition-of", _AMENDED, "--edition", f'note = "{name}"', *own]
    if number % 2:
        return ["add", "--title", name, "--kind", "article", *own]
    three = directory / "three.toml"
    three.write_text(_THREE.replace("{0}", name), encoding="utf-8")
    return ["import", str(three), *own]


def started(arguments: list[str]) -> int:
    """Begin a run of the program that is loaded already; give its number."""
    child = os.fork()
    if not child:
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(quiet, stream)
        sys.argv = ["serge", *arguments]
        try:
            app.main()
        except SystemExit as end:
            os._exit(int(end.code or 0))
        finally:
            os._exit(99)
    return child


def _let(arguments: list[str], own: Path) -> float:
    """Let a run end; give how long it took."""
    before = own.read_text(encoding="utf-8")
    start = time.perf_counter()
    _, status = os.waitpid(started(arguments), 0)
    assert status == 0, arguments
    assert own.read_text(encoding="utf-8").startswith(before)
    return time.perf_counter() - start


def _amended(arguments: list[str], own: Path) -> str:
    """Let a run that amends end on a copy; give what it writes."""
    with TemporaryDirectory() as name:
        copy = Path(name, own.name)
        copy.write_bytes(own.read_bytes())
        _, status = os.waitpid(started([*arguments[:-1], str(copy)]), 0)
        assert status == 0, arguments
        return copy.read_text(encoding="utf-8")


def _killed(arguments: list[str], own: Path, after: float, *, writing: bool = False) -> Left:
    """Kill a run after so many seconds, of its writing or of all; tell which catalogue is there."""
    before = own.read_text(encoding="utf-8")
    amended = _amended(arguments, own) if _AMENDED in arguments else ""
    for unfinished in own.parent.glob(_NEW):
        unfinished.unlink(missing_ok=True)
    child, status = started(arguments), None
    while writing and not any(own.parent.glob(_NEW)) and status is None:
        done, ended = os.waitpid(child, os.WNOHANG)
        status = ended if done else None
    time.sleep(after)
    if status is None:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    left = own.read_text(encoding="utf-8")
    cut_short = any(own.parent.glob(_NEW))
    expected = len(tomllib.loads(before).get("works", ())) + (1 if arguments[0] == "add" else 3)
    if left != before and amended:
        assert left == amended, "an amendment was not written as a whole"
    elif left != before:
        assert left.startswith(before), "what was there is not"
        assert len(editing.present(own).own) == expected, "a part of it was written"
    with ExitStack() as held:
        assert locks.hold(own, held, 0, lambda: None), "a lock was left"
    if not os.WIFSIGNALED(status):
        assert status == 0, arguments
        assert left != before, "a run that ended well has written nothing"
        return Left("late")
    return Left("old" if left == before else "new", cut_short)


if __name__ == "__main__":
    main()
