"""Reads catalogues, from the cache if they have not changed; `files` writes them.

The works are the same with a cache, without one, and with a broken one.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sergecli.catalogue import cache, cache_file, paths
from sergecli.catalogue.cache import Part
from sergecli.catalogue.index import Built, Index, Joined
from sergecli.catalogue.paths import CatalogueSource
from sergecli.catalogue.progress import Progress, no_progress
from sergecli.errors import BrokenCacheError, CatalogueError, Problem, UsageError
from sergecli.model.amending import joined
from sergecli.model.edtf import Span
from sergecli.model.work import Catalogue

# A file with more characters than this takes a second or more to read.
_LONG = 4_000_000
# The name of standard input in messages.
_STDIN = Path("<stdin>")


def load(
    path: Path | None = None,
    part: Part = None,
    progress: Progress = no_progress,
    *,
    alone: bool = False,
    only_own: bool = False,
) -> Catalogue:
    """Read the built-in catalogue together with the user's at `path`.

    `alone` reads only the one at `path`, which then needs a head of its own; this also
    happens if its head names another author. `only_own` reads both, and returns only the
    user's works. Works outside of `part` (some years, or some ids) may be left out.
    `progress` is called if the first reading takes long. Raises CatalogueError
    with every error: a file that cannot be read, is not UTF-8 or not TOML, and
    anything that `docs/catalogue.md` does not allow.
    """
    if path is None or alone or paths.is_built_in(path):
        return _catalogue(CatalogueSource(path or paths.built_in()), part, progress)
    # An amended work may fall in other years than the one it amends.
    whole = None if isinstance(part, Span) else part
    own = _catalogue(CatalogueSource(path, paths.built_in()), whole, progress)
    first = _catalogue(CatalogueSource(paths.built_in()), part, progress)
    if own.head.author != first.head.author:
        # The works of another author are not added to the built-in ones.
        return _catalogue(CatalogueSource(path), part, progress)
    both = joined(first, own)
    return replace(both, works=own.works, total=own.total) if only_own else both


def _catalogue(source: CatalogueSource, part: Part, progress: Progress) -> Catalogue:
    cached = cache.recall(source)
    if cached:
        with suppress(BrokenCacheError):
            return cached.catalogue(part)
    return _read(source, progress)


def index(
    path: Path | None = None,
    progress: Progress = no_progress,
    *,
    alone: bool = False,
    only_own: bool = False,
) -> Index:
    """Return the search index of the catalogues that `load` would read.

    Raises CatalogueError, as `load` does.
    """
    if path is None or alone or paths.is_built_in(path):
        return _words(CatalogueSource(path or paths.built_in()), progress)[0]
    own, author = _words(CatalogueSource(path, paths.built_in()), progress)
    first, usual = _words(CatalogueSource(paths.built_in()), progress)
    if author != usual:
        return _words(CatalogueSource(path), progress)[0]
    return own if only_own else Joined(first, own)


def _words(source: CatalogueSource, progress: Progress) -> tuple[Index, str]:
    """Return the index of a catalogue, and its author."""
    cached = cache.recall(source)
    if cached:
        return cached, cached.head.author
    catalogue = _read(source, progress)
    head = catalogue.head
    return cache.recall(source) or Built(catalogue.works, head.people), head.author


def _read(source: CatalogueSource, progress: Progress) -> Catalogue:
    # Imported here because reading TOML is the slowest part of starting, and is often not needed.
    from sergecli.catalogue import reader  # noqa: PLC0415

    stamp = cache_file.stamp(source)
    content = text(source.path)
    if len(content) < _LONG:
        progress = no_progress
    beside = load if source.beside else None
    catalogue = reader.read(content, str(source.path), beside, progress)
    cache.keep(source, catalogue, stamp, progress)
    return catalogue


def text(path: Path | None) -> str:
    """Read the text of a file, or of standard input; raises CatalogueError if it cannot."""
    return decoded(content(path), path)


def content(path: Path | None) -> bytes:
    """Read the bytes of a file, or of standard input; raises CatalogueError."""
    from sergecli.catalogue import files  # noqa: PLC0415 - only what the cache hasn't is read

    try:
        return files.read(path)
    except FileNotFoundError:
        why = "the file does not exist"
    except IsADirectoryError:
        why = "is a directory, not a file"
    except PermissionError:
        why = "may not be read (permission denied)"
    except (OSError, ValueError) as error:
        why = f"cannot be read: {error}"
    raise CatalogueError.of_file(path or _STDIN, why)


def decoded(raw: bytes, path: Path | None) -> str:
    """Decode the bytes of a file as UTF-8; raises CatalogueError if they are not."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Neither the position in the error nor its `object` includes a byte order mark.
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        message = f"is not UTF-8 (byte 0x{byte:02X}); save the file as UTF-8"
        raise CatalogueError(str(path or _STDIN), (Problem(line, "", "", message),)) from None


def save(path: Path, content: str | bytes, *, force: bool = False) -> None:
    """Write a text, or bytes, to a file as a whole: beside it, synced, and renamed.

    Raises UsageError if the file already exists, unless `force`, and if it
    cannot be written; an existing file is then left as it was.
    """
    # Imported here because few commands write, and the others should start faster.
    from sergecli.catalogue import files  # noqa: PLC0415

    try:
        real = files.real(path)
        files.exists(real)
        files.write(real, content if isinstance(content, bytes) else content.encode(), over=force)
    except FileExistsError:
        raise UsageError(f"{path} already exists; use --force to overwrite it") from None
    except OSError as error:
        raise UsageError(f"{path} {files.reason(error)}") from None
