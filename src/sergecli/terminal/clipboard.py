"""The clipboard of the terminal, which also works over ssh (OSC 52)."""

import sys
from base64 import b64encode
from typing import TextIO

from sergecli.errors import UsageError
from sergecli.terminal.messages import say

# xterm and others ignore longer texts.
_LONGEST = 74_994


def copy(text: str) -> None:
    """Ask the terminal to put a text on its clipboard; terminals do not report success.

    Raises UsageError without a terminal, or if the text is too long.
    """
    encoded = b64encode(text.strip("\n").encode()).decode("ascii")
    if len(encoded) > _LONGEST:
        raise UsageError("--copy: too long for the clipboard of a terminal; use --output FILE")
    stream = terminal()
    stream.write(f"\x1b]52;c;{encoded}\x07")
    stream.flush()
    say("Copied, if your terminal allows it (OSC 52).")


def terminal() -> TextIO:
    """Return the standard stream that is a terminal; raises UsageError if none is."""
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            return stream
    raise UsageError("--copy: needs a terminal")
