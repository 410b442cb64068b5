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

    @property
    def unicode(self) -> bool:
        """Whether any letter and line can be drawn."""
        return is_unicode(self.encoding)


def facts(
    stream: TextIO | None, color: str = "auto", environ: Mapping[str, str] = os.environ
) -> Facts:
    """Judge a stream; `color` is auto, always or never.

    With "always" a person reads the answer, so even a pipe counts as a `terminal`,
    one without a height. COLUMNS and LINES set the size of a terminal only.
    NO_COLOR, CLICOLOR, CLICOLOR_FORCE and FORCE_COLOR decide the colour of a
    terminal, and whether it has links; they change neither its size nor a pipe.
    """
    terminal = is_terminal(stream)
    width, height = _size(stream, environ) if stream and terminal else (0, 0)
    if color == "always" and not terminal:
        terminal, width = True, _paper_width(environ)
    lit = colored(color, environ, terminal=terminal)
    links = terminal and lit and not (is_dumb(environ) or environ.get("TERM") in _LINKLESS)
    encoding = getattr(stream, "encoding", "") or "utf-8"
    return Facts(terminal, width, height, lit, links, encoding, is_accessible(environ))


def on_paper(facts: Facts, environ: Mapping[str, str] = os.environ) -> Facts:
    """Return what a text can show that is laid out, but has no colours, no links and no pages.

    It is as wide as the terminal, else as COLUMNS says, or 80.
    """
    width = facts.width or _paper_width(environ)
    return facts._replace(terminal=True, width=width, height=0, color=False, links=False)


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; a closed one is not."""
    return stream is not None and not stream.closed and stream.isatty()


def is_unicode(encoding: str) -> bool:
    """Tell whether an encoding has every letter."""
    return encoding.lower().startswith("utf")


def is_dumb(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the terminal can only print, line after line, or is to do only that."""
    return environ.get("TERM") in _DUMB or is_accessible(environ)


def is_accessible(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether plain labelled lines are wanted, for a screen reader (ACCESSIBLE=1)."""
    return environ.get("ACCESSIBLE", "") not in {"", "0"}


def _size(stream: TextIO, environ: Mapping[str, str]) -> tuple[int, int]:
    try:
        known = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        known = _USUAL
    width = _number(environ, "COLUMNS") or known.columns or _USUAL.columns
    height = _number(environ, "LINES") or known.lines or _USUAL.lines
    return max(width, _NARROWEST), height


def _paper_width(environ: Mapping[str, str]) -> int:
    return max(_number(environ, "COLUMNS") or _USUAL.columns, _NARROWEST)


def _number(environ: Mapping[str, str], name: str) -> int:
    raw = environ.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < len("1000000") else 0


def colored(color: str, environ: Mapping[str, str] = os.environ, *, terminal: bool) -> bool:
    """Decide about colour: as `color` says, always or never, else as the environment says.

    The environment does not count for a pipe: scripts set it for all they run.
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
    """Return a text as a terminal can show it, with near letters for those it lacks.

    "é" becomes "e"; a letter without a near one becomes "?". Only for a person: where a
    program reads, a "?" must show that something was lost.
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
