"""Cache files that make serge faster, in a directory that is private to the user.

Besides its database (see `cache`) each catalogue has a file of ids and titles as plain
lines, because completion must answer before anything else can be loaded. A cache file
with anything wrong, or in an unsafe directory, counts as missing; deleting it is always safe.
"""

import os
from binascii import crc32
from contextlib import suppress
from pathlib import Path
from time import time

from sergecli import __version__
from sergecli.catalogue.paths import CatalogueSource, cache_directory

# A file that has just changed may change again without getting a new modification time.
_CLOCK_SECONDS = 2
_OTHERS_MAY_WRITE = 0o022
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def stamp(source: CatalogueSource) -> str:
    """Return a text that changes with a catalogue's file or the program; raises OSError."""
    return " ".join([*(_state(path) for path in source if path), __version__])


def _state(path: Path) -> str:
    status = path.stat()
    changed = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{path.absolute()} {status.st_dev} {status.st_ino} {status.st_size} {changed}"


def is_settled(path: Path) -> bool:
    """Return whether a file is old enough that any change to it shows; raises OSError."""
    return time() - path.stat().st_mtime >= _CLOCK_SECONDS


def place(source: CatalogueSource, suffix: str) -> Path:
    """Return the path of a catalogue's cache file.

    Raises OSError if there is no directory for it, or others could change it.
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
    """Create the directory, private to its owner; raises OSError."""
    directory = cache_directory()
    if directory is None:
        raise FileNotFoundError
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and not _is_not_ours(directory.stat()):
        directory.chmod(0o700)


def read(path: Path) -> bytes:
    """Read a cache file; raises OSError, also if it is a link or belongs to another user."""
    with os.fdopen(os.open(path, os.O_RDONLY | _NO_LINKS | _BINARY), "rb") as file:
        if _is_not_ours(os.fstat(file.fileno())):
            raise PermissionError(f"{path} is another user's")
        return file.read()


def _is_not_ours(status: os.stat_result) -> bool:
    return os.name == "posix" and status.st_uid != os.geteuid()


# --- ids and titles --------------------------------------------------------------


def recall_names(source: CatalogueSource) -> list[tuple[str, str]] | None:
    """Return the cached ids and titles, or None if a file has changed since."""
    with suppress(OSError, ValueError):
        _, lines = _sealed(source)
        pairs = (line.split("\t") for line in lines.decode().split("\n") if line)
        return [(identity, title) for identity, title in pairs]
    return None


def recall_seal(source: CatalogueSource) -> str:
    """Return the seal saved for the database; raises OSError, and ValueError if it is invalid."""
    return _sealed(source)[0]


def keep_names(
    source: CatalogueSource, stamp: str, names: list[tuple[str, str]], seal: str
) -> None:
    """Cache ids and titles, and the seal of the database; raises OSError.

    `stamp` is that of the file before it was read.
    """
    # Imported here because few runs write, and completion should start faster.
    from sergecli.catalogue import files  # noqa: PLC0415

    lines = "\n".join("\t".join(" ".join(part.split()) for part in pair) for pair in names)
    content = f"{seal}\n{lines}".encode()
    header = f"{crc32(content):08x} {stamp}\n".encode()
    files.write(place(source, ".names"), header + content, over=True, mode=files.OWN_FILE)


def _sealed(source: CatalogueSource) -> tuple[str, bytes]:
    """Return the seal and the lines, if they are complete and no file has changed since."""
    header, _, content = read(place(source, ".names")).partition(b"\n")
    if header.decode() != f"{crc32(content):08x} {stamp(source)}":
        raise ValueError
    seal, _, lines = content.partition(b"\n")
    return seal.decode(), lines
