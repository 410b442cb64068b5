"""The paths of the built-in catalogue, the user's catalogue, and the cache."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

# The path of the built-in catalogue in a wheel, and in a checkout.
_BUILT_IN = (
    Path(__file__).parents[1] / "works.toml",
    Path(__file__).parents[3] / "data" / "works.toml",
)


def built_in() -> Path:
    """Return the path of the catalogue that comes with the program."""
    return next((path for path in _BUILT_IN if path.is_file()), _BUILT_IN[0])


def is_built_in(path: Path) -> bool:
    """Return whether a path leads to the built-in catalogue."""
    try:
        return path.samefile(built_in())
    except (OSError, ValueError):
        return False


def _absolute(given: str | None) -> Path | None:
    """Return a base directory; one that is not absolute is ignored (XDG Base Directory 0.8)."""
    path = Path(given or "")
    return path if path.is_absolute() else None


def own() -> Path | None:
    """Return the path of the user's catalogue, which may not exist (XDG, or the platform's own)."""
    if given := _absolute(os.environ.get("XDG_DATA_HOME")):
        return given / "serge" / "works.toml"
    home = os.environ.get("APPDATA" if sys.platform == "win32" else "HOME")
    inner = {"win32": "serge", "darwin": "Library/Application Support/serge"}
    directory = inner.get(sys.platform, ".local/share/serge")
    return Path(home) / directory / "works.toml" if home else None


def cache_directory() -> Path | None:
    """Return the directory for caches (XDG Base Directory, or the platform's own)."""
    if given := _absolute(os.environ.get("XDG_CACHE_HOME")):
        return given / "serge"
    home = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "HOME")
    inner = {"win32": "serge/cache", "darwin": "Library/Caches/serge"}
    return Path(home) / inner.get(sys.platform, ".cache/serge") if home else None


class CatalogueSource(NamedTuple):
    """A catalogue's file, and that of the catalogue that it adds to, if any.

    The cache of a catalogue depends on both: its ids must differ from the other's.
    """

    path: Path
    beside: Path | None = None
