"""Strikes the program with signals while it changes a catalogue, and looks at what is left.

    python -m tests.stress.killing 500 400

kills 500 runs (SIGKILL), and sends 400 others Ctrl-C, SIGTERM or SIGHUP. The program is loaded
once and forked for each run, so that a run is short and a moment within its writing is likely to
be hit. Every second signal comes at any moment of a run, the others right after the new text has
begun to be written beside the old.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import NamedTuple

from sergecli import __main__ as program
from sergecli.catalogue import blocks, editing, files, locks, reader, store
from sergecli.cli import app
from sergecli.cli.commands import add, edit, import_, merge, remove
from sergecli.exporters import toml
from sergecli.importers import deduplicate

_LOADED = (app, blocks, files, deduplicate, reader, add, edit, import_, merge, remove, toml)
_OWN = """\
# Mine; the comment stays.
[[works]]
amends = "conquered-city"
editions = [{ date = "2011", note = "One" }]

[[works]]
id = "a-letter"
title = "A Letter"
kind = "letter"

[[works]]
id = "another-letter"
title = "Another Letter"
kind = "letter"
see = ["a-letter"]
"""
_THREE = "\n".join(
    f'[[works]]\nid = "{name}"\ntitle = "{name.title()}"\nkind = "text"\n'
    for name in ("one", "two", "three")
)
_COMMANDS = {
    "add": ["--title", "A Work", "--kind", "article"],
    "add --edition-of": ["conquered-city", "--edition", 'note = "Two"'],
    "edit": ["conquered-city"],
    "import": ["three.toml"],
    "merge": ["a-letter", "another-letter"],
    "remove": ["another-letter", "--yes"],
}
_EDITOR = "sed -i s/One/Another/"
_OTHERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# What a run writes before it puts it in the place of the catalogue, or of its backup.
_NEW = ".works.toml*.new"
# Seconds after which the writing that is begun is over.
_WRITING = 0.002


class Whole(NamedTuple):
    """A run that nothing disturbs: its arguments, what it leaves, and the seconds it takes."""

    arguments: Sequence[str]
    new: str
    seconds: float


class Left(NamedTuple):
    """What was left of a run: the old catalogue or the new one; or it had ended before."""

    what: str
    cut_short: bool = False


def main() -> None:
    """Strike so many runs; print what came of them, and fail on a catalogue that is neither."""
    kills, others = map(int, sys.argv[1:3])
    # As at a terminal, even if the tests run in the background, where it is ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as name:
        os.environ |= dict.fromkeys(("XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR"), name)
        os.environ["EDITOR"] = _EDITOR
        tempfile.tempdir = name
        store.load()
        own = Path(name, "here", "works.toml")
        own.parent.mkdir()
        os.chdir(own.parent)
        Path("three.toml").write_text(_THREE, encoding="utf-8")
        runs = {command: _whole(command, own) for command in _COMMANDS}
        for wanted, numbers in ((kills, (signal.SIGKILL,)), (others, _OTHERS)):
            print(f"{_counted(wanted, numbers, runs, own)}; no lock was left, no record lost")
        # The next run sweeps what is old, whatever the last one left.
        for unfinished in own.parent.glob(_NEW):
            os.utime(unfinished, (0, 0))
        _whole("add", own)
        assert not any(own.parent.glob(_NEW)), "half a text was left"


def _whole(command: str, own: Path) -> Whole:
    """Let a run end."""
    arguments = [*command.split(), *_COMMANDS[command], "--catalogue", own.name]
    own.write_text(_OWN, encoding="utf-8")
    start = time.perf_counter()
    _, status = os.waitpid(started(arguments), 0)
    seconds = time.perf_counter() - start
    assert status == 0, arguments
    new = own.read_text(encoding="utf-8")
    assert new != _OWN
    assert editing.present(own).own, "the new catalogue is faulty"
    return Whole(arguments, new, seconds)


def _counted(
    wanted: int, numbers: Sequence[signal.Signals], runs: Mapping[str, Whole], own: Path
) -> str:
    """Strike so many runs; say what came of them."""
    left: Counter[str] = Counter()
    for one in _struck(numbers, runs, own):
        left[one.what] += 1
        left["cut short"] += one.cut_short
        if left["old"] + left["new"] >= wanted:
            break
    return (
        f"{left['old'] + left['new']} runs of {', '.join(runs)} struck by "
        f"{', '.join(number.name for number in numbers)}: {left['old']} left the old catalogue, "
        f"{left['new']} the new one; {left['cut short']} times the new text was begun and not in "
        f"its place; {left['late']} more had ended before"
    )


def _struck(
    numbers: Sequence[signal.Signals], runs: Mapping[str, Whole], own: Path
) -> Iterator[Left]:
    """Strike runs without end."""
    chance = random.Random(1947)  # noqa: S311 - no secret, but repeatable
    for turn in count():
        run = list(runs.values())[turn % len(runs)]
        number = chance.choice(numbers)
        if turn // len(runs) % 2:
            yield _strike(run, own, number, chance.uniform(0, _WRITING), writing=True)
        else:
            yield _strike(run, own, number, chance.uniform(0, run.seconds))


def started(arguments: Sequence[str], said: Path | None = None) -> int:
    """Begin a run of the program that is loaded already; give its number."""
    child = os.fork()
    if not child:
        quiet = os.open(os.devnull, os.O_RDWR)
        told = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) if said else quiet
        for stream, to in enumerate((quiet, quiet, told)):
            os.dup2(to, stream)
        sys.argv = ["serge", *arguments]
        try:
            program.main()
        except SystemExit as end:
            os._exit(int(end.code or 0))
        finally:
            sys.excepthook(*sys.exc_info())
            os._exit(99)
    return child


def _strike(
    run: Whole, own: Path, number: signal.Signals, after: float, *, writing: bool = False
) -> Left:
    """Send a run a signal after so many seconds, of its writing or of all."""
    own.write_text(_OWN, encoding="utf-8")
    for unfinished in own.parent.glob(_NEW):
        unfinished.unlink(missing_ok=True)
    told = own.parent / "told"
    child, status = started(run.arguments, told), None
    while writing and not any(own.parent.glob(_NEW)) and status is None:
        done, ended = os.waitpid(child, os.WNOHANG)
        status = ended if done else None
    time.sleep(after)
    if status is None:
        os.kill(child, number)
        _, status = os.waitpid(child, 0)
    said = told.read_text(encoding="utf-8")
    assert "Traceback" not in said, said
    left, backup = own.read_text(encoding="utf-8"), own.with_name(f"{own.name}~")
    cut_short = any(own.parent.glob(_NEW))
    assert left in {_OWN, run.new}, "a part of it was written"
    assert not backup.exists() or backup.read_text(encoding="utf-8") == _OWN
    assert number != signal.SIGINT or not cut_short, "an interrupted run has left something"
    with ExitStack() as held:
        assert locks.hold(own, held, 0, lambda: None), "a lock was left"
    if not os.WIFSIGNALED(status):
        assert status == 0, (run.arguments, said)
        assert left == run.new, f"{run.arguments} ended well and has written nothing: {said}"
        return Left("late")
    assert os.WTERMSIG(status) == number
    return Left("old" if left == _OWN else "new", cut_short)


if __name__ == "__main__":
    main()
