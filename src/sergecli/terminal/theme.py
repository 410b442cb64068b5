"""The styles, and the console to draw on.

All styles are readable on light and dark backgrounds, and no meaning depends on colour alone.
"""

import re
from io import StringIO

from rich.box import Box
from rich.console import Console
from rich.style import Style
from rich.text import Text

from sergecli.terminal.capabilities import Facts
from sergecli.text.sanitize import percent_encoded, safe

HEADER = "bold"
DATE = "bold"
KIND = "dim"
CONTAINER = "italic"
ASIDE = "dim"
LABEL = "bold"
# Matches of a search, ids, and marks such as [about].
MATCH = "bold red"
ID = MARK = "magenta"

# A rule below the header and nothing else.
_RULE = "    \n    \n ── \n    \n    \n    \n    \n    \n"
RULE = Box(_RULE)
RULE_ASCII = Box(_RULE.replace("─", "-"), ascii=True)

# The codes of styles and links.
_CODE = re.compile(r"(\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\)")


class _Sheet(StringIO):
    """A buffer for what is drawn, with the encoding of the terminal, which Rich asks for."""

    encoding = "utf-8"


class Screen(Console):
    """A console that draws to a buffer, using only what the terminal can show.

    If it is `accessible`, everything is drawn as labelled lines, for a screen reader.
    """

    def __init__(self, facts: Facts) -> None:
        self._sheet = _Sheet()
        self._sheet.encoding = facts.encoding
        super().__init__(
            file=self._sheet,
            force_terminal=facts.terminal,
            force_jupyter=False,
            legacy_windows=False,
            color_system="standard" if facts.color else None,
            no_color=not facts.color,
            width=facts.width,
            height=facts.height,
            highlight=False,
            markup=False,
            emoji=False,
        )
        self.accessible = facts.accessible

    @classmethod
    def of_text(cls, width: int) -> "Screen":
        """Return a screen for plain text of this width."""
        return cls(
            Facts(terminal=True, width=width, height=0, color=False, links=False, encoding="utf-8")
        )

    def text(self) -> str:
        """Return what has been drawn, without the blanks at the ends of lines."""
        return "".join(f"{_stripped(line)}\n" for line in self._sheet.getvalue().splitlines())


def _stripped(line: str) -> str:
    """Return a line without the blanks at its end, between which there may be codes."""
    parts = _CODE.split(line)
    for place in range(len(parts) - 1, -1, -2):
        parts[place] = parts[place].rstrip(" ")
        if parts[place]:
            break
    return "".join(parts)


def text(raw: str, style: str | Style = "") -> Text:
    """Return styled text without control characters."""
    return Text(safe(raw), style)


def linked(raw: str, url: str, style: str = "") -> Text:
    """Return styled text that links to an address, if there is one (OSC 8)."""
    base = Style.parse(style)
    return text(raw, base + Style(link=percent_encoded(url, ascii_only=True)) if url else base)
