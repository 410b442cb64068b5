"""The process of its own in which a command line runs: streams, signals, and the end."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sergecli.cli import completion
from sergecli.cli.app import run
from sergecli.cli.program import COMMANDS, know_shells, program
from sergecli.errors import ExitCode
from sergecli.terminal import messages

# Shells set this variable to ask for completions; the name is Typer's.
_COMPLETE = "_SERGE_COMPLETE"


def main() -> None:
    """Run the program in a process of its own."""
    _open_streams()
    try:
        with _interruptible():
            code = _complete() if _COMPLETE in os.environ else run(sys.argv[1:])
    except KeyboardInterrupt:
        _end_interrupted()
        code = ExitCode.INTERRUPTED
    _end(code)


def _complete() -> int:
    """Answer a shell that asks for completions, loading only the command on its line."""
    words = completion.words_before(os.environ)
    if words is None:
        messages.say(f"{_COMPLETE}: is for shells; serge completion SHELL prints their script")
        return ExitCode.USAGE
    name = next((word for word in words if word in COMMANDS), None)
    know_shells()
    try:
        program([name] if name else COMMANDS)(prog_name="serge")
    except SystemExit as done:
        return int(done.code or 0)
    return ExitCode.FOUND


def _end(code: int) -> None:
    """End the process, skipping the interpreter's slow clean-up if nothing depends on it."""
    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        sys.stderr.flush()
    threading = sys.modules.get("threading")
    # Coverage writes its data at exit.
    if "coverage" in sys.modules or (threading and threading.active_count() > 1):
        sys.exit(code)
    os._exit(code)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Turn Ctrl-C into KeyboardInterrupt while there may be something to clean up."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_DFL:
        sys.unraisablehook = _unraisable
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        if before is signal.SIG_DFL:
            signal.signal(signal.SIGINT, before)


def _unraisable(what: Any) -> None:  # noqa: ANN401 - a type that only checkers know
    """End on Ctrl-C even where Python would only report it and continue."""
    if what.exc_type is KeyboardInterrupt:
        _end_interrupted()
    sys.__unraisablehook__(what)


def _end_interrupted() -> None:
    """End with the signal itself, so that a shell also stops the script that ran serge."""
    if os.name == "posix":
        with suppress(OSError):
            sys.stdout.flush()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)


def _open_streams() -> None:
    """Set up the standard streams: characters they cannot encode become "?", and none is closed.

    A closed stream is replaced; otherwise the next file opened would get its descriptor.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - until the end
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        # A stream with unwritten output may raise its error again here.
        with suppress(OSError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
