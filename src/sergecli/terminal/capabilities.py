"""What standard output and standard error can show, each judged by itself."""

import codecs
import os
from collections.abc import Mapping
from typing import NamedTuple, TextIO

# Terminals that only print, and one that would show a hyperlink's address.
_DUMB = frozenset({"dumb", "unknown"})
_LINKLESS = frozenset({"linux"})
_USUAL = os.terminal_size((80, 24))
_NARROWEST = 20
# Of these a Windows console tells that it understands colours.
_WINDOWS = ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM_PROGRAM", "TERM")


class Facts(NamedTuple):
    """What a stream can show.

    A `terminal` gets a layout for a reader, anything else whole lines for a
    program. `width` and `height`, in cells, are 0 where nothing is to be
    fitted, and there is no end to a height of 0; `links` are hyperlinks (OSC 8).
    """

    terminal: bool
    width: int
    height: int
    color: bool
    links: bool
    encoding: str

    @property
    def unicode(self) -> bool:
        """Whether any letter and line can be drawn."""
        return is_unicode(self.encoding)


def facts(
    stream: TextIO | None, color: str = "auto", environ: Mapping[str, str] = os.environ
) -> Facts:
    """Judge a stream; `color` is auto, always or never.

    Whoever asks for colour always means to read, so anything is a `terminal`
    then, even a pipe; but that has no height. COLUMNS and LINES count on such a
    terminal only. NO_COLOR, CLICOLOR and, as the opposite, CLICOLOR_FORCE and
    FORCE_COLOR decide about the colour of a terminal, and links go with it;
    about its size they decide nothing, and nothing about a pipe.
    """
    terminal = is_terminal(stream)
    width, height = _size(stream, environ) if stream and terminal else (0, 0)
    if color == "always" and not terminal:
        terminal, width = True, max(_number(environ, "COLUMNS") or _USUAL.columns, _NARROWEST)
    lit = colored(color, environ, terminal=terminal)
    links = terminal and lit and environ.get("TERM") not in _DUMB | _LINKLESS
    encoding = getattr(stream, "encoding", "") or "utf-8"
    return Facts(terminal, width, height, lit, links, encoding)


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether somebody sits at the other end; a closed stream has none."""
    return stream is not None and not stream.closed and stream.isatty()


def is_unicode(encoding: str) -> bool:
    """Tell whether an encoding has every letter."""
    return encoding.lower().startswith("utf")


def is_dumb(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the terminal can only print, line after line."""
    return environ.get("TERM") in _DUMB


def _size(stream: TextIO, environ: Mapping[str, str]) -> tuple[int, int]:
    try:
        known = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        known = _USUAL
    width = _number(environ, "COLUMNS") or known.columns or _USUAL.columns
    height = _number(environ, "LINES") or known.lines or _USUAL.lines
    return max(width, _NARROWEST), height


def _number(environ: Mapping[str, str], name: str) -> int:
    raw = environ.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < len("1000000") else 0


def colored(color: str, environ: Mapping[str, str] = os.environ, *, terminal: bool) -> bool:
    """Decide about colour: as `color` says, always or never; else as the environment does.

    But that says nothing of what is no terminal: scripts set it for all they run.
    """
    if color in {"always", "never"}:
        return color == "always"
    if not terminal or environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in {"", "0"} for name in ("CLICOLOR_FORCE", "FORCE_COLOR")):
        return True
    able = os.name != "nt" or any(name in environ for name in _WINDOWS)
    return able and not is_dumb(environ) and environ.get("CLICOLOR") != "0"


# --- a terminal without Unicode ----------------------------------------------

_NEAR = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‑": "-", "…": "...", "·": "-", "•": "*", "×": "x", "→": "->"}
    | dict.fromkeys("‘’‚′", "'")
    | dict.fromkeys("“”„″", '"')
    | {"«": '"', "»": '"', "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o"}
    | {"Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "\u00a0": " ", "\u202f": " "}
)


def softened(text: str, encoding: str) -> str:
    """Give a text as a terminal can show it, a letter it has not as a near one: "é" as "e".

    What has none is "?". Only for a reader: where a program reads, a "?" must
    tell that something is lost.
    """
    if is_unicode(encoding):
        return text
    codecs.register_error("serge.near", _nearest)
    return text.encode(encoding, "serge.near").decode(encoding)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from unicodedata import combining, normalize  # noqa: PLC0415 - hardly any terminal needs it

    lost = error.object[error.start : error.end].translate(_NEAR)
    bare = "".join(one for one in normalize("NFKD", lost) if not combining(one))
    return "".join(one if one.isascii() else "?" for one in bare), error.end
