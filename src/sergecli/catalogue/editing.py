"""Changes the user's catalogue: under a lock, as a whole, and only if the result is valid."""

import dataclasses
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from sergecli.catalogue import files, locks, reader, store
from sergecli.errors import CatalogueError
from sergecli.model.amending import joined
from sergecli.model.work import Catalogue

# Takes the works that are present and the text of a file, and returns its new text.
Edit = Callable[[Catalogue, str], str]


class WriteOptions(NamedTuple):
    """How a file is changed: together with the built-in catalogue or alone, and how long to wait.

    `waiting` is called once if another program holds the lock; after `timeout`
    seconds the change is given up. With `backed_up`, a copy of the old file is
    kept. A file that is new or empty starts with the text `beginning`.
    """

    alone: bool = False
    timeout: float = 10.0
    waiting: Callable[[], None] = lambda: None
    backed_up: bool = False
    beginning: str = ""


def present(path: Path, *, alone: bool = False, beginning: str = "") -> Catalogue:
    """Return the catalogue with all works, the user's among them.

    A file that does not exist yet is read as if it contained `beginning`. The head is
    that of the file, if it has one. Raises CatalogueError as `store.load` does.
    """
    text = store.text(path) if path.exists() else ""
    return _joined(text if text.strip() else beginning, path, alone=alone)


def _joined(text: str, path: Path, *, alone: bool) -> Catalogue:
    own = parsed(text, path, alone=alone)
    if alone:
        return dataclasses.replace(own, own=frozenset(work.id for work in own))
    return dataclasses.replace(joined(store.load(), own), head=own.head)


def parsed(text: str, path: Path, *, alone: bool = False) -> Catalogue:
    """Read the text of a catalogue; raises CatalogueError, with `path` for the file's name."""
    if alone and not text.strip():
        message = (
            f"has no head yet; serge edit --alone --catalogue {path.name} creates it, as do add "
            "and import with --catalogue-title, --catalogue-author and --catalogue-language"
        )
        raise CatalogueError.of_file(path, message)
    beside = None if alone else store.load
    return reader.read(text, str(path), beside)


def change(path: Path, edit: Edit, options: WriteOptions = WriteOptions()) -> Path | None:
    """Change the user's catalogue, or create it, under its lock; return its backup, if any.

    `edit` takes all works that are present and the file's text, and returns the
    new text; it is called again if another program creates the file first.
    Raises CatalogueError, and leaves the file as it was, if it has errors before or
    after the change, or cannot be written or locked. Errors in the new text are
    reported without line numbers, since no file contains it yet.
    """

    def edited(text: str) -> str:
        old = text if text.strip() else options.beginning
        new = edit(_joined(old, path, alone=options.alone), old)
        if new == old:
            return text
        _check_new(new, path, alone=options.alone)
        return new

    return change_text(path, edited, options)


def _check_new(text: str, path: Path, *, alone: bool) -> None:
    try:
        parsed(text, path, alone=alone)
    except CatalogueError as error:
        problems = tuple(one._replace(line=0, column=0) for one in error.problems)
        raise CatalogueError(error.path, problems) from None


def replace(path: Path, old: str, new: str, options: WriteOptions = WriteOptions()) -> Path | None:
    """Replace the old text of a file with a new one; return the backup, if any.

    The old text may have errors. Raises CatalogueError if the file no longer has the
    old text, or cannot be written or locked.
    """

    def replaced(text: str) -> str:
        if text != old:
            raise CatalogueError.of_file(path, "was changed by another program meanwhile")
        return new

    return change_text(path, replaced, options)


def change_text(
    path: Path, edit: Callable[[str], str], options: WriteOptions = WriteOptions()
) -> Path | None:
    """Change the text of a file under its lock; return the backup, if any.

    A byte order mark is kept. A file that does not exist cannot be locked: the new file is
    put in place only if there is still none, and a program that comes second starts again
    with the file of the first. Raises CatalogueError.
    """
    with _errors_of(path):
        real = files.real(path)
    with ExitStack() as held:
        while True:
            with _errors_of(path):
                files.exists(real)
                locked = locks.hold(real, held, options.timeout, options.waiting)
                # If another program creates the file from now on, it is read only under its lock.
                old = _content(real) if locked else None
            text = store.decoded(old or b"", path)
            new = edit(text)
            if new == text:
                return None
            backup = real.with_name(f"{real.name}~") if options.backed_up and old else None
            with suppress(FileExistsError, BlockingIOError):
                _write(path, real, old, new, backup)
                return backup


def _content(real: Path) -> bytes | None:
    return files.read(real) if files.exists(real) else None


def _write(path: Path, real: Path, old: bytes | None, text: str, backup: Path | None) -> None:
    """Write a catalogue; raises FileExistsError or BlockingIOError if one was just created.

    The backup is replaced only when the new text is on the disk: a refused change leaves it.
    """
    try:
        new = (BOM_UTF8 if old and old.startswith(BOM_UTF8) else b"") + text.encode()
    except UnicodeEncodeError:
        raise CatalogueError.of_file(path, "cannot be written: the text is not UTF-8") from None

    def ready() -> None:
        _check_unchanged(path, real, old)
        if backup and old:
            with _errors_of(backup):
                files.write(backup, old, over=True, like=real)
            _check_unchanged(path, real, old)

    with _errors_of(path), files.directory(real.parent):
        files.write(real, new, over=old is not None, mode=files.OWN_FILE, ready=ready)


def _check_unchanged(path: Path, real: Path, old: bytes | None) -> None:
    """Raise an error if a program that ignores locks has changed the file since it was read."""
    if _content(real) == old:
        return
    if old is None:
        raise FileExistsError
    message = "was changed by another program meanwhile; nothing was written"
    raise CatalogueError.of_file(path, message)


@contextmanager
def _errors_of(path: Path) -> Iterator[None]:
    """Turn errors of the system into messages about the file."""
    try:
        yield
    except (FileExistsError, BlockingIOError):
        # Another program was faster; the caller handles this.
        raise
    except OSError as error:
        raise CatalogueError.of_file(path, files.reason(error)) from None
