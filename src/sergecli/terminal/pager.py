"""Shows text longer than the screen in a pager, as git does."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from sergecli.terminal import capabilities, child, messages
from sergecli.terminal.capabilities import Facts

_LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
# Options for pagers, unless the user has set their own.
_SETTINGS = {"LESS": "FIRX", "LV": "-c"}
# Exit codes of a command that could not start; less exits with 2 on Ctrl-C.
_FAILED = frozenset({1, 126, 127})


def show(text: str, facts: Facts) -> None:
    """Print a text for a reader, through the pager if it is longer than the screen.

    Output without a height is not a screen. Leaving the pager early is not an error. If
    the pager can't be run, a message says so and the text is printed.
    """
    shown = capabilities.softened(text if facts.links else _LINK.sub("", text), facts.encoding)
    long = 0 < facts.height <= rows(shown, facts.width)
    asked = command() if long else []
    failed = _run(asked, shown, facts) if asked else ""
    if not asked or failed:
        messages.write(shown)
    if failed and named() is not None:
        messages.say(f"the pager ‘{' '.join(asked)}’ was not used: {failed}")


def named() -> str | None:
    """Return the pager set in the environment, which may be ""; None if none is set."""
    return os.environ.get("SERGE_PAGER", os.environ.get("PAGER"))


def command() -> list[str]:
    """Return the pager's command and its options; an empty list means no pager."""
    chosen = named()
    if capabilities.is_dumb():
        return []
    try:
        words = shlex.split("less" if chosen is None else chosen, posix=os.name != "nt")
    except ValueError:
        # An unclosed quotation mark: running the whole fails, which is reported.
        words = [chosen or ""]
    if words == ["cat"]:
        return []
    # Keep colours, whatever LESS says.
    return [*words, "-R"] if words and Path(words[0]).stem == "less" else words


def rows(text: str, width: int) -> int:
    """Count the lines that a text takes on a screen, where long lines wrap."""
    printed = _STYLE.sub("", _LINK.sub("", text)).splitlines()
    return sum(max(1, -(-len(line) // width)) for line in printed)


def _run(words: list[str], text: str, facts: Facts) -> str:
    """Show the text in the pager and wait; return what went wrong, or ""."""
    charset = {"LESSCHARSET": "utf-8"} if capabilities.is_unicode(facts.encoding) else {}
    try:
        pager = subprocess.Popen(  # noqa: S603 - the user's choice, without a shell
            words, stdin=subprocess.PIPE, env={**_SETTINGS, **charset, **os.environ}
        )
    except OSError as error:
        return error.strerror or str(error)
    with child.has_terminal(), pager:
        pager.communicate(text.encode(facts.encoding, sys.stdout.errors or "replace"))
    return f"it ended with {pager.returncode}" if pager.returncode in _FAILED else ""
