"""Signals while another program has the terminal: an editor, a pager, man."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def has_terminal() -> Iterator[None]:
    """Leave the interrupt and quit keys to a child process.

    Child processes inherit ignored signals, but not handlers, so install empty handlers.
    """
    numbers = [signal.SIGINT, *([signal.SIGQUIT] if os.name == "posix" else [])]
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        for number, handler in before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, lambda *_: None)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
