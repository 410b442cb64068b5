"""The errors, each with its exit code.

Every error that a reader can see is a `SergeError`; the command line catches them in one
place and prints `str(error)` on standard error.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple, Self


class ExitCode(IntEnum):
    """The exit codes of the program (Typer, too, uses 2 for wrong usage)."""

    FOUND = 0
    NOTHING_FOUND = 1
    USAGE = 2
    UNKNOWN_WORK = 3
    FAULTY_CATALOGUE = 4
    # As in shells: 128 plus the number of the signal.
    INTERRUPTED = 130


class SergeError(Exception):
    """The base class: `str()` is the message for the reader."""

    exit_code = ExitCode.USAGE


class NothingFoundError(SergeError):
    """Nothing in the catalogue matches a valid question."""

    exit_code = ExitCode.NOTHING_FOUND


class UsageError(SergeError):
    """An argument is wrong; the message says what to write instead."""


class UnknownWorkError(SergeError):
    """A name matches no work, or several."""

    exit_code = ExitCode.UNKNOWN_WORK


class RefusedError(SergeError):
    """Some entries of an imported file cannot become records."""

    exit_code = ExitCode.FAULTY_CATALOGUE


class BrokenCacheError(Exception):
    """The cache cannot be read and has been removed; what was asked for is asked again."""


class LossWarning(UserWarning):
    """A format or a style could not express everything; the message is for the reader."""


class DateError(ValueError):
    """A date is not in the EDTF subset; the message says which part is wrong."""


class Problem(NamedTuple):
    """One error in a catalogue.

    `line` and `column` (in characters) count from 1; 0 means the file as a whole, or not
    known. `work` is the record's id or, if it has none, its position ("works[3]");
    `field` may be empty.
    """

    line: int
    work: str
    field: str
    message: str
    column: int = 0

    def __str__(self) -> str:
        """Return "12: once-more-kronstadt: date: …", without empty parts."""
        parts = (str(self.line or ""), self.work, self.field, self.message)
        return ": ".join(part for part in parts if part)


class CatalogueError(SergeError):
    """A catalogue cannot be used; `problems` are all the errors in it."""

    exit_code = ExitCode.FAULTY_CATALOGUE

    def __init__(self, path: str, problems: tuple[Problem, ...]) -> None:
        """Take the name of the file and its errors, at least one."""
        self.path = path
        self.problems = problems
        super().__init__("\n".join(f"{path}:{'' if f.line else ' '}{f}" for f in problems))

    @classmethod
    def of_file(cls, path: Path | str, message: str) -> Self:
        """Return an error about a file as a whole."""
        return cls(str(path), (Problem(0, "", "", message),))


# The libraries of the extras that are imported only when they are needed, by their modules.
_LIBRARIES = {
    "import": frozenset({"lxml", "yaml"}),
    "marc": frozenset({"pymarc"}),
    "site": frozenset({"jinja2", "markupsafe"}),
}


@contextmanager
def needing(what: str, name: str) -> Iterator[None]:
    """Raise UsageError if an import inside fails for lack of a library of an extra.

    That is also so if the library is too old. The failure of any other import is a bug.
    """
    try:
        yield
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES[name]:
            raise
        raise UsageError(f"{what} needs {extra(name)}") from None


def extra(name: str) -> str:
    """Return the name of an extra, and the command that adds it to this installation."""
    if (Path(sys.prefix) / "pipx_metadata.json").is_file():
        command = "pipx runpip sergecli install"
    elif _installer() == "uv":
        # An environment made by uv has no pip.
        command = f"uv pip install --python {_quoted(sys.prefix)}"
    else:
        command = f"{_quoted(sys.executable)} -m pip install"
    # Double quotes work in every shell, that of Windows included.
    return f"the extra '{name}'; to install it, run\n  {command} \"sergecli[{name}]\""


def _installer() -> str:
    """Return what installed the program, as it says itself; "" if it is not installed."""
    # Slow to load, and needed only for a message.
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - see above

    try:
        return (distribution("sergecli").read_text("INSTALLER") or "").strip()
    except PackageNotFoundError:
        return ""


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path
