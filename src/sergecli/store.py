"""Where catalogues are and how they are opened; the only module that opens them.

A catalogue that was read before comes from the cache, if it is still the same;
else the TOML reader is loaded and asked.
"""

import os
from contextlib import suppress
from pathlib import Path

from sergecli import cache
from sergecli.dates import Span
from sergecli.errors import BrokenCacheError, CatalogueError, Fault, UsageError
from sergecli.index import Built, Index
from sergecli.model import Catalogue
from sergecli.places import built_in
from sergecli.watching import Watch, unwatched

# A file of more letters than these takes a second or more to read.
_LONG = 4_000_000


def load(path: Path | None = None, span: Span | None = None, watch: Watch = unwatched) -> Catalogue:
    """Read the catalogue at `path`, or the built-in one.

    With `span` it may leave out works that cannot fall in those years; `watch`
    is shown what a long first reading goes through. Raises CatalogueError with
    every fault: a file that cannot be read, is not UTF-8 or not TOML, and
    whatever `docs/catalogue.md` does not allow.
    """
    path = path or built_in()
    kept = cache.recall(path)
    if kept:
        with suppress(BrokenCacheError, ValueError, TypeError, KeyError):
            return kept.catalogue(span)
    return _fresh(path, watch)


def index(path: Path | None = None, watch: Watch = unwatched) -> Index:
    """Give the words of the catalogue at `path`, or of the built-in one.

    Raises CatalogueError, as `load` does.
    """
    path = path or built_in()
    kept = cache.recall(path)
    if kept:
        return kept
    works = _fresh(path, watch).works
    return cache.recall(path) or Built(works)


def _fresh(path: Path, watch: Watch) -> Catalogue:
    # Reading TOML costs a start more than anything else; a kept catalogue saves it.
    from sergecli import reader  # noqa: PLC0415

    text = _read(path)
    if len(text) < _LONG:
        watch = unwatched
    # A catalogue without a head is an addition to the built-in one.
    inherited = None if path == built_in() else (lambda: load().head)
    catalogue = reader.read(text, str(path), inherited, watch)
    cache.keep(path, catalogue, watch)
    return catalogue


def _read(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise _unreadable(path, "there is no such file") from None
    except IsADirectoryError:
        raise _unreadable(path, "is a directory, not a catalogue") from None
    except PermissionError:
        raise _unreadable(path, "may not be read (permission denied)") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, f"cannot be read: {error}") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error counts from behind a byte order mark, in its own `object`.
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        fault = Fault(line, "", "", f"is not UTF-8 (byte 0x{byte:02X}); save the file as UTF-8")
        raise CatalogueError(str(path), (fault,)) from None


def _unreadable(path: Path, why: str) -> CatalogueError:
    return CatalogueError(str(path), (Fault(0, "", "", why),))


def save(path: Path, text: str, *, force: bool = False) -> None:
    """Write a text to a file as a whole: beside it, synced, and renamed.

    Raises UsageError where there is a file already, unless `force`, and where
    the file cannot be written; what was there is then untouched.
    """
    if path.exists() and not (force and path.is_file()):
        what = "is a directory" if path.is_dir() else "exists already; --force writes over it"
        raise UsageError(f"{path} {what}")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None
