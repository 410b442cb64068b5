import shutil
import signal
import tempfile
from pathlib import Path

from sergecli.cli import completion, editor
from sergecli.cli.declare import argument, options
from sergecli.cli.options import Command, Own, built_in
from sergecli.errors import CatalogueError, UnknownWorkError
from sergecli.terminal import messages

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
            with editor.signals_raised():
                self._run()
        except editor.EndedError as ended:
            # Outside of the block, so that a signal in its last moment is caught as well.
            signal.signal(ended.number, signal.SIG_DFL)
            signal.raise_signal(ended.number)
            raise

    def _run(self) -> None:
        from sergecli.catalogue import editing, store

        path = self.path()
        command = editor.command()
        old = store.text(path) if path.exists() else ""
        line = self._line(old, self.name) if self.name else 1
        start = old or (_NEW_ALONE if self.alone else _NEW)
        draft = Path(tempfile.mkdtemp(prefix="serge-")) / path.name
        store.save(draft, start)
        backup = None
        try:
            new = editor.edited(command, draft, line)
            if new != start:
                new = self._until_valid(command, draft, new)
                backup = editing.replace(path, old, new, self.write_options())
        except BaseException as error:
            if _is_untouched(draft, start) and not isinstance(error, editor.KEEPING):
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

    def _until_valid(self, command: list[str], draft: Path, new: str) -> str:
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
                new = editor.edited(command, draft, error.problems[0].line)
            else:
                return new


def _is_untouched(draft: Path, start: str) -> bool:
    """Return whether the draft is unchanged and the editor left no other file beside it."""
    try:
        return list(draft.parent.iterdir()) == [draft] and draft.read_bytes() == start.encode()
    except OSError:
        return False
