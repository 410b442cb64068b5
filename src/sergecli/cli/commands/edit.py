"""The command edit: the reader's own editor, on a copy."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from sergecli.cli import completion
from sergecli.cli.options import Own, with_options
from sergecli.errors import CatalogueError, UsageError

_NEW = """\
# My own catalogue, beside the one that comes with serge. A record looks like this:
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
# Editors that begin at a line when told so by +N before the file.
_AT_LINE = frozenset(
    {"vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient", "ne"}
    | {"joe", "jed", "mg", "micro", "kak", "ed", "ex"}
)


@with_options
def edit(
    own: Own,
    *,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="Begin there.", autocompletion=completion.ids),
    ] = None,
) -> None:
    """Edit your own catalogue; only what is valid takes its place.

    Example: EDITOR=nano serge edit
    Example: EDITOR='code --wait' serge edit a-letter
    """
    from sergecli.catalogue import blocks, editing, store
    from sergecli.terminal import lines

    path = own.path()
    command = _editor()
    old = store.text(path) if path.exists() else ""
    line = blocks.line_of(old, name) if name else 1
    start = old or (_NEW_ALONE if own.alone else _NEW)
    draft = Path(tempfile.mkdtemp(prefix="serge-")) / path.name
    store.save(draft, start)
    kept = None
    try:
        new = _edited(command, draft, line)
        if new != start:
            new = _until_valid(command, draft, new, own)
            kept = editing.replace(path, old, new, own.manner(backed_up=True))
    except BaseException:
        if not draft.exists() or _is_untouched(draft, start):
            shutil.rmtree(draft.parent, ignore_errors=True)
        else:
            lines.say(f"{path} is as it was; your text is kept in {draft}")
        raise
    shutil.rmtree(draft.parent, ignore_errors=True)
    lines.say(f"changed {path}" if new != start else _unchanged(old, own))
    if kept:
        lines.say(f"the file as it was: {kept}")


def _is_untouched(draft: Path, start: str) -> bool:
    """Tell whether the draft is as it was; an editor that was killed may have left its own copy."""
    try:
        return list(draft.parent.iterdir()) == [draft] and draft.read_bytes() == start.encode()
    except OSError:
        return False


def _unchanged(old: str, own: Own) -> str:
    """Say that nothing was changed, and whether the file is still faulty."""
    from sergecli.catalogue import editing

    try:
        if old:
            editing.check(old, own.path(), alone=own.alone)
    except CatalogueError as error:
        first = CatalogueError(error.path, error.problems[:1])
        return f"nothing was changed; the file is still faulty, serge check tells all:\n{first}"
    return "nothing was changed"


def _editor() -> list[str]:
    """Give the editor's command; raises UsageError where it can't be told."""
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    windows = sys.platform == "win32"
    if not (given or windows or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise UsageError("there is no terminal to edit in; name an editor in $VISUAL or $EDITOR")
    try:
        command = shlex.split(given or ("notepad" if windows else "vi"))
    except ValueError as error:
        raise UsageError(f"$VISUAL or $EDITOR cannot be read: {error}") from None
    if not command:
        raise UsageError("$VISUAL or $EDITOR names no editor")
    return command


def _edited(command: list[str], draft: Path, line: int) -> str:
    """Open the draft in the editor, wait, and give its text; raises UsageError where that fails."""
    from sergecli.catalogue import store

    at = [f"+{line}"] if line > 1 and Path(command[0]).stem in _AT_LINE else []
    try:
        # The reader's own editor, and no shell between: that is what was asked for.
        done = subprocess.run([*command, *at, str(draft)], check=False)  # noqa: S603
    except OSError as error:
        raise UsageError(f"the editor {command[0]} cannot be run: {error.strerror}") from None
    if done.returncode:
        raise UsageError(f"the editor ended with {done.returncode}")
    return store.text(draft)


def _until_valid(command: list[str], draft: Path, new: str, own: Own) -> str:
    """Go back to the editor as long as there are faults and the reader wants to."""
    from sergecli.catalogue import editing

    while True:
        try:
            editing.check(new, draft, alone=own.alone)
        except CatalogueError as error:
            if not _wants_to_go_back(error):
                raise
            new = _edited(command, draft, error.problems[0].line)
        else:
            return new


def _wants_to_go_back(error: CatalogueError) -> bool:
    """Say what is wrong, and ask at a terminal; anywhere else nobody could answer."""
    from sergecli.terminal import lines

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    lines.say(str(error))
    try:
        return lines.ask("Back to the editor? [Y/n] ").strip().lower() not in {"n", "no"}
    except EOFError:
        return False
