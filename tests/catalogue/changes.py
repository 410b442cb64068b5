"""What the tests of changes share: a file is changed, and looked at afterwards."""

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from sergecli.catalogue import editing
from sergecli.catalogue.editing import WriteOptions
from sergecli.errors import CatalogueError, ExitCode, Problem

NOBODY = 65534
OLD = "# mine\n"
NEW = "# mine\n# and more\n"


def change(path: Path, text: str = NEW, timeout: float = 0) -> None:
    """Put a text into a file, under its lock."""
    editing.change_text(path, lambda _: text, WriteOptions(timeout=timeout))


def back_up(path: Path) -> Path:
    """Change a file that is backed up before; give the backup."""
    backup = editing.change_text(path, lambda text: f"{text}#\n", WriteOptions(backed_up=True))
    assert backup
    return backup


def refused(path: Path, text: str = NEW) -> str:
    """Give the sentence with which a change is refused."""
    with pytest.raises(CatalogueError) as error:
        change(path, text)
    assert error.value.exit_code is ExitCode.FAULTY_CATALOGUE
    (fault,) = error.value.problems
    assert (error.value.path, fault) == (str(path), Problem(0, "", "", fault.message))
    return fault.message


def names(directory: Path) -> list[str]:
    """Give what stands in a directory."""
    return sorted(one.name for one in directory.iterdir())


def is_whole(path: Path, text: str = OLD) -> bool:
    """Tell whether a file has a text, with nothing left beside it."""
    return path.read_bytes().decode() == text and names(path.parent) == [path.name]


def mode(path: Path) -> int:
    """Give what may be done with a file."""
    return path.stat().st_mode & 0o7777


def started(work: Callable[[], object]) -> int:
    """Let a child do some work; give its number."""
    child = os.fork()
    if not child:
        with suppress(BaseException):
            work()
            os._exit(0)
        os._exit(1)
    return child


def ended(child: int) -> int:
    """Wait for the end of a child; give its exit code, or less than 0 for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@contextmanager
def as_nobody() -> Iterator[None]:
    """Do something without the rights of root, who may do everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
