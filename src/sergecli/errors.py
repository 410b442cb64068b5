"""What can go wrong, each with the exit code it ends in.

Every error that a reader can meet is a `SergeError`; the command line catches
the family in one place and prints `str(error)` on standard error.
"""

from enum import IntEnum
from typing import NamedTuple


class ExitCode(IntEnum):
    """What the program tells the shell (2 is also what Typer uses)."""

    FOUND = 0
    NOTHING_FOUND = 1
    USAGE = 2
    UNKNOWN_WORK = 3
    FAULTY_CATALOGUE = 4
    # As shells have it: 128 and the number of the signal.
    INTERRUPTED = 130


class SergeError(Exception):
    """The family: `str()` is the sentence for the reader."""

    exit_code = ExitCode.USAGE


class NothingFoundError(SergeError):
    """The question was well put and has no answer in the catalogue."""

    exit_code = ExitCode.NOTHING_FOUND


class UsageError(SergeError):
    """An argument is off; the message says what would be right."""


class UnknownWorkError(SergeError):
    """A name leads to no work, or to several."""

    exit_code = ExitCode.UNKNOWN_WORK


class RefusedError(SergeError):
    """Some of what was to be imported is no record of a catalogue."""

    exit_code = ExitCode.FAULTY_CATALOGUE


class BrokenCacheError(Exception):
    """The cache cannot be read and has been removed; what was asked for is asked again."""


class LossWarning(UserWarning):
    """What a format or a style could not carry; the message is for the reader."""


class DateError(ValueError):
    """A date is not of the EDTF subset; the message says which part."""


class Problem(NamedTuple):
    """One thing wrong in a catalogue.

    `line` and `column` count from 1, in characters (0: the file as a whole, or
    not known); `work` is the record's id, or its place ("works[3]") where it has
    none; `field` may be empty.
    """

    line: int
    work: str
    field: str
    message: str
    column: int = 0

    def __str__(self) -> str:
        """Give "12: once-more-kronstadt: date: …", without the empty parts."""
        parts = (str(self.line or ""), self.work, self.field, self.message)
        return ": ".join(part for part in parts if part)


class CatalogueError(SergeError):
    """A catalogue cannot be used; carries every fault found in it."""

    exit_code = ExitCode.FAULTY_CATALOGUE

    def __init__(self, path: str, problems: tuple[Problem, ...]) -> None:
        """Take the file's name and its faults, at least one."""
        self.path = path
        self.problems = problems
        super().__init__("\n".join(f"{path}:{'' if f.line else ' '}{f}" for f in problems))
