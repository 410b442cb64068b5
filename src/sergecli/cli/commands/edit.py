import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from sergecli.cli import completion
from sergecli.cli.declare import argument, options
from sergecli.cli.options import Command, Own, built_in
from sergecli.errors import CatalogueError, UnknownWorkError, UsageError
from sergecli.terminal import child, messages

_NEW = """\
# My own catalogue, used along with the built-in one. A record looks like this:
#
# [[works]]
# id = "a-letter"
# title = "A Letter"
# kind = "letter"
# date = "1936-08"
"""
_NEW_ALONE = """\
[catalogue]
title = "The Writings of …"
author = "…"
language = "en"
"""
# Editors that open a file at line N when given +N before it.
_AT_LINE = frozenset(
    {"vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient", "ne"}
    | {"joe", "jed", "mg", "micro", "kak", "ed", "ex"}
)


# Seconds in which an editor can save what was typed, after a signal has ended serge.
_PATIENCE = 2.0


class _EditorKilledError(UsageError):
    """The editor was ended by a signal; one of its windows may still have the draft open."""


class _EndedError(BaseException):
    """A signal is to end serge; the editor may still have the draft open."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


# Errors after which the draft is kept even if nothing is in it yet.
_KEEPING = (_EditorKilledError, _EndedError)


@options
class Edit(Command, Own):
    """Edit your own catalogue; it is only replaced by a valid one.

    Example: EDITOR=nano serge edit
    Example: EDITOR='code --wait' serge edit a-letter
    """

    name: str | None = argument("[ID]", "Start at this record.", completion.ids, default=None)

    def run(self) -> None:
        """Edit a copy, check it and replace the file; the text is never lost."""
        try:
            with _signals_raised():
                self._run()
        except _EndedError as ended:
            # Outside of the block, so that a signal in its last moment is caught as well.
            signal.signal(ended.number, signal.SIG_DFL)
            signal.raise_signal(ended.number)
            raise

    def _run(self) -> None:
        from sergecli.catalogue import editing, store

        path = self.path()
        editor = _editor()
        old = store.text(path) if path.exists() else ""
        line = self._line(old, self.name) if self.name else 1
        start = old or (_NEW_ALONE if self.alone else _NEW)
        draft = Path(tempfile.mkdtemp(prefix="serge-")) / path.name
        store.save(draft, start)
        backup = None
        try:
            new = _edited(editor, draft, line)
            if new != start:
                new = self._until_valid(editor, draft, new)
                backup = editing.replace(path, old, new, self.write_options())
        except BaseException as error:
            if _is_untouched(draft, start) and not isinstance(error, _KEEPING):
                shutil.rmtree(draft.parent, ignore_errors=True)
            else:
                messages.say(f"your text is in {draft}")
            raise
        shutil.rmtree(draft.parent, ignore_errors=True)
        messages.say(f"changed {path}" if new != start else self._unchanged(old))
        if backup:
            messages.say(f"backup: {backup}")

    def _line(self, text: str, name: str) -> int:
        """Return the line of a record; raises UnknownWorkError, UsageError for a built-in work."""
        from sergecli.catalogue import blocks, store

        try:
            return blocks.line_of(text, name)
        except UnknownWorkError:
            if not self.alone and any(work.id == name for work in store.load()):
                raise built_in(name) from None
            raise

    def _unchanged(self, old: str) -> str:
        """Return the message that nothing was changed, with the first error if there is one."""
        from sergecli.catalogue import editing

        try:
            if old:
                editing.parsed(old, self.path(), alone=self.alone)
        except CatalogueError as error:
            first = CatalogueError(error.path, error.problems[:1])
            return f"Nothing was changed. The file still has errors (see serge check):\n{first}"
        return "Nothing was changed."

    def _until_valid(self, editor: list[str], draft: Path, new: str) -> str:
        """Reopen the editor until the text is valid; raises CatalogueError if the user stops."""
        from sergecli.catalogue import editing
        from sergecli.cli import prompts

        while True:
            try:
                editing.parsed(new, draft, alone=self.alone)
            except CatalogueError as error:
                if not prompts.can_ask():
                    raise
                messages.say(str(error))
                if not prompts.confirmed("Back to the editor? [Y/n] ", default=True):
                    raise
                new = _edited(editor, draft, error.problems[0].line)
            else:
                return new


def _is_untouched(draft: Path, start: str) -> bool:
    """Return whether the draft is unchanged and the editor left no other file beside it."""
    try:
        return list(draft.parent.iterdir()) == [draft] and draft.read_bytes() == start.encode()
    except OSError:
        return False


def _editor() -> list[str]:
    """Return the editor's command; raises UsageError if there is none."""
    from sergecli.cli import prompts

    given = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    windows = sys.platform == "win32"
    if not (given or windows or prompts.can_ask()):
        raise UsageError("There is no terminal to edit in; set $VISUAL or $EDITOR.")
    try:
        command = shlex.split(given or ("notepad" if windows else "vi"))
    except ValueError as error:
        raise UsageError(f"$VISUAL or $EDITOR: {error}") from None
    if not command:
        raise UsageError("$VISUAL or $EDITOR: is blank; name an editor")
    return command


def _edited(command: list[str], draft: Path, line: int) -> str:
    """Open the draft in the editor, wait, and return its text; raises UsageError."""
    from sergecli.catalogue import store

    at = [f"+{line}"] if line > 1 and Path(command[0]).stem in _AT_LINE else []
    try:
        with child.has_terminal():
            code = _wait_for([*command, *at, str(draft)])
    except OSError as error:
        raise UsageError(f"{command[0]}: cannot be run: {error.strerror}") from None
    if code < 0:
        raise _EditorKilledError(f"{command[0]}: was ended by signal {-code}")
    if code:
        raise UsageError(f"{command[0]}: failed with exit code {code}")
    return store.text(draft)


def _wait_for(command: list[str]) -> int:
    """Run an editor and return its exit code; a signal that ends serge is sent to it, too."""
    # The user chose this program; it runs without a shell. If serge ends, it isn't killed.
    editor = subprocess.Popen(command)  # noqa: S603
    try:
        return editor.wait()
    except _EndedError as ended:
        editor.send_signal(ended.number)
        with suppress(subprocess.TimeoutExpired):
            editor.wait(_PATIENCE)
        raise


@contextmanager
def _signals_raised() -> Iterator[None]:
    """Raise _EndedError on SIGTERM and SIGHUP, so that the draft is named before serge ends."""
    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    caught = [one for one in numbers if signal.getsignal(one) is signal.SIG_DFL]

    def end(number: int, _: object) -> NoReturn:
        for one in caught:
            signal.signal(one, signal.SIG_IGN)
        raise _EndedError(number)

    try:
        for number in caught:
            signal.signal(number, end)
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)
