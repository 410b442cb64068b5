"""How a person's own catalogue is changed: under its lock, whole, and never into a faulty one."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sergecli.catalogue import files, reader, store
from sergecli.errors import CatalogueError, Problem
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
    ids = frozenset(work.id for work in own)
    both = own.works if alone else (*store.load(), *own)
    return Catalogue(own.head, both, len(both), ids)


def _parsed(text: str, path: Path, *, alone: bool) -> Catalogue:
    if alone and not text.strip():
        message = (
            f"has no head yet; serge edit --alone --catalogue {path.name} begins it, and so do add "
            "and import with --catalogue-title, --catalogue-author and --catalogue-language"
        )
        raise CatalogueError(str(path), (Problem(0, "", "", message),))
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
    new text. Raises CatalogueError, and leaves the file as it was, where it is
    faulty, before or after, or cannot be written or locked. What would be faulty
    after is told without its line, for no file has that yet.
    """
    with files.changing(path, manner.timeout, manner.waiting) as changed:
        old = changed.text.removeprefix(_MARK)
        old = old if old.strip() else manner.beginning
        new = edit(_joined(old, path, alone=manner.alone), old)
        if new == old:
            return None
        _check_new(new, path, alone=manner.alone)
        kept = files.back_up(path) if manner.backed_up and old else None
        changed.write(_mark(changed.text) + new)
        return kept


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
    old one, or cannot be written or locked. A byte order mark is kept.
    """
    with files.changing(path, manner.timeout, manner.waiting) as changed:
        if changed.text.removeprefix(_MARK) != old:
            fault = Problem(0, "", "", "was changed by another program meanwhile")
            raise CatalogueError(str(path), (fault,))
        kept = files.back_up(path) if manner.backed_up and old else None
        changed.write(_mark(changed.text) + new)
        return kept


def _mark(text: str) -> str:
    return _MARK if text.startswith(_MARK) else ""
