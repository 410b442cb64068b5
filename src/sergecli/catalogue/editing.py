"""How a person's own catalogue is changed: under its lock, whole, and never into a faulty one."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from sergecli.catalogue import files, locks, reader, store
from sergecli.errors import CatalogueError, Problem
from sergecli.model.amending import joined
from sergecli.model.work import Catalogue

# Stands before the text of files from some programs.
_MARK = "\ufeff"
# Is given the works that are there and the text of a file; gives its new text.
Edit = Callable[[Catalogue, str], str]


class WriteOptions(NamedTuple):
    """How a file is changed: beside the built-in catalogue or alone, and how long to wait.

    `waiting` is called once when another writer keeps us waiting, `timeout`
    (seconds) is when we give up. `backed_up`: the file as it was is kept. With
    `beginning` a file begins that is not there yet, or empty.
    """

    alone: bool = False
    timeout: float = 10.0
    waiting: Callable[[], None] = lambda: None
    backed_up: bool = False
    beginning: str = ""


def present(path: Path, *, alone: bool = False, beginning: str = "") -> Catalogue:
    """Give all works that are there; a file that is not there yet has what it is to begin with.

    The head is that of the file, if it has one. Raises CatalogueError as
    `store.load` does.
    """
    text = store.text(path) if path.exists() else ""
    return _joined(text if text.strip() else beginning, path, alone=alone)


def _joined(text: str, path: Path, *, alone: bool) -> Catalogue:
    own = _parsed(text, path, alone=alone)
    if alone:
        return dataclasses.replace(own, own=frozenset(work.id for work in own))
    return dataclasses.replace(joined(store.load(), own), head=own.head)


def _parsed(text: str, path: Path, *, alone: bool) -> Catalogue:
    if alone and not text.strip():
        message = (
            f"has no head yet; serge edit --alone --catalogue {path.name} begins it, and so do add "
            "and import with --catalogue-title, --catalogue-author and --catalogue-language"
        )
        raise _refusal(path, message)
    beside = None if alone else store.load
    return reader.read(text, str(path), beside)


def check(text: str, path: Path, *, alone: bool = False) -> None:
    """Raise CatalogueError, with `path` for the file's name, unless the text is a catalogue."""
    _parsed(text, path, alone=alone)


def change(
    path: Path,
    edit: Edit,
    manner: WriteOptions = WriteOptions(),  # noqa: B008 - frozen
) -> Path | None:
    """Change a person's own catalogue, or make it, under its lock; give its backup, if any.

    `edit` is given all works that are there and the file's text, and gives the
    new text; it is asked again where another program makes the file first.
    Raises CatalogueError, and leaves the file as it was, where it is
    faulty, before or after, or cannot be written or locked. What would be faulty
    after is told without its line, for no file has that yet.
    """

    def edited(text: str) -> str:
        old = text if text.strip() else manner.beginning
        new = edit(_joined(old, path, alone=manner.alone), old)
        if new == old:
            return text
        _check_new(new, path, alone=manner.alone)
        return new

    return change_text(path, edited, manner)


def _check_new(text: str, path: Path, *, alone: bool) -> None:
    try:
        _parsed(text, path, alone=alone)
    except CatalogueError as error:
        faults = tuple(fault._replace(line=0, column=0) for fault in error.problems)
        raise CatalogueError(error.path, faults) from None


def replace(
    path: Path,
    old: str,
    new: str,
    manner: WriteOptions = WriteOptions(),  # noqa: B008 - frozen
) -> Path | None:
    """Put a new text in the place of the one it was made from; give the backup, if any.

    The old one may be faulty. Raises CatalogueError where the file is no longer the
    old one, or cannot be written or locked.
    """

    def replaced(text: str) -> str:
        if text != old:
            raise _refusal(path, "was changed by another program meanwhile")
        return new

    return change_text(path, replaced, manner)


def change_text(
    path: Path,
    edit: Callable[[str], str],
    manner: WriteOptions = WriteOptions(),  # noqa: B008 - frozen
) -> Path | None:
    """Change the text of a file under its lock; give the backup, if any.

    A byte order mark is kept. A file that does not exist cannot be locked: it is put in
    its place only if there is still none, and whoever comes second begins again, and
    finds it. Raises CatalogueError.
    """
    real = files.real(path)
    with ExitStack() as held:
        while True:
            with _told(path):
                files.exists(real)
                locked = locks.hold(real, held, manner.timeout, manner.waiting)
                # What another makes from now on is not read without its lock.
                old = _content(real) if locked else None
            text = _decoded(path, old or b"")
            mark = _MARK if text.startswith(_MARK) else ""
            new = mark + edit(text.removeprefix(_MARK))
            if new == text:
                return None
            backup = _backed_up(real, old) if manner.backed_up and old else None
            with suppress(FileExistsError, BlockingIOError):
                _write(path, real, old, new)
                return backup


def _content(real: Path) -> bytes | None:
    return files.read(real) if files.exists(real) else None


def _decoded(path: Path, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise _refusal(path, "is not UTF-8; save the file as UTF-8") from None


def _backed_up(real: Path, content: bytes) -> Path:
    """Keep what a file has, with its permissions, under its name and a tilde."""
    copy = real.with_name(f"{real.name}~")
    with _told(copy):
        files.write(copy, content, over=True, like=real)
    return copy


def _write(path: Path, real: Path, old: bytes | None, text: str) -> None:
    """Write a catalogue; raises FileExistsError or BlockingIOError if another has just made it."""
    try:
        new = text.encode()
    except UnicodeEncodeError:
        raise _refusal(path, "cannot be written: the text is not UTF-8") from None
    with _told(path), files.directory(real.parent):
        # A program that knows of no lock may have changed the file since it was read.
        if _content(real) != old:
            if old is None:
                raise FileExistsError
            raise _refusal(path, "was changed by another program meanwhile; nothing was written")
        files.write(real, new, over=old is not None, mode=files.OWN_FILE)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a sentence about the file."""
    try:
        yield
    except (FileExistsError, BlockingIOError):
        # Another program has been faster, which is no refusal.
        raise
    except OSError as error:
        raise _refusal(path, files.reason(error)) from None


def _refusal(path: Path, why: str) -> CatalogueError:
    return CatalogueError(str(path), (Problem(0, "", "", why),))
