"""Markup written in an output format: plain text, Markdown, HTML, LaTeX."""

import re
from collections.abc import Callable
from typing import NamedTuple

from sergecli.citations.markup import Markup, Span


class _Reader(NamedTuple):
    """How an output format writes text, emphasis and links."""

    escape: Callable[[str], str]
    emphasis: tuple[str, str]
    link: Callable[[str], str]


def _render(markup: Markup, reader: _Reader, depth: int = 0) -> str:
    return "".join(
        reader.escape(piece) if isinstance(piece, str) else _span(piece, reader, depth)
        for piece in markup
    )


def _span(span: Span, reader: _Reader, depth: int) -> str:
    if span.kind == "link":
        return reader.link(text(span.inside))
    if span.kind == "quoted":
        left, right = ("“", "”") if depth % 2 == 0 else ("‘", "’")
        return left + _render(span.inside, reader, depth + 1) + right
    left, right = reader.emphasis
    inside = _render(span.inside, reader, depth)
    # In Markdown an asterisk before a space, or between a letter and a full stop, is literal.
    letters = inside.strip().lstrip(_BEFORE_EMPHASIS)
    return inside.replace(letters, f"{left}{letters}{right}", 1) if letters else inside


def text(markup: Markup) -> str:
    """Return plain text; quotation marks alternate between “ ” and ‘ ’."""
    if len(markup) == 1 and isinstance(markup[0], str):
        return markup[0]
    return _render(markup, _TEXT)


_TEXT = _Reader(str, ("", ""), str)


# --- Markdown ---

# Patterns are compiled when first used, since plain text, the usual output, needs none.
_MARKDOWN_MARKS = (
    r"""[\\`*_\[\]>$~^@#|"'{}]|-(?=-)|(?<=-)-|\.(?=\.\.)"""
    # What GitHub takes for an address or an emoji.
    r"|:(?=//|[\w+-]+:)|(?<=[^\W\d]):(?=\S)|(?<=[Ww]{3})\."
)
# Marks that a style puts directly after a word.
_BEFORE_EMPHASIS = ".,; \t"
# In some dialects a backslash does not keep these from being read as HTML.
_MARKDOWN_HTML = r"<|&(?=#?\w+;)"
# What would turn a paragraph into a list, a quotation, a heading or a rule.
_MARKDOWN_START = r"(?P<number>\(?\w{1,9})(?P<mark>[.)])(?=\s|$)|(?P<sign>[-+:%=])"


def escape_markdown(raw: str) -> str:
    """Escape a text so that Markdown shows it unchanged within a paragraph."""
    marked = re.sub(_MARKDOWN_MARKS, r"\\\g<0>", raw)
    return re.sub(_MARKDOWN_HTML, lambda mark: "&lt;" if mark[0] == "<" else "&amp;", marked)


def markdown(markup: Markup) -> str:
    """Return a paragraph of Markdown (CommonMark, and pandoc's)."""
    written = _render(markup, _MARKDOWN)
    start = re.match(_MARKDOWN_START, written)
    if not start:
        return written
    at = start.start("sign") if start["sign"] else start.start("mark")
    return f"{written[:at]}\\{written[at:]}"


_MARKDOWN = _Reader(escape_markdown, ("*", "*"), "<{}>".format)


# --- HTML ---

_HTML_TABLE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escape_html(raw: str) -> str:
    """Escape a text so that HTML shows it unchanged, in attributes too."""
    return raw.translate(_HTML_TABLE)


def html(markup: Markup) -> str:
    """Return HTML phrasing content."""
    return _render(markup, _HTML)


def _anchor(address: str) -> str:
    escaped = escape_html(address)
    return f'<a href="{escaped}">{escaped}</a>'


_HTML = _Reader(escape_html, ("<em>", "</em>"), _anchor)


# --- LaTeX ---

_LATEX_TABLE = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "`": r"\textasciigrave{}",
        "'": r"\textquotesingle{}",
        '"': r"\textquotedbl{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{mark: "\\" + mark for mark in "{}$&#%_"},
    }
)
# TeX would read two of these as one longer mark.
_LIGATURES = "(?<=-)(?=-)|(?<=,)(?=,)"


def escape_latex(raw: str) -> str:
    """Escape a text so that LaTeX sets it unchanged (in UTF-8, the default since 2018)."""
    return re.sub(_LIGATURES, "{}", raw.translate(_LATEX_TABLE))


def latex(markup: Markup) -> str:
    """Return LaTeX that needs no packages."""
    return _render(markup, _LATEX)


_LATEX = _Reader(escape_latex, (r"\emph{", "}"), escape_latex)
