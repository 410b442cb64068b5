"""Where things are: the built-in catalogue, and what is kept to be faster.

Beside its database (see `cache`) each catalogue has its ids and titles as plain
lines, since completion must answer before anything else could be loaded.
"""

import os
import sys
from binascii import crc32
from contextlib import suppress
from pathlib import Path
from time import time
from typing import NamedTuple

from sergecli import __version__

# Where the built-in catalogue stands in a wheel, and in a checkout.
_BUILT_IN = (
    Path(__file__).parents[1] / "works.toml",
    Path(__file__).parents[3] / "data" / "works.toml",
)
# The file of the ids and titles, among those that are kept of a catalogue.
_NAMES = ".names"
# A file that changed this moment may change again within one tick of its clock.
_CLOCK_SECONDS = 2


def built_in() -> Path:
    """Give the path of the catalogue that comes with the program."""
    return next((path for path in _BUILT_IN if path.is_file()), _BUILT_IN[0])


def _absolute(given: str | None) -> Path | None:
    """Give a base directory; one that is not absolute is ignored (XDG Base Directory 0.8)."""
    path = Path(given or "")
    return path if path.is_absolute() else None


def own() -> Path | None:
    """Give the path of a person's own catalogue, there or not (XDG, or the platform's own)."""
    if given := _absolute(os.environ.get("XDG_DATA_HOME")):
        return given / "serge" / "works.toml"
    home = os.environ.get("APPDATA" if sys.platform == "win32" else "HOME")
    inner = {"win32": "serge", "darwin": "Library/Application Support/serge"}
    directory = inner.get(sys.platform, ".local/share/serge")
    return Path(home) / directory / "works.toml" if home else None


def cache_directory() -> Path | None:
    """Give the directory for caches (XDG Base Directory, or the platform's own)."""
    if given := _absolute(os.environ.get("XDG_CACHE_HOME")):
        return given / "serge"
    home = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "HOME")
    inner = {"win32": "serge/cache", "darwin": "Library/Caches/serge"}
    return Path(home) / inner.get(sys.platform, ".cache/serge") if home else None


class CatalogueSource(NamedTuple):
    """A catalogue's file, and the one beside which it was read, if any.

    What is kept of a catalogue holds for this pair: its ids must not be the other's.
    """

    path: Path
    beside: Path | None = None


def cache_file(shelf: CatalogueSource, suffix: str) -> Path:
    """Give the file in which something of a catalogue is kept.

    Raises FileNotFoundError where there is no place for it.
    """
    where = cache_directory()
    if where is None:
        raise FileNotFoundError
    named = b"\0".join(os.fsencode(path.absolute()) for path in shelf if path)
    return where.absolute() / f"{crc32(named):08x}{suffix}"


def is_settled(path: Path) -> bool:
    """Say whether a file is old enough that a change of it would show; raises OSError."""
    return time() - path.stat().st_mtime >= _CLOCK_SECONDS


def stamp(shelf: CatalogueSource) -> str:
    """Give what changes whenever a file or the program does; raises OSError."""
    return " ".join([*(_state(path) for path in shelf if path), __version__])


def _state(path: Path) -> str:
    status = path.stat()
    return f"{path.absolute()} {status.st_size} {status.st_mtime_ns}"


def recall_names(shelf: CatalogueSource) -> list[tuple[str, str]] | None:
    """Give the ids and titles that were kept, unless a file has changed since."""
    with suppress(ValueError):
        kept = recall_text(shelf, _NAMES)
        if kept is not None:
            lines = kept.split("\n")
            return [(identity, title) for identity, title in (one.split("\t") for one in lines)]
    return None


def keep_names(shelf: CatalogueSource, names: list[tuple[str, str]]) -> None:
    """Keep ids and titles; raises OSError."""
    lines = ("\t".join(" ".join(one.split()) for one in pair) for pair in names)
    keep_text(shelf, _NAMES, "\n".join(lines))


def recall_text(shelf: CatalogueSource, suffix: str, maker: str = "") -> str | None:
    """Give a text that was kept, unless a catalogue or what made it has changed since."""
    with suppress(OSError, ValueError):
        kept = cache_file(shelf, suffix).read_bytes().decode()
        first, _, text = kept.partition("\n")
        if first == f"{maker} {stamp(shelf)}":
            return text
    return None


def keep_text(shelf: CatalogueSource, suffix: str, text: str, maker: str = "") -> None:
    """Keep a text that `maker` made of a catalogue, whole or not at all; raises OSError."""
    place = cache_file(shelf, suffix)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        beside.write_bytes(f"{maker} {stamp(shelf)}\n{text}".encode())
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def program() -> str:
    """Give what changes whenever a module of the program does."""
    modules = Path(__file__).parents[1].rglob("*.py")
    return str(max((path.stat().st_mtime_ns for path in modules), default=0))
