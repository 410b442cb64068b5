"""Messages on standard error, questions, and unchanged text on standard output."""

import os
import sys
from contextlib import suppress
from typing import TextIO

from sergecli.terminal.capabilities import softened
from sergecli.text.sanitize import safe


def write(text: str) -> None:
    """Write a text to standard output unchanged."""
    sys.stdout.write(text)


def say(message: str) -> None:
    """Print a message on standard error, safe for a terminal."""
    try:
        text = "\n".join(map(safe, message.splitlines())) + "\n"
        sys.stderr.write(softened(text, sys.stderr.encoding or "utf-8"))
        sys.stderr.flush()
    except OSError:
        # Standard error is closed or full, so nothing can be reported.
        hush(sys.stderr)


def hush(stream: TextIO) -> None:
    """Discard the unwritten output of a stream, and all later output."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def ask(question: str) -> str:
    """Ask for a line on the terminal; raises EOFError at the end of input."""
    return input(safe(question))
