"""Reads and writes files so that nothing is lost: a file is written as a whole or not at all.

A text is written to a file beside the old one, synced, and renamed over it, so that
readers see either the old text or the new one. Symbolic links are followed to the
file itself. A hard link is not preserved: its other name keeps the old text.
Preserving it would mean writing into the file, which could leave half a file.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from itertools import takewhile
from pathlib import Path

from sergecli.catalogue import locks

# No file that is read may be longer: some never end. A catalogue of 100,000 works has half of it.
MOST_BYTES = 100_000_000
# A temporary file older than this, in seconds, was left behind by a program that ended.
_HOUR = 3600
# The permissions of a new file, and those of a new catalogue or a directory for one.
ANY_FILE = 0o666
OWN_FILE = 0o600
_OWN_DIRECTORY = 0o700
# Opens a file that must not exist yet; on Windows, without converting line endings.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_DIRECTORY = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
# The error codes of systems that cannot sync a directory, or keep an access list.
_UNSUPPORTED = {
    errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.ENODATA, errno.EACCES, errno.EPERM
}  # fmt: skip

_WHY = {
    errno.EACCES: "may not be changed (permission denied)",
    errno.EPERM: "may not be changed (permission denied)",
    errno.EROFS: "cannot be written: the disk can only be read",
    errno.ENOSPC: "cannot be written: the disk is full",
    errno.EDQUOT: "cannot be written: your share of the disk is used up",
    errno.EFBIG: "cannot be written: it would be larger than a file may be here",
    errno.EISDIR: "is a directory, not a file",
    errno.ENOENT: "cannot be written: the directory does not exist",
    errno.ENOTDIR: "cannot be written: a part of its path is not a directory",
    errno.EEXIST: "cannot be written: a part of its path is not a directory",
    errno.ELOOP: "cannot be written: it is a link that leads back to itself",
    errno.EBUSY: "cannot be replaced: it is mounted by itself; mount its directory instead",
}


class NotSyncedError(OSError):
    """A file was written, but the disk has not confirmed it."""


def reason(error: OSError) -> str:
    """Return why a file cannot be written, as a sentence that begins with its name."""
    if isinstance(error, NotSyncedError | locks.BusyError):
        return str(error)
    return _WHY.get(error.errno or 0, f"cannot be written: {error.strerror or error}")


def read(path: Path | None) -> bytes:
    """Read a file, or standard input; raises OSError, also if it is too long."""
    with path.open("rb") if path else nullcontext(sys.stdin.buffer) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(f"it is longer than {MOST_BYTES:,} bytes")
    return content


def real(path: Path) -> Path:
    """Follow links, including those whose target does not exist yet."""
    return Path(os.path.realpath(path))


def exists(path: Path) -> bool:
    """Return whether a file that is to be written exists, given its `real` path.

    Raises OSError for directories, devices and pipes, which a rename would replace with a file.
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
        raise OSError(errno.EINVAL, "it is not a regular file")
    return True


def write(  # noqa: PLR0913 - all but two are keywords
    path: Path,
    new: bytes,
    *,
    over: bool,
    like: Path | None = None,
    mode: int = ANY_FILE,
    synced: bool = True,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Write a file as a whole: beside the old one, synced (or not), and renamed over it.

    Unless `over`, it must not exist yet. It gets the owner and the
    permissions of the file `like` (by default the one it replaces), or else the permissions
    `mode`. `ready` is called before the renaming; what it raises ends the writing. Raises
    OSError, and then nothing is changed; FileExistsError or BlockingIOError if another program
    has just created the file; NotSyncedError if it was replaced but perhaps not synced.
    """
    if synced:
        _sweep(path)
    beside = path.with_name(f".{path.name}.{os.urandom(8).hex()}.new")
    like = like or path
    alike = like.is_file() and not like.is_symlink()
    try:
        with os.fdopen(os.open(beside, _NEW, OWN_FILE if alike else mode), "wb") as file:
            file.write(new)
            if alike:
                _liken(file.fileno(), like)
            elif mode == OWN_FILE:
                _give(file.fileno(), path.parent)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        ready()
        _put(beside, path, over=over)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    if synced:
        _sync(path.parent)


@contextmanager
def directory(path: Path) -> Iterator[None]:
    """Create a directory and its parents, private to the owner; remove those that stay empty.

    If root creates them, the owner is that of the directory that they are in.
    """
    missing = list(takewhile(lambda one: not one.is_dir(), (path, *path.parents)))
    try:
        for one in reversed(missing):
            one.mkdir(_OWN_DIRECTORY, exist_ok=True)
            if sys.platform != "win32":
                with _opened(one) as descriptor:
                    _give(descriptor, one.parent)
        yield
        for one in missing:
            _sync(one.parent)
    finally:
        for one in missing:
            with suppress(OSError):
                one.rmdir()


def _sweep(path: Path) -> None:
    """Remove temporary files that killed programs have left beside a file."""
    with suppress(OSError):
        for left in path.parent.iterdir():
            ours = left.name.startswith(f".{path.name}.") and left.name.endswith(".new")
            if ours and time.time() - left.lstat().st_mtime > _HOUR:
                left.unlink(missing_ok=True)


def _liken(new: int, old: Path) -> None:
    """Copy the owner, the permissions and the access list of a file to an open one, if allowed."""
    if sys.platform == "win32":
        return
    status = old.stat()
    for owner in ((-1, status.st_gid), (status.st_uid, -1)):
        with suppress(PermissionError):
            os.fchown(new, *owner)
    with suppress(PermissionError):
        os.fchmod(new, stat.S_IMODE(status.st_mode))
    if sys.platform == "linux":
        with _if_supported():
            for name in os.listxattr(old):
                with _if_supported():
                    os.setxattr(new, name, os.getxattr(old, name))


def _give(new: int, directory: Path) -> None:
    """Give what root creates to the owner of the directory, who otherwise could not change it."""
    if sys.platform != "win32" and os.geteuid() == 0:
        status = directory.stat()
        with suppress(PermissionError):
            os.fchown(new, status.st_uid, status.st_gid)


@contextmanager
def _opened(directory: Path) -> Iterator[int]:
    descriptor = os.open(directory, _DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _if_supported() -> Iterator[None]:
    """Ignore the errors of systems that cannot do something, or do not allow it."""
    try:
        yield
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise


def _put(beside: Path, path: Path, *, over: bool) -> None:
    if over:
        beside.replace(path)
    elif sys.platform == "win32":
        beside.rename(path)
    else:
        _link(beside, path)


def _link(beside: Path, path: Path) -> None:
    """Put a file in place if there is none yet; raises FileExistsError if there is."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # Not every disk supports hard links. No other serge writes to the file while it is locked.
        descriptor = os.open(path, _NEW, OWN_FILE)
        try:
            locks.lock(descriptor)
            beside.replace(path)
        finally:
            os.close(descriptor)


def _sync(path: Path) -> None:
    """Sync the names in a directory, to survive a power failure; not every system can."""
    try:
        with _if_supported(), _opened(path) as descriptor:
            os.fsync(descriptor)
    except OSError as error:
        message = f"was written, but might not survive a power failure: {error.strerror}"
        raise NotSyncedError(message) from None
