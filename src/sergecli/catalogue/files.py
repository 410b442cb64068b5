"""How a file is written so that nothing is lost: under a lock, and whole or not at all.

A text is written beside the old one, synced, and put in its place by a rename, so
that whoever looks finds either the one or the other. Symbolic links are followed to
the file itself. A hard link is not kept, its other name goes on with the old text:
to keep it one would have to write into the file, and half a file is what must not be.

The lock is one of the kernel's, on an empty file beside the catalogue; it ends with
the process that holds it, however that ends. The empty file stays. If it went, one
program could lock the file that is gone and the next one a new file, both at once.
"""

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from glob import escape
from pathlib import Path

from sergecli.errors import CatalogueError, Problem

# Seconds after which whoever waits is told, and between two looks at the lock.
_PATIENCE = 1.0
_PAUSE = 0.01
# What may be done with a catalogue, or a directory for one, that is new.
_OWN_FILE = 0o600
_OWN_DIRECTORY = 0o700
# What may be done with any other new file; the process's mask takes from that.
_ANY_FILE = 0o666
# Opens a file that nobody else has; Windows would meddle with the line ends.
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

_WHY = {
    errno.EACCES: "may not be changed (permission denied)",
    errno.EPERM: "may not be changed (permission denied)",
    errno.EROFS: "cannot be written: the disk can only be read",
    errno.ENOSPC: "cannot be written: the disk is full",
    errno.EDQUOT: "cannot be written: your share of the disk is used up",
    errno.EFBIG: "cannot be written: it would be larger than a file may be here",
    errno.EISDIR: "is a directory, not a catalogue",
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "cannot be written: a part of its path is no directory",
    errno.EEXIST: "cannot be written: a part of its path is no directory",
    errno.ELOOP: "cannot be written: its link leads back to the work itself, in a circle",
}

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Changed:
    """A file that is being changed; `text` is what stood in it, byte for byte."""

    def __init__(self, path: Path, real: Path) -> None:
        """Read the file; `path` is its name in messages. Raises CatalogueError."""
        self._path = path
        self._real = real
        with _told(path):
            self._old = _content(real)
        try:
            self.text = (self._old or b"").decode()
        except UnicodeDecodeError:
            raise _refusal(path, "is not UTF-8; save the file as UTF-8") from None

    def write(self, text: str) -> None:
        """Put a text in its place, byte for byte.

        Raises CatalogueError where that fails, or where a program that knows of no
        lock has changed the file since it was read; then nothing is changed.
        """
        try:
            new = text.encode()
        except UnicodeEncodeError:
            raise _refusal(self._path, "cannot be written: the text is not UTF-8") from None
        beside = _beside(self._real)
        with _told(self._path), _written(beside, new, self._real, _OWN_FILE):
            if _content(self._real) != self._old:
                message = "was changed by another program meanwhile; nothing was written"
                raise _refusal(self._path, message)
            _put(beside, self._real)
        self._old = new


@contextmanager
def changing(path: Path, timeout: float, waiting: Callable[[], None]) -> Iterator[Changed]:
    """Give a file to be changed, under its lock; one that is not there yet has no text.

    Directories that are missing are made. `waiting` is called once if another
    writer keeps us waiting for a second; after `timeout` seconds we give up.
    Raises CatalogueError then, and for whatever the system refuses.
    """
    real = _real(path)
    with _told(path):
        _check(real)
        _make(real.parent)
    with _locked(path, real, timeout, waiting):
        yield Changed(path, real)


def back_up(path: Path) -> Path:
    """Copy a file, with its permissions, to its name and a tilde, and give that.

    Of a link it is the file itself that is copied, to where it stands. Raises
    CatalogueError.
    """
    real = _real(path)
    copy = real.with_name(f"{real.name}~")
    beside = _beside(copy)
    with _told(path):
        content = real.read_bytes()
    with _told(copy), _written(beside, content, real, _OWN_FILE):
        _put(beside, copy)
    return copy


def write(path: Path, content: bytes) -> None:
    """Write any file as a whole, without a lock; raises OSError, and then nothing is changed."""
    real = _real(path)
    beside = _beside(real)
    with _written(beside, content, real, _ANY_FILE):
        _put(beside, real)


def _real(path: Path) -> Path:
    """Follow links, also those that lead to nothing yet."""
    return Path(os.path.realpath(path))


def _beside(path: Path) -> Path:
    """Return an unused name in the same directory that nobody can guess."""
    return path.with_name(f".{path.name}.{os.urandom(8).hex()}.new")


def _check(real: Path) -> None:
    """Raise OSError for what is no file that may be written, before anything is done.

    A rename would put a file in the place of one that may only be read, and of
    devices and pipes.
    """
    if real.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if real.exists():
        if not real.is_file():
            raise OSError(errno.EINVAL, "it is no plain file")
        with real.open("r+b"):
            pass


def _make(directory: Path) -> None:
    """Make a directory and those it is in, for their owner alone."""
    if not directory.is_dir():
        _make(directory.parent)
        directory.mkdir(_OWN_DIRECTORY, exist_ok=True)
        _sync(directory.parent)


@contextmanager
def _locked(path: Path, real: Path, timeout: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a file; raises CatalogueError after `timeout` seconds.

    A lock counts only while the locked file is still the one of that name. Where another
    program has removed the lock file, the catalogue itself, locked too, still keeps
    writers apart (on Windows a locked file could not be replaced).
    """
    lock = real.with_name(f".{real.name}.lock")
    while True:
        with ExitStack() as opened:
            with _told(path):
                descriptors = {lock: _opened_lock(real, lock)}
                opened.callback(os.close, descriptors[lock])
                if sys.platform != "win32" and real.exists():
                    descriptors[real] = os.open(real, os.O_RDONLY | _NO_LINKS)
                    opened.callback(os.close, descriptors[real])
            for descriptor in descriptors.values():
                _wait(path, descriptor, timeout, waiting)
            if all(_is_there(name, descriptor) for name, descriptor in descriptors.items()):
                _sweep(real)
                yield
                return


def _sweep(real: Path) -> None:
    """Remove what killed programs have left; whoever has the lock is the only writer."""
    with suppress(OSError):
        for left in real.parent.glob(f".{escape(real.name)}.*.new"):
            left.unlink(missing_ok=True)


def _is_there(path: Path, descriptor: int) -> bool:
    """Tell whether an open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


def _opened_lock(real: Path, lock: Path) -> int:
    """Open the lock of a file for whoever may write that; where it is new, make it.

    A link in its place is not followed.
    """
    mode = real.stat().st_mode & _ANY_FILE if real.exists() else _OWN_FILE
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | _NO_LINKS, mode)
    except PermissionError:
        if not lock.exists():
            raise
        # It is another's, of a group that shares the file; reading will do to lock it.
        return os.open(lock, os.O_RDONLY | _NO_LINKS)
    with suppress(OSError, AttributeError):
        os.fchmod(descriptor, mode)
    return descriptor


def _wait(path: Path, descriptor: int, timeout: float, waiting: Callable[[], None]) -> None:
    """Wait for the lock; raises CatalogueError after `timeout` seconds."""
    began = time.monotonic()
    told = False
    while not _is_locked(path, descriptor):
        waited = time.monotonic() - began
        if waited >= timeout:
            message = (
                f"is still being written by another program after {timeout:g} s; "
                "try again later, or wait longer with --timeout"
            )
            raise _refusal(path, message)
        if waited >= _PATIENCE and not told:
            waiting()
            told = True
        time.sleep(min(_PAUSE, timeout - waited))


def _is_locked(path: Path, descriptor: int) -> bool:
    """Try to get the lock; raises CatalogueError where there are no locks."""
    try:
        _lock(descriptor)
    except (BlockingIOError, PermissionError):
        # The second is what Windows says.
        return False
    except OSError as error:
        raise _refusal(path, f"cannot be locked: {error.strerror}") from None
    return True


def _content(real: Path) -> bytes | None:
    """Read a file; None if it is not there."""
    try:
        return real.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def _written(beside: Path, content: bytes, like: Path, mode: int) -> Iterator[None]:
    """Write a file to be put in another's place, and remove it if it was not.

    It has the owner and the permissions of the file it is to be like; if there is
    none, those of `mode`.
    """
    alike = like.exists()
    try:
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, _NEW, _OWN_FILE if alike else mode), "wb") as file:
            file.write(content)
            file.flush()
            if alike:
                _liken(beside, like)
            os.fsync(file.fileno())
        yield
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _liken(new: Path, old: Path) -> None:
    """Give a file the owner, the permissions and the access list of another, where allowed."""
    if sys.platform != "win32":
        status = old.stat()
        for owner in ((-1, status.st_gid), (status.st_uid, -1)):
            with suppress(PermissionError):
                os.chown(new, *owner)
    with suppress(PermissionError):
        shutil.copystat(old, new)
    # Its time is its own: by that one sees that a file has changed.
    os.utime(new)


def _put(beside: Path, real: Path) -> None:
    """Put a file in the place of another, for good."""
    beside.replace(real)
    _sync(real.parent)


def _sync(directory: Path) -> None:
    """See to it that a name outlives a power cut; not every system can."""
    with suppress(OSError):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a sentence about the file."""
    try:
        yield
    except OSError as error:
        other = f"cannot be written: {error.strerror or error}"
        raise _refusal(path, _WHY.get(error.errno or 0, other)) from None


def _refusal(path: Path, why: str) -> CatalogueError:
    return CatalogueError(str(path), (Problem(0, "", "", why),))
