"""Runs the user's editor; a signal that ends serge meanwhile does not lose what was typed."""

import os
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from sergecli.errors import UsageError
from sergecli.terminal import child

# Editors that open a file at line N when given +N before it.
_AT_LINE = frozenset(
    {"vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient", "ne"}
    | {"joe", "jed", "mg", "micro", "kak", "ed", "ex"}
)
# Seconds in which an editor can save what was typed, after a signal has ended serge.
_PATIENCE = 2.0
# Seconds after which Python has left the callback that dropped a signal.
_MOMENT = 0.01


class EditorKilledError(UsageError):
    """The editor was ended by a signal; one of its windows may still have the draft open."""


class EndedError(BaseException):
    """A signal is to end serge; the editor may still have the draft open."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


# Errors after which the draft is kept even if nothing is in it yet.
KEEPING = (EditorKilledError, EndedError)


def command() -> list[str]:
    """Return the editor's command; raises UsageError if there is none."""
    from sergecli.cli import prompts

    given = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    windows = sys.platform == "win32"
    if not (given or windows or prompts.can_ask()):
        raise UsageError("Can't open an editor without a terminal; set $VISUAL or $EDITOR.")
    try:
        words = shlex.split(given or ("notepad" if windows else "vi"))
    except ValueError as error:
        raise UsageError(f"$VISUAL or $EDITOR: {error}") from None
    if not words:
        raise UsageError("$VISUAL or $EDITOR: is blank; name an editor")
    return words


def edited(words: list[str], draft: Path, line: int) -> str:
    """Open the draft in the editor, wait, and return its text; raises UsageError."""
    from sergecli.catalogue import store

    at = [f"+{line}"] if line > 1 and Path(words[0]).stem in _AT_LINE else []
    try:
        with child.has_terminal():
            code = _wait_for([*words, *at, str(draft)])
    except OSError as error:
        raise UsageError(f"{words[0]}: cannot be run: {error.strerror}") from None
    if code < 0:
        raise EditorKilledError(f"{words[0]}: was ended by signal {-code}")
    if code:
        raise UsageError(f"{words[0]}: failed with exit code {code}")
    return store.text(draft)


def _wait_for(words: list[str]) -> int:
    """Run an editor and return its exit code; a signal that ends serge is sent to it, too."""
    # The user chose this program; it runs without a shell. If serge ends, it isn't killed.
    editor = subprocess.Popen(words)  # noqa: S603
    try:
        return editor.wait()
    except EndedError as ended:
        editor.send_signal(ended.number)
        with suppress(subprocess.TimeoutExpired):
            editor.wait(_PATIENCE)
        raise


@contextmanager
def signals_raised() -> Iterator[None]:
    """Raise EndedError on SIGTERM and SIGHUP, so that the draft is named before serge ends."""
    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    caught = [one for one in numbers if signal.getsignal(one) is signal.SIG_DFL]

    def end(number: int, _: object) -> NoReturn:
        for one in caught:
            signal.signal(one, signal.SIG_IGN)
        raise EndedError(number)

    before = sys.unraisablehook

    def again(ignored: "sys.UnraisableHookArgs") -> None:
        """Raise it a moment later if it came in a callback of Python's own, which drops it."""
        if not isinstance(ignored.exc_value, EndedError):
            before(ignored)
            return
        for one in caught:
            signal.signal(one, end)
        threading.Timer(_MOMENT, os.kill, (os.getpid(), ignored.exc_value.number)).start()

    try:
        sys.unraisablehook = again
        for number in caught:
            signal.signal(number, end)
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)
        sys.unraisablehook = before
