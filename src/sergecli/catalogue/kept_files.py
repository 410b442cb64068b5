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


def _is_not_ours(status: os.stat_result) -> bool:
    return os.name == "posix" and status.st_uid != os.geteuid()


# --- ids and titles --------------------------------------------------------------


def recall_names(source: CatalogueSource) -> list[tuple[str, str]] | None:
    """Return the ids and titles that were kept, unless a file has changed since."""
    with suppress(OSError, ValueError):
        _, lines = _sealed(source)
        pairs = (line.split("\t") for line in lines.decode().split("\n") if line)
        return [(identity, title) for identity, title in pairs]
    return None


def recall_seal(source: CatalogueSource) -> str:
    """Return what was said of the database; raises OSError, and ValueError if it is not sound."""
    return _sealed(source)[0]


def keep_names(
    source: CatalogueSource, stamp: str, names: list[tuple[str, str]], seal: str
) -> None:
    """Keep ids and titles, and what is to be said of the database; raises OSError.

    `stamp` is that of the file before it was read.
    """
    # Few runs write; completion need not wait for what that takes.
    from sergecli.catalogue import files  # noqa: PLC0415

    lines = "\n".join("\t".join(" ".join(part.split()) for part in pair) for pair in names)
    content = f"{seal}\n{lines}".encode()
    header = f"{crc32(content):08x} {stamp}\n".encode()
    files.write(place(source, ".names"), header + content, over=True, mode=files.OWN_FILE)


def _sealed(source: CatalogueSource) -> tuple[str, bytes]:
    """Give the seal and the lines, if they are whole and no file has changed since."""
    header, _, content = read(place(source, ".names")).partition(b"\n")
    if header.decode() != f"{crc32(content):08x} {stamp(source)}":
        raise ValueError
    seal, _, lines = content.partition(b"\n")
    return seal.decode(), lines
