"""Locks a file, so that only one program writes it at a time.

The lock is a kernel lock on the file itself; it ends with the process that
holds it, however that ends. A separate lock file could be removed by
another program, or left behind with another owner. Each change replaces
the file; so after getting the lock a program checks that the file is still the one
with that name, and otherwise starts again.
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

# After how many seconds a message says that we wait; how long to pause between attempts.
_PATIENCE = 1.0
_PAUSE = 0.01

if sys.platform == "win32":
    import msvcrt

    _OPENED = os.O_RDWR | os.O_CREAT

    def _lock_of(real: Path) -> Path:
        """Return an empty file beside it: Windows can't replace or remove a file that is open."""
        return real.with_name(f".{real.name}.lock")

    def lock(descriptor: int) -> None:
        """Lock an open file, or raise PermissionError if another has it."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    # Over a network only a file that is open for writing can be locked.
    _OPENED = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK

    def _lock_of(real: Path) -> Path:
        return real

    def lock(descriptor: int) -> None:
        """Lock an open file, or raise BlockingIOError if another has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BusyError(OSError):
    """Another program held the lock until the time was up."""


def hold(real: Path, held: ExitStack, timeout: float, waiting: Callable[[], None]) -> bool:
    """Lock a file until `held` is closed; return False if the file does not exist.

    `waiting` is called once if another program holds the lock for a second. Raises
    BusyError after `timeout` seconds, and OSError if the file may not be written,
    or locks are not supported.
    """
    began, reported = time.monotonic(), False
    while (locked := _try(real, held)) is None:
        waited = time.monotonic() - began
        if waited >= timeout:
            raise BusyError(
                f"is still being written by another program after {timeout:g} s; "
                "try again later, or wait longer with --timeout"
            )
        if waited >= _PATIENCE and not reported:
            waiting()
            reported = True
        time.sleep(min(_PAUSE, timeout - waited))
    return locked


def _try(real: Path, held: ExitStack) -> bool | None:
    """Try to lock a file; return False if it is missing, None if another program has the lock."""
    name = _lock_of(real)
    while real.exists():
        # The file may be removed or replaced at any moment.
        with suppress(FileNotFoundError), ExitStack() as opened:
            descriptor = os.open(name, _OPENED, 0o600)
            opened.callback(os.close, descriptor)
            try:
                lock(descriptor)
            except (BlockingIOError, PermissionError):
                return None
            if os.path.samestat(os.fstat(descriptor), name.lstat()):
                held.push(opened.pop_all())
                return True
    return False
