"""How a file is read and written so that nothing is lost: whole, or not at all.

A text is written beside the old one, synced, and put in its place by a rename, so
that whoever looks finds either the one or the other. Symbolic links are followed to
the file itself. A hard link is not kept, its other name goes on with the old text:
to keep it one would have to write into the file, and half a file is what must not be.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from itertools import takewhile
from pathlib import Path

from sergecli.catalogue import locks

# No file that is read may be longer: some never end. A catalogue of 100,000 works has half of it.
MOST_BYTES = 100_000_000
# Seconds after which nobody is still writing what stands beside a file.
_HOUR = 3600
# What may be done with a new file, and with a catalogue, or a directory for one, that is new.
ANY_FILE = 0o666
OWN_FILE = 0o600
_OWN_DIRECTORY = 0o700
# Opens a file that nobody else has; Windows would meddle with the line ends.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# What a system says that has no way to sync a directory.
_UNSYNCABLE = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.EACCES, errno.EPERM}

_WHY = {
    errno.EACCES: "may not be changed (permission denied)",
    errno.EPERM: "may not be changed (permission denied)",
    errno.EROFS: "cannot be written: the disk can only be read",
    errno.ENOSPC: "cannot be written: the disk is full",
    errno.EDQUOT: "cannot be written: your share of the disk is used up",
    errno.EFBIG: "cannot be written: it would be larger than a file may be here",
    errno.EISDIR: "is a directory, not a file",
    errno.ENOENT: "cannot be written: there is no such file or directory",
    errno.ENOTDIR: "cannot be written: a part of its path is no directory",
    errno.EEXIST: "cannot be written: a part of its path is no directory",
    errno.ELOOP: "cannot be written: its link leads back to the work itself, in a circle",
    errno.EBUSY: "cannot be replaced: it is mounted by itself; mount its directory instead",
}


class NotSyncedError(OSError):
    """A file was written, and the disk has not confirmed that it will stay."""


def reason(error: OSError) -> str:
    """Say why a file cannot be written, in a sentence that begins with its name."""
    if isinstance(error, NotSyncedError | locks.BusyError):
        return str(error)
    return _WHY.get(error.errno or 0, f"cannot be written: {error.strerror or error}")


def read(path: Path | None) -> bytes:
    """Read a file, or standard input; raises OSError, also for what is too long."""
    with path.open("rb") if path else nullcontext(sys.stdin.buffer) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(f"it is longer than {MOST_BYTES:,} bytes")
    return content


def real(path: Path) -> Path:
    """Follow links, also those that lead to nothing yet."""
    return Path(os.path.realpath(path))


def exists(path: Path) -> bool:
    """Tell whether a file that is to be written, by its `real` path, exists.

    Raises OSError for directories, devices and pipes, in whose place a rename would put a file.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, "")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is no plain file")
    return True


def write(
    path: Path, new: bytes, *, over: bool, like: Path | None = None, mode: int = ANY_FILE
) -> None:
    """Write a file as a whole; see `replacing`."""
    with replacing(path, over=over, like=like, mode=mode) as beside:
        beside.write_bytes(new)


@contextmanager
def replacing(
    path: Path, *, over: bool, like: Path | None = None, mode: int = ANY_FILE
) -> Iterator[Path]:
    """Give an empty file that is put in the place of another when it is written.

    That is done `over` another or only where there is none. It has the owner and the
    permissions of the file it is to be `like`, at first itself; if there is none, those
    of `mode`. Raises OSError, and then nothing is changed; FileExistsError, or
    BlockingIOError, for a file that another program has just made; NotSyncedError when
    all is done, and the disk has not confirmed it.
    """
    _sweep(path)
    beside = path.with_name(f".{path.name}.{os.urandom(8).hex()}.new")
    model = like or path
    alike = model.is_file() and not model.is_symlink()
    try:
        os.close(os.open(beside, _NEW, OWN_FILE if alike else mode))
        yield beside
        if alike:
            _liken(beside, model)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        _put(beside, path, over=over)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _sync(path.parent)


@contextmanager
def directory(path: Path) -> Iterator[None]:
    """Make a directory and those it is in, for their owner alone; what stays empty goes again."""
    missing = list(takewhile(lambda one: not one.is_dir(), (path, *path.parents)))
    try:
        for one in reversed(missing):
            one.mkdir(_OWN_DIRECTORY, exist_ok=True)
        yield
        for one in missing:
            _sync(one.parent)
    finally:
        for one in missing:
            with suppress(OSError):
                one.rmdir()


def _sweep(path: Path) -> None:
    """Remove what killed programs have left beside a file."""
    with suppress(OSError):
        for left in path.parent.iterdir():
            ours = left.name.startswith(f".{path.name}.") and left.name.endswith(".new")
            if ours and time.time() - left.lstat().st_mtime > _HOUR:
                left.unlink(missing_ok=True)


def _liken(new: Path, old: Path) -> None:
    """Give a file the owner, the permissions and the access list of another, where allowed."""
    # It loads every kind of compression, for which reading need not wait.
    from shutil import copystat  # noqa: PLC0415

    if sys.platform != "win32":
        status = old.stat()
        for owner in ((-1, status.st_gid), (status.st_uid, -1)):
            with suppress(PermissionError):
                os.chown(new, *owner)
    with suppress(PermissionError):
        copystat(old, new)
    # Its time is its own: by that one sees that a file has changed.
    os.utime(new)


def _put(beside: Path, path: Path, *, over: bool) -> None:
    if over:
        beside.replace(path)
    elif sys.platform == "win32":
        beside.rename(path)
    else:
        _link(beside, path)


def _link(beside: Path, path: Path) -> None:
    """Put a file in its place where there is none; raises FileExistsError."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # Not every disk has hard links. While it is empty and locked nobody writes to it.
        descriptor = os.open(path, _NEW, OWN_FILE)
        try:
            locks.lock(descriptor)
            beside.replace(path)
        finally:
            os.close(descriptor)


def _sync(path: Path) -> None:
    """See to it that the names in a directory survive a power failure; not every system can."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _UNSYNCABLE:
            message = f"was written, but might not survive a power failure: {error.strerror}"
            raise NotSyncedError(message) from None
