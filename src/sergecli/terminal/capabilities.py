"""What standard output and standard error can show, determined separately for each."""

import codecs
import os
from typing import NamedTuple, TextIO

# Terminals that only print, and one that cannot hide the codes of a hyperlink.
_DUMB = frozenset({"dumb", "unknown"})
_LINKLESS = frozenset({"linux"})
_USUAL = os.terminal_size((80, 24))
_NARROWEST = 20
# Variables by which a Windows console shows that it supports colours.
_WINDOWS = ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM_PROGRAM", "TERM")


class Facts(NamedTuple):
    """What a stream can show.

    A `terminal` gets a layout for a reader, anything else whole lines for a
    program. `width` and `height` are in cells, 0 for no limit; `links` are hyperlinks
    (OSC 8); `accessible` asks for plain labelled lines, for a screen reader.
    """

    terminal: bool
    width: int
    height: int
    color: bool
    links: bool
    encoding: str
    accessible: bool = False


def facts(stream: TextIO, color: str = "auto") -> Facts:
    """Return what a stream can show; `color` is auto, always or never.

    With "always" the output is for a person, so even a pipe counts as a `terminal`
    (without a height). COLUMNS and LINES set the size of a terminal only.
    NO_COLOR, CLICOLOR, CLICOLOR_FORCE and FORCE_COLOR decide the colour of a
    terminal, and whether it has links; they change neither its size nor a pipe.
    """
    terminal = is_terminal(stream)
    width, height = _size(stream) if terminal else (0, 0)
    if color == "always" and not terminal:
        terminal, width = True, _paper_width()
    lit = colored(color, terminal=terminal)
    links = terminal and lit and not (is_dumb() or os.environ.get("TERM") in _LINKLESS)
    encoding = getattr(stream, "encoding", "") or "utf-8"
    return Facts(terminal, width, height, lit, links, encoding, is_accessible())


def on_paper(facts: Facts) -> Facts:
    """Return the facts for a layout in plain text, without colours, links or pager.

    It is as wide as the terminal, or else as COLUMNS says, or 80.
    """
    width = facts.width or _paper_width()
    return facts._replace(terminal=True, width=width, height=0, color=False, links=False)


def is_terminal(stream: TextIO) -> bool:
    """Return whether a stream is a terminal; a closed one is not."""
    return not stream.closed and stream.isatty()


def is_unicode(encoding: str) -> bool:
    """Return whether an encoding has every letter."""
    return encoding.lower().startswith("utf")


def is_dumb() -> bool:
    """Return whether the terminal can, or should, only print line after line."""
    return os.environ.get("TERM") in _DUMB or is_accessible()


def is_accessible() -> bool:
    """Return whether to print plain labelled lines, for a screen reader (ACCESSIBLE=1)."""
    return os.environ.get("ACCESSIBLE", "") not in {"", "0"}


def _size(stream: TextIO) -> tuple[int, int]:
    try:
        known = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        known = _USUAL
    width = _number("COLUMNS") or known.columns or _USUAL.columns
    height = _number("LINES") or known.lines or _USUAL.lines
    return max(width, _NARROWEST), height


def _paper_width() -> int:
    return max(_number("COLUMNS") or _USUAL.columns, _NARROWEST)


def _number(name: str) -> int:
    raw = os.environ.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < len("1000000") else 0


def colored(color: str, *, terminal: bool) -> bool:
    """Return whether to use colour: by `color` if always or never, else by the environment.

    The environment is ignored for a pipe, since scripts set it for every program they run.
    """
    if color in {"always", "never"}:
        return color == "always"
    if not terminal or os.environ.get("NO_COLOR"):
        return False
    if any(
        os.environ.get(name, "0") not in {"", "0"} for name in ("CLICOLOR_FORCE", "FORCE_COLOR")
    ):
        return True
    able = os.name != "nt" or any(name in os.environ for name in _WINDOWS)
    return able and not is_dumb() and os.environ.get("CLICOLOR") != "0"


# --- a terminal without Unicode ----------------------------------------------

_NEAR = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "‑": "-",
        "…": "...",
        "·": "-",
        "•": "*",
        "×": "x",
        "→": "->",
        "↗": "+",
    }
    | dict.fromkeys("‘’‚′", "'")
    | dict.fromkeys("“”„″", '"')
    | {"«": '"', "»": '"', "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o"}
    | {"Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "\u00a0": " ", "\u202f": " "}
)


def softened(text: str, encoding: str) -> str:
    """Return a text as a terminal can show it, replacing letters missing from its encoding.

    "é" becomes "e"; a letter without a similar one becomes "?". Not for output that programs
    read, where "?" must show every loss.
    """
    if is_unicode(encoding):
        return text
    codecs.register_error("serge.near", _nearest)
    return text.encode(encoding, "serge.near").decode(encoding)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from unicodedata import combining, normalize  # noqa: PLC0415 - rarely needed

    lost = error.object[error.start : error.end].translate(_NEAR)
    bare = "".join(one for one in normalize("NFKD", lost) if not combining(one))
    return "".join(one if one.isascii() else "?" for one in bare), error.end
