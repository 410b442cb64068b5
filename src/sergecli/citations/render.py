"""Markup written in an output format: plain text, Markdown, HTML, LaTeX."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from sergecli.citations.markup import Markup, Span


class _Reader(NamedTuple):
    """How an output format writes texts, emphasis and links."""

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
        depth += 1
    else:
        left, right = reader.emphasis if span.kind == "italic" else ("", "")
    inside = _render(span.inside, reader, depth)
    if span.kind != "italic":
        return left + inside + right
    # Markdown takes an asterisk before a space, or between a letter and a full stop, for a letter.
    letters = inside.strip().lstrip(_BEFORE_EMPHASIS)
    return inside.replace(letters, f"{left}{letters}{right}", 1) if letters else inside


def text(markup: Markup) -> str:
    """Read as plain text; quotation marks alternate “ ” and ‘ ’."""
    if len(markup) == 1 and isinstance(markup[0], str):
        return markup[0]
    return _render(markup, _TEXT)


_TEXT = _Reader(str, ("", ""), str)


# --- Markdown ---

# Patterns are compiled at their first use: citing as plain text, as most do, needs none of these.
_MARKDOWN_MARKS = (
    r"""[\\`*_\[\]>$~^@#|"'{}]|-(?=-)|(?<=-)-|\.(?=\.\.)"""
    # What GitHub takes for an address or a little picture.
    r"|:(?=//|[\w+-]+:)|(?<=[^\W\d]):(?=\S)|(?<=[Ww]{3})\."
)
# Marks that a style puts right behind a word.
_BEFORE_EMPHASIS = ".,; \t"
# These no backslash keeps from being read as HTML in every dialect.
_MARKDOWN_HTML = r"<|&(?=#?\w+;)"
# What would make a paragraph a list, a quotation, a heading or a line.
_MARKDOWN_START = r"(?P<number>\(?\w{1,9})(?P<mark>[.)])(?=\s|$)|(?P<sign>[-+:%=])"


def escape_markdown(raw: str) -> str:
    """Make a text that Markdown shows as it is, within a paragraph."""
    marked = re.sub(_MARKDOWN_MARKS, r"\\\g<0>", raw)
    return re.sub(_MARKDOWN_HTML, lambda mark: "&lt;" if mark[0] == "<" else "&amp;", marked)


def markdown(markup: Markup) -> str:
    """Read as a paragraph of Markdown (CommonMark, and pandoc's)."""
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
    """Make a text that HTML shows as it is, in attributes too."""
    return raw.translate(_HTML_TABLE)


def html(markup: Markup) -> str:
    """Read as HTML phrasing content."""
    return _render(markup, _HTML)


def _anchor(address: str) -> str:
    escaped = escape_html(address)
    return f'<a href="{escaped}">{escaped}</a>'


_HTML = _Reader(escape_html, ("<em>", "</em>"), _anchor)


def html_list(entries: Iterable[tuple[str, Markup, str]], label: str, language: str) -> str:
    """Make an HTML fragment of a bibliography: a list with a name and a language.

    `entries` have an id, the entry, and an annotation or "". The classes are those that
    citation processors use; `role` keeps the list a list for screen readers
    where a style sheet takes its bullets away.
    """
    attributes = (
        'class="csl-bib-body" role="list" '
        f'aria-label="{escape_html(label)}" lang="{escape_html(language)}"'
    )
    items = "".join(
        f'  <li class="csl-entry" id="ref-{escape_html(name)}">{html(entry)}{_annotation(note)}'
        "</li>\n"
        for name, entry, note in entries
    )
    return f"<ul {attributes}>\n{items}</ul>\n"


def _annotation(note: str) -> str:
    return f'<div class="csl-annote">{escape_html(note)}</div>' if note else ""


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
# Between two of these TeX would see one longer mark.
_LIGATURES = "(?<=-)(?=-)|(?<=,)(?=,)"


def escape_latex(raw: str) -> str:
    """Make a text that LaTeX sets as it is (UTF-8, as it is since 2018)."""
    return re.sub(_LIGATURES, "{}", raw.translate(_LATEX_TABLE))


def latex(markup: Markup) -> str:
    """Read as LaTeX, without the help of any package."""
    return _render(markup, _LATEX)


_LATEX = _Reader(escape_latex, (r"\emph{", "}"), escape_latex)
