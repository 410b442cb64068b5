"""Access to the terminal for the picker."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prompt_toolkit.input import Input, create_input
from prompt_toolkit.output import Output, create_output

from sergecli.errors import UsageError


@contextmanager
def opened() -> Iterator[tuple[Input, Output]]:
    """Open the terminal, even if the standard streams are redirected."""
    if sys.platform == "win32":
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise no_terminal()
        yield create_input(), create_output()
        return
    tty = Path("/dev/tty")
    try:
        reading, writing = tty.open(), tty.open("w", encoding="utf-8", errors="replace")
    except OSError:
        raise no_terminal() from None
    with reading, writing:
        yield create_input(reading), create_output(writing)


def no_terminal() -> UsageError:
    """Return the error for a missing terminal."""
    return UsageError("serge pick needs a terminal; try serge search WORDS --ids")
