"""Messages on standard error, questions, and unchanged text on standard output."""

import os
import sys
from contextlib import suppress
from typing import TextIO

from sergecli.terminal.capabilities import facts, softened
from sergecli.text.sanitize import safe


def write(text: str) -> None:
    """Write a text to standard output unchanged."""
    sys.stdout.write(text)


def say(message: str) -> None:
    """Print a message on standard error, safe for a terminal, and wrapped to its width."""
    try:
        width = facts(sys.stderr).width
        text = "".join(f"{_wrapped(safe(line), width)}\n" for line in message.splitlines())
        sys.stderr.write(softened(text, sys.stderr.encoding or "utf-8"))
        sys.stderr.flush()
    except OSError:
        # Standard error is closed or full, so nothing can be reported.
        hush(sys.stderr)


def _wrapped(line: str, width: int) -> str:
    """Wrap a line between words; a width of 0 leaves it as it is."""
    if not 0 < width < len(line):
        return line
    import textwrap  # noqa: PLC0415 - few messages are so long

    indent = " " * (len(line) - len(line.lstrip()))
    wrapped = textwrap.wrap(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(wrapped)


def hush(stream: TextIO) -> None:
    """Discard the unwritten output of a stream, and all later output."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def ask(question: str) -> str:
    """Ask for a line on the terminal; raises EOFError at the end of input."""
    return input(safe(question))
