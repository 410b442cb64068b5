"""Files that make serge faster, in a directory that only their owner can use.

Beside its database (see `cache`) each catalogue has its ids and titles as plain lines,
since completion must answer before anything else could be loaded. Whatever is wrong
with a kept file, or with its directory, it counts as missing; deleting it is always safe.
"""

import os
from binascii import crc32
from contextlib import suppress
from pathlib import Path
from time import time

from sergecli import __version__
from sergecli.catalogue.paths import CatalogueSource, cache_directory

# A file changed a moment ago may change again within one tick of its clock.
_CLOCK_SECONDS = 2
_DAY = 86_400
_OTHERS_MAY_WRITE = 0o022
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def stamp(source: CatalogueSource) -> str:
    """Return what changes whenever a catalogue's file or the program does; raises OSError."""
    return " ".join([*(_state(path) for path in source if path), __version__])


def _state(path: Path) -> str:
    status = path.stat()
    changed = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{path.absolute()} {status.st_dev} {status.st_ino} {status.st_size} {changed}"


def is_settled(path: Path) -> bool:
    """Tell whether a file is so old that any change of it would show; raises OSError."""
    return time() - path.stat().st_mtime >= _CLOCK_SECONDS


def place(source: CatalogueSource, suffix: str) -> Path:
    """Return where something of a catalogue is kept.

    Raises OSError where there is no place for it, or others could change it.
    """
    directory = cache_directory()
    if directory is None:
        raise FileNotFoundError
    status = directory.stat()
    if _is_not_ours(status) or status.st_mode & _OTHERS_MAY_WRITE:
        raise PermissionError(f"{directory} can be changed by others")
    named = b"\0".join(os.fsencode(path.absolute()) for path in source if path)
    return directory.absolute() / f"{crc32(named):08x}{suffix}"


def make_directory() -> None:
    """Make the directory, for its owner only; raises OSError."""
    directory = cache_directory()
    if directory is None:
        raise FileNotFoundError
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and not _is_not_ours(directory.stat()):
        directory.chmod(0o700)


def read(path: Path) -> bytes:
    """Read a kept file; raises OSError, also where it is a link or another user's."""
    with os.fdopen(os.open(path, os.O_RDONLY | _NO_LINKS | _BINARY), "rb") as file:
        if _is_not_ours(os.fstat(file.fileno())):
            raise PermissionError(f"{path} is another user's")
        return file.read()


def beside(path: Path) -> Path:
    """Return an unused name in the same directory that nobody can guess."""
    return path.with_name(f"{path.name}.{os.urandom(8).hex()}.new")


def write(path: Path, content: bytes) -> None:
    """Write a kept file, whole or not at all; raises OSError."""
    new = beside(path)
    try:
        opened = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS | _BINARY, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def sweep() -> None:
    """Remove what programs that were killed have left behind."""
    with suppress(OSError):
        for left in (cache_directory() or Path()).glob("*.new"):
            if time() - left.lstat().st_mtime > _DAY:
                left.unlink(missing_ok=True)


def _is_not_ours(status: os.stat_result) -> bool:
    return os.name == "posix" and status.st_uid != os.geteuid()


# --- ids and titles --------------------------------------------------------------


def recall_names(source: CatalogueSource) -> list[tuple[str, str]] | None:
    """Return the ids and titles that were kept, unless a file has changed since."""
    with suppress(OSError, ValueError):
        first, _, lines = read(place(source, ".names")).partition(b"\n")
        if first.decode() == _header(source, lines):
            pairs = (line.split("\t") for line in lines.decode().split("\n"))
            return [(identity, title) for identity, title in pairs]
    return None


def keep_names(source: CatalogueSource, names: list[tuple[str, str]]) -> None:
    """Keep ids and titles; raises OSError."""
    lines = "\n".join("\t".join(" ".join(part.split()) for part in pair) for pair in names).encode()
    write(place(source, ".names"), f"{_header(source, lines)}\n".encode() + lines)


def _header(source: CatalogueSource, lines: bytes) -> str:
    return f"{crc32(lines):08x} {stamp(source)}"
