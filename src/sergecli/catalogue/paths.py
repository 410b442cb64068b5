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


def own() -> Path | None:
    """Return the path of the user's catalogue, which may not exist."""
    inner = {"win32": "serge", "darwin": "Library/Application Support/serge"}
    directory = _directory(
        "XDG_DATA_HOME", "APPDATA", inner.get(sys.platform, ".local/share/serge")
    )
    return directory and directory / "works.toml"


def cache_directory() -> Path | None:
    """Return the directory for caches."""
    inner = {"win32": "serge/cache", "darwin": "Library/Caches/serge"}
    return _directory("XDG_CACHE_HOME", "LOCALAPPDATA", inner.get(sys.platform, ".cache/serge"))


def _directory(variable: str, windows: str, inner: str) -> Path | None:
    """Return a directory of the XDG Base Directory specification (0.8), or the platform's own.

    It is `inner` in the directory named by `windows`, or in the home directory.
    """
    given = Path(os.environ.get(variable, ""))
    # As the specification says, a path that is not absolute is ignored.
    if given.is_absolute():
        return given / "serge"
    home = os.environ.get(windows if sys.platform == "win32" else "HOME")
    return Path(home) / inner if home else None


class CatalogueSource(NamedTuple):
    """A catalogue's file, and that of the catalogue that it adds to, if any.

    The cache of a catalogue depends on both: its ids must differ from the other's.
    """

    path: Path
    beside: Path | None = None
