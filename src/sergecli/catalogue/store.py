"""Where catalogues are and how they are opened to be read; `keeping` opens them to write.

A catalogue that was read before comes from the cache, if it is still the same;
else the TOML reader is loaded and asked.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sergecli.catalogue import cache, paths
from sergecli.catalogue.cache import Part
from sergecli.catalogue.index import Built, Index, Joined
from sergecli.catalogue.paths import CatalogueSource, built_in
from sergecli.catalogue.progress import Progress, no_progress
from sergecli.errors import BrokenCacheError, CatalogueError, Problem, UsageError
from sergecli.model.work import Catalogue

# A file of more letters than these takes a second or more to read.
_LONG = 4_000_000


def load(
    path: Path | None = None,
    part: Part = None,
    watch: Progress = no_progress,
    *,
    alone: bool = False,
    only_own: bool = False,
) -> Catalogue:
    """Read the built-in catalogue, and a person's own at `path` beside it.

    `alone` reads only the one at `path`, which then needs a head of its own;
    `only_own` reads both, and gives the works of the own one.
    Works that are not of the `part` it may leave out: some years, or some ids.
    `watch` is shown what a long first reading goes through. Raises CatalogueError
    with every fault: a file that cannot be read, is not UTF-8 or not TOML, and
    whatever `docs/catalogue.md` does not allow.
    """
    if path is None or alone or _is_built_in(path):
        return _one(CatalogueSource(path or built_in()), part, watch)
    own = _one(CatalogueSource(path, built_in()), part, watch)
    first = _one(CatalogueSource(built_in()), part, watch)
    ids = frozenset(work.id for work in own)
    if only_own:
        return Catalogue(first.head, own.works, own.total, ids)
    return Catalogue(first.head, first.works + own.works, first.total + own.total, ids)


def remembered(
    name: str,
    make: Callable[[], tuple[str, bool]],
    path: Path | None = None,
    *,
    alone: bool = False,
) -> str:
    """Give a text made of all that `load` would read, as it was made the last time.

    `make` gives it, and whether it may be kept; it is asked where a catalogue or
    the program has changed since, or nothing can be kept. `name` tells the texts
    of the same catalogues apart.
    """
    shelf = CatalogueSource(path or built_in(), None if path is None or alone else built_in())
    suffix, program = f".{name}.text", paths.program()
    kept = paths.recall_text(shelf, suffix, program)
    if kept is not None:
        return kept
    made, lasting = make()
    with suppress(OSError, ValueError):
        if lasting and len(made) < _LONG and paths.is_settled(shelf.path):
            paths.keep_text(shelf, suffix, made, program)
    return made


def _is_built_in(path: Path) -> bool:
    with suppress(OSError):
        return path.samefile(built_in())
    return False


def _one(shelf: CatalogueSource, part: Part, watch: Progress) -> Catalogue:
    kept = cache.recall(shelf)
    if kept:
        with suppress(BrokenCacheError, ValueError, TypeError, KeyError):
            return kept.catalogue(part)
    return _fresh(shelf, watch)


def index(
    path: Path | None = None,
    watch: Progress = no_progress,
    *,
    alone: bool = False,
    only_own: bool = False,
) -> Index:
    """Give the words of the catalogues that `load` would read.

    Raises CatalogueError, as `load` does.
    """
    if path is None or alone or _is_built_in(path):
        return _words(CatalogueSource(path or built_in()), watch)
    own = _words(CatalogueSource(path, built_in()), watch)
    return own if only_own else Joined(_words(CatalogueSource(built_in()), watch), own)


def _words(shelf: CatalogueSource, watch: Progress) -> Index:
    kept = cache.recall(shelf)
    if kept:
        return kept
    works = _fresh(shelf, watch).works
    return cache.recall(shelf) or Built(works)


def _fresh(shelf: CatalogueSource, watch: Progress) -> Catalogue:
    # Reading TOML costs a start more than anything else; a kept catalogue saves it.
    from sergecli.catalogue import reader  # noqa: PLC0415

    written = text(shelf.path)
    if len(written) < _LONG:
        watch = no_progress
    beside = load if shelf.beside else None
    catalogue = reader.read(written, str(shelf.path), beside, watch)
    cache.keep(shelf, catalogue, watch)
    return catalogue


def standard_input() -> str:
    """Read standard input as a file; raises CatalogueError where it is not UTF-8."""
    return _decoded(sys.stdin.buffer.read(), Path("<stdin>"))


def text(path: Path) -> str:
    """Read the text of a catalogue; raises CatalogueError where that cannot be."""
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
    return _decoded(raw, path)


def _decoded(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error counts from behind a byte order mark, in its own `object`.
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        fault = Problem(line, "", "", f"is not UTF-8 (byte 0x{byte:02X}); save the file as UTF-8")
        raise CatalogueError(str(path), (fault,)) from None


def _unreadable(path: Path, why: str) -> CatalogueError:
    return CatalogueError(str(path), (Problem(0, "", "", why),))


def save(path: Path, text: str, *, force: bool = False) -> None:
    """Write a text to a file as a whole: beside it, synced, and renamed.

    Raises UsageError where there is a file already, unless `force`, and where
    the file cannot be written; what was there is then untouched.
    """
    if path.exists() and not (force and path.is_file()):
        what = "is a directory" if path.is_dir() else "exists already; --force writes over it"
        raise UsageError(f"{path} {what}")
    # Few commands write; the others need not wait for what that takes.
    from sergecli.catalogue import files  # noqa: PLC0415

    try:
        files.write(path, text.encode())
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None
