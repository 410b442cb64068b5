"""Where things are: the built-in catalogue, and what is kept to be faster.

Beside its database (see `cache`) each catalogue has its ids and titles as plain
lines, since completion must answer before anything else could be loaded.
"""

import os
import sys
from binascii import crc32
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sergecli import __version__

# Where the built-in catalogue stands in a wheel, and in a checkout.
_BUILT_IN = (
    Path(__file__).with_name("works.toml"),
    Path(__file__).parents[2] / "data" / "works.toml",
)


def built_in() -> Path:
    """Give the path of the catalogue that comes with the program."""
    return next((path for path in _BUILT_IN if path.is_file()), _BUILT_IN[0])


def own() -> Path | None:
    """Give the path of a person's own catalogue, there or not (XDG, or the platform's own)."""
    if given := os.environ.get("XDG_DATA_HOME"):
        return Path(given) / "serge" / "works.toml"
    home = os.environ.get("APPDATA" if sys.platform == "win32" else "HOME")
    inner = {"win32": "serge", "darwin": "Library/Application Support/serge"}
    directory = inner.get(sys.platform, ".local/share/serge")
    return Path(home) / directory / "works.toml" if home else None


def cache_directory() -> Path | None:
    """Give the directory for caches (XDG Base Directory, or the platform's own)."""
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given) / "serge"
    home = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "HOME")
    inner = {"win32": "serge/cache", "darwin": "Library/Caches/serge"}
    return Path(home) / inner.get(sys.platform, ".cache/serge") if home else None


class Shelf(NamedTuple):
    """A catalogue's file, and the one beside which it was read, if any.

    What is kept of a catalogue holds for this pair: its ids must not be the other's.
    """

    path: Path
    beside: Path | None = None


def cache_file(shelf: Shelf, suffix: str) -> Path:
    """Give the file in which something of a catalogue is kept.

    Raises FileNotFoundError where there is no place for it.
    """
    where = cache_directory()
    if where is None:
        raise FileNotFoundError
    named = b"\0".join(os.fsencode(path.absolute()) for path in shelf if path)
    return where.absolute() / f"{crc32(named):08x}{suffix}"


def stamp(shelf: Shelf) -> str:
    """Give what changes whenever a file or the program does; raises OSError."""
    return " ".join([*(_state(path) for path in shelf if path), __version__])


def _state(path: Path) -> str:
    status = path.stat()
    return f"{path.absolute()} {status.st_size} {status.st_mtime_ns}"


def recall_names(shelf: Shelf) -> list[tuple[str, str]] | None:
    """Give the ids and titles that were kept, unless a file has changed since."""
    with suppress(OSError, ValueError):
        first, *lines = cache_file(shelf, ".names").read_text(encoding="utf-8").split("\n")
        if first == stamp(shelf):
            return [(identity, title) for identity, title in (one.split("\t") for one in lines)]
    return None


def keep_names(shelf: Shelf, names: list[tuple[str, str]]) -> None:
    """Keep ids and titles; raises OSError."""
    lines = [stamp(shelf), *("\t".join(" ".join(one.split()) for one in pair) for pair in names)]
    place = cache_file(shelf, ".names")
    beside = place.with_suffix(f".names{os.getpid()}")
    beside.write_text("\n".join(lines), encoding="utf-8")
    beside.replace(place)
