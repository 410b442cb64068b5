"""Messages on standard error, questions, and texts on standard output as they are."""

import os
import sys
from contextlib import suppress
from typing import TextIO

from sergecli.terminal.capabilities import softened
from sergecli.text.sanitize import safe


def write(text: str) -> None:
    """Write a text to standard output as it is."""
    sys.stdout.write(text)


def say(message: str) -> None:
    """Print a message on standard error, safe for a terminal."""
    try:
        text = "\n".join(map(safe, message.splitlines())) + "\n"
        sys.stderr.write(softened(text, sys.stderr.encoding or "utf-8"))
        sys.stderr.flush()
    except OSError:
        # Standard error is closed or full: there is no other place to say so.
        hush(sys.stderr)


def hush(stream: TextIO) -> None:
    """Discard what a stream has not written yet, and all that follows."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def ask(question: str) -> str:
    """Ask for a line on a terminal; raises EOFError where there is none."""
    return input(safe(question))
