"""The clipboard of the terminal, which takes texts by OSC 52, over ssh too."""

import sys
from base64 import b64encode
from typing import TextIO

from sergecli.errors import UsageError
from sergecli.terminal.messages import say

# Longer ones are dropped by xterm and others.
_LONGEST = 74_994


def copy(text: str) -> None:
    """Ask the terminal to put a text on its clipboard; whether it did it does not say.

    Raises UsageError as `terminal` does, or where the text is too long.
    """
    encoded = b64encode(text.strip("\n").encode()).decode("ascii")
    if len(encoded) > _LONGEST:
        raise UsageError("--copy: too long for the clipboard of a terminal; use --output FILE")
    stream = terminal()
    stream.write(f"\x1b]52;c;{encoded}\x07")
    stream.flush()
    say("Copied, if your terminal allows it (OSC 52).")


def terminal() -> TextIO:
    """Return the stream that leads to the terminal; raises UsageError where none does."""
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            return stream
    raise UsageError("--copy: there is no terminal that has a clipboard")
