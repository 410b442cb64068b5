"""The file in which a catalogue is cached, in a directory that is private to the user.

Its first line has a checksum of the rest, and the state of the catalogue's file. Ids and
titles follow as plain lines, because completion must answer before anything else can be
loaded; then the database (see `cache`). A file with anything wrong, or in an unsafe
directory, counts as missing; deleting it is always safe.
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
# What ends the lines of ids and titles.
_END = b"\n\n"


def stamp(source: CatalogueSource) -> str:
    """Return a text that changes with a catalogue's file or the program.

    It is empty if the file has just changed, or cannot be examined.
    """
    states = [__version__]
    try:
        for path in filter(None, source):
            status = path.stat()
            if time() - status.st_mtime < _CLOCK_SECONDS:
                return ""
            states.append(f"{path.absolute()} {status.st_dev} {status.st_ino} {status.st_size}")
            states.append(f"{status.st_mtime_ns} {status.st_ctime_ns}")
    except (OSError, ValueError):
        return ""
    return " ".join(states)


def place(source: CatalogueSource) -> Path:
    """Return the path of a catalogue's cache file; raises OSError if there can be none."""
    directory = cache_directory()
    if directory is None:
        raise FileNotFoundError
    named = b"\0".join(os.fsencode(path.absolute()) for path in source if path)
    return directory.absolute() / f"{crc32(named):08x}.cache"


def read(source: CatalogueSource) -> tuple[bytes, bytes]:
    """Return the lines of ids and titles, and the database.

    Raises OSError or ValueError if the file is missing, damaged or a link, if others could
    change it or its directory, or if the catalogue has changed since.
    """
    path = place(source)
    _check_private(path.parent)
    with os.fdopen(os.open(path, os.O_RDONLY | _NO_LINKS | _BINARY), "rb") as file:
        if _is_not_ours(os.fstat(file.fileno())):
            raise PermissionError(f"{path} is another user's")
        header, _, content = file.read().partition(b"\n")
    if header.decode() != _header(stamp(source), content):
        raise ValueError
    lines, _, database = content.partition(_END)
    return lines, database


def names(source: CatalogueSource) -> list[tuple[str, str]] | None:
    """Return the cached ids and titles, or None if they are not cached."""
    with suppress(OSError, ValueError):
        lines, _ = read(source)
        pairs = (line.split("\t") for line in lines.decode().split("\n") if line)
        return [(identity, title) for identity, title in pairs]
    return None


def write(
    source: CatalogueSource, stamp: str, names: list[tuple[str, str]], database: bytes
) -> None:
    """Cache ids and titles, and the database; raises OSError, also for another user's directory.

    `stamp` is that of the catalogue before it was read. The directory is created, and made
    private to its owner; root creates none in another user's directory.
    """
    from sergecli.catalogue import files  # noqa: PLC0415 - few runs write; completion starts faster

    path = place(source)
    lines = "\n".join("\t".join(" ".join(part.split()) for part in pair) for pair in names)
    content = lines.encode() + _END + database
    header = _header(stamp, content).encode()
    with files.directory(path.parent):
        if os.name == "posix" and not _is_not_ours(path.parent.stat()):
            path.parent.chmod(0o700)
        _check_private(path.parent)
        files.write(path, header + b"\n" + content, over=True, mode=files.OWN_FILE)


def _header(stamp: str, content: bytes) -> str:
    return f"{crc32(content):08x} {stamp}"


def _check_private(directory: Path) -> None:
    status = directory.stat()
    if _is_not_ours(status) or status.st_mode & _OTHERS_MAY_WRITE:
        raise PermissionError(f"{directory} can be changed by others")


def _is_not_ours(status: os.stat_result) -> bool:
    return os.name == "posix" and status.st_uid != os.geteuid()
