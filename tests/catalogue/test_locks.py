"""Writers are kept apart, and a lock ends with its holder; tests/stress/test_lock.py has more."""

import errno
import os
import runpy
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest

from sergecli.catalogue import editing, locks
from sergecli.catalogue.editing import WriteOptions
from sergecli.errors import CatalogueError

# Not on every system.
pytest.importorskip("resource")

from tests.catalogue.changes import NEW, OLD, change, ended, is_whole, names, refused, started

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def test_a_second_change_waits_for_the_first_and_gives_up(own: Path) -> None:
    said: list[str] = []

    def edit(_: str) -> str:
        for timeout, shown in ((0, "0"), (0.05, "0.05")):
            start = time.monotonic()
            manner = WriteOptions(timeout=timeout, waiting=lambda: said.append("waiting"))
            with pytest.raises(CatalogueError) as error:
                editing.change_text(own, lambda _: NEW, manner)
            assert time.monotonic() - start >= timeout
            assert str(error.value) == (
                f"{own}: is still being written by another program after {shown} s; "
                "try again later, or wait longer with --timeout"
            )
        return OLD

    editing.change_text(own, edit)
    assert not said
    change(own)


def test_who_waits_is_told_after_a_second_and_reads_what_the_other_wrote(own: Path) -> None:
    reading, writing = os.pipe()
    going, letting_go = os.pipe()

    def edit(_: str) -> str:
        os.write(writing, b".")
        os.read(going, 1)
        # So that who waits looks a few times more, and is not told again.
        time.sleep(0.1)
        return NEW

    child = started(lambda: editing.change_text(own, edit))
    os.read(reading, 1)
    start = time.monotonic()
    told: list[float] = []

    def tell() -> None:
        told.append(time.monotonic() - start)
        os.write(letting_go, b".")

    editing.change_text(own, lambda text: text + "#\n", WriteOptions(timeout=30, waiting=tell))
    assert is_whole(own, NEW + "#\n")
    assert ended(child) == 0
    assert len(told) == 1
    assert told[0] >= 1


def test_a_lock_ends_with_its_process(own: Path) -> None:
    reading, writing = os.pipe()

    def edit(_: str) -> str:
        os.write(writing, b".")
        time.sleep(60)
        return NEW

    child = started(lambda: editing.change_text(own, edit))
    os.read(reading, 1)
    assert "is still being written" in refused(own)
    os.kill(child, signal.SIGKILL)
    assert ended(child) == -signal.SIGKILL
    change(own)
    assert is_whole(own, NEW)


def test_where_there_are_no_locks_nothing_is_written(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lock(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locks, "lock", lock)
    assert refused(own) == "cannot be written: No locks available"
    assert is_whole(own)


def test_a_lock_leaves_no_file_that_could_be_removed_or_be_anothers(own: Path) -> None:
    def edit(_: str) -> str:
        assert names(own.parent) == ["works.toml"]
        return NEW

    editing.change_text(own, edit)
    assert is_whole(own, NEW)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how files are open")
def test_the_file_is_open_for_writing_as_locks_over_a_network_demand(own: Path) -> None:
    with ExitStack() as held:
        assert locks.hold(own, held, 0, lambda: None)
        opened = [one for one in Path("/proc/self/fd").iterdir() if one.resolve() == own]
        flags = Path("/proc/self/fdinfo", opened[0].name).read_text(encoding="utf-8").split()[3]
        assert int(flags, 8) & os.O_ACCMODE == os.O_RDWR


def test_windows_has_locks_of_its_own(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def locking(_: int, manner: int, count: int) -> None:
        asked.append(manner)
        if len(asked) == 1:
            raise PermissionError(errno.EACCES, "Permission denied")
        assert count == 1

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking))
    there = runpy.run_path(str(locks.__file__))
    with ExitStack() as held:
        there["hold"](own, held, 1, lambda: None)
    assert asked == [2, 2]
    # What is locked there is a file beside, since one that is open cannot be replaced.
    assert names(own.parent) == [".works.toml.lock", "works.toml"]
