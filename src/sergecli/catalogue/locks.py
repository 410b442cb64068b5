"""How writers of one file are kept apart.

The lock is one of the kernel's, on the file itself; it ends with the process that
holds it, however that ends. There is no file for the lock alone that another program
could remove, or that would be left behind with another's owner. Each change puts
another file in its place; so whoever gets the lock looks whether the file is still
the one of that name, and else begins again.
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

# Seconds after which whoever waits is told, and between two looks at the lock.
_PATIENCE = 1.0
_PAUSE = 0.01

if sys.platform == "win32":
    import msvcrt

    _OPENED = os.O_RDWR | os.O_CREAT

    def _lock_of(real: Path) -> Path:
        """Return an empty file beside: one that is open could not be replaced, or removed."""
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
    """Another program has had the lock all the time."""


def hold(real: Path, held: ExitStack, timeout: float, waiting: Callable[[], None]) -> bool:
    """Lock a file for as long as `held` lasts; give False where there is none.

    `waiting` is called once if another writer keeps us waiting for a second. Raises
    BusyError after `timeout` seconds, and OSError where the file may not be written,
    or there are no locks.
    """
    began, told = time.monotonic(), False
    while (locked := _try(real, held)) is None:
        waited = time.monotonic() - began
        if waited >= timeout:
            raise BusyError(
                f"is still being written by another program after {timeout:g} s; "
                "try again later, or wait longer with --timeout"
            )
        if waited >= _PATIENCE and not told:
            waiting()
            told = True
        time.sleep(min(_PAUSE, timeout - waited))
    return locked


def _try(real: Path, held: ExitStack) -> bool | None:
    """Lock the file that has a name now; give False if there is none, None if it is locked."""
    name = _lock_of(real)
    while real.exists():
        # It may go at any moment, or another come in its place.
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
