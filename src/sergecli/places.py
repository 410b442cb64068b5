"""Where things are: the built-in catalogue, and what is kept to be faster.

Beside its database (see `cache`) each catalogue has its ids and titles as plain
lines, since completion must answer before anything else could be loaded.
"""

import os
import sys
from binascii import crc32
from contextlib import suppress
from pathlib import Path

from sergecli import __version__

# Where the built-in catalogue stands in a wheel, and in a checkout.
_BUILT_IN = (
    Path(__file__).with_name("works.toml"),
    Path(__file__).parents[2] / "data" / "works.toml",
)


def built_in() -> Path:
    """Give the path of the catalogue that comes with the program."""
    return next((path for path in _BUILT_IN if path.is_file()), _BUILT_IN[0])


def cache_directory() -> Path | None:
    """Give the directory for caches (XDG Base Directory, or the platform's own)."""
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given) / "serge"
    home = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "HOME")
    inner = {"win32": "serge/cache", "darwin": "Library/Caches/serge"}
    return Path(home) / inner.get(sys.platform, ".cache/serge") if home else None


def cache_file(path: Path, suffix: str) -> Path:
    """Give the file in which something of a catalogue is kept.

    Raises FileNotFoundError where there is no place for it.
    """
    where = cache_directory()
    if where is None:
        raise FileNotFoundError
    return where.absolute() / f"{crc32(os.fsencode(path.absolute())):08x}{suffix}"


def stamp(path: Path) -> str:
    """Give what changes whenever the file or the program does; raises OSError."""
    status = path.stat()
    return f"{path.absolute()} {status.st_size} {status.st_mtime_ns} {__version__}"


def recall_names(path: Path) -> list[tuple[str, str]] | None:
    """Give the ids and titles that were kept, unless the file has changed since."""
    with suppress(OSError, ValueError):
        first, *lines = cache_file(path, ".names").read_text(encoding="utf-8").split("\n")
        if first == stamp(path):
            return [(identity, title) for identity, title in (one.split("\t") for one in lines)]
    return None


def keep_names(path: Path, names: list[tuple[str, str]]) -> None:
    """Keep ids and titles; raises OSError."""
    lines = [stamp(path), *("\t".join(" ".join(one.split()) for one in pair) for pair in names)]
    place = cache_file(path, ".names")
    beside = place.with_suffix(f".names{os.getpid()}")
    beside.write_text("\n".join(lines), encoding="utf-8")
    beside.replace(place)
