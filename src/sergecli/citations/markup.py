"""Text with emphasis and quotation marks, independent of any output format.

A `Markup` is a tuple of strings and `Span`s, none of them empty. The functions that put pieces
together follow the Citation Style Language (CSL 1.0.2): delimiters and affixes
never double a punctuation mark, quotation marks inside quotation marks change
their kind, and English titles can be set in headline-style capitals.
`text`, `markdown`, `html` and `latex` are the readers at the end.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sergecli.text.sanitize import is_web_address

# Quotation marks may be nested this deep; deeper ones are taken as letters.
_DEEPEST = 8
# So many may stay open before all others are taken as letters, too: each costs
# a look at the whole text.
_MOST_UNCLOSED = 32
# A text of more letters is not looked at for quotations: it is no title.
_LONGEST = 20_000
_QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'"}
_SPECIAL = frozenset("<>'\"’“”‘")
_SPACES = re.compile(r"[ \t\r\n]+")
_ALNUM = re.compile(r"[^\W_]+")
_PLAIN = re.compile("(?:[^\\w<>'\"’“”‘]|_)+")
# French puts a thin space, which does not break, before and after these.
_FRENCH = re.compile(" (?=[;?!»])|(?<=«) ")


class Span(NamedTuple):
    """A run that is `italic`, `quoted`, a `link`, or kept from changes of case (`verbatim`)."""

    kind: str
    inside: "Markup"


Markup = tuple[str | Span, ...]


# --- from text ---------------------------------------------------------------


def parse(text: str) -> Markup:
    """Find the quotations in a text; other characters stand for themselves.

    Straight quotation marks and apostrophes become typographic ones. A text that is
    too long to be a title has none.
    """
    text = _FRENCH.sub("\u202f", _SPACES.sub(" ", text))
    if _SPECIAL.isdisjoint(text) or len(text) > _LONGEST:
        return (text,) if text else ()
    return merged(_Parser(text).until("", 0, 0)[0])


class _Parser:
    """Recursive descent over one text; remembers quotes that never close."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.unclosed: set[int] = set()

    def until(self, close: str, at: int, depth: int) -> tuple[Markup, int]:
        """Read up to `close` (or the end, if ""); the index is -1 if it never comes."""
        found: list[str | Span] = []
        while at < len(self.text):
            if close and self.text.startswith(close, at):
                return tuple(found), at + 1
            piece, at = self._piece(at, depth)
            found.append(piece)
        return tuple(found), -1 if close else at

    def _piece(self, at: int, depth: int) -> tuple[str | Span, int]:
        if match := _ALNUM.match(self.text, at):
            end = match.end()
            if self.text[end : end + 1] in {"'", "’"}:
                after = _ALNUM.match(self.text, end + 1)
                if after:
                    return f"{match[0]}’{after[0]}", after.end()
            return match[0], end
        if match := _PLAIN.match(self.text, at):
            return match[0], match.end()
        return self._quoted(at, depth) or self._symbol(at)

    def _quoted(self, at: int, depth: int) -> tuple[Span, int] | None:
        close = _QUOTES.get(self.text[at])
        following = self.text[at + 1 : at + 2]
        if close is None or following in {"", " ", close} or depth > _DEEPEST:
            return None
        if at in self.unclosed or len(self.unclosed) > _MOST_UNCLOSED:
            return None
        inside, end = self.until(close, at + 1, depth + 1)
        if end < 0:
            self.unclosed.add(at)
            return None
        return Span("quoted", merged(inside)), end

    def _symbol(self, at: int) -> tuple[str, int]:
        char = self.text[at]
        return ("’" if char == "'" else char), at + 1


def merged(markup: Iterable[str | Span]) -> Markup:
    """Join neighbouring strings."""
    merged: list[str | Span] = []
    for piece in markup:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        elif piece:
            merged.append(piece)
    return tuple(merged)


# --- building ----------------------------------------------------------------


def italic(markup: Markup) -> Markup:
    """Set in italics (nothing stays nothing)."""
    return (Span("italic", markup),) if markup else ()


def quoted(markup: Markup) -> Markup:
    """Put in quotation marks."""
    return (Span("quoted", markup),) if markup else ()


def link(address: str) -> Markup:
    """Give a web address; anything else that stands for one is only text."""
    if is_web_address(address):
        return (Span("link", (address,)),)
    return (address,) if address else ()


def group(delimiter: str, *parts: Markup) -> Markup:
    """Join the parts that are not empty (CSL 1.0.2, "Group" and "Delimiter").

    No delimiter comes before a part that begins with a comma, semicolon or
    full stop.
    """
    built: list[str | Span] = []
    for part in parts:
        if part:
            if built and delimiter and _edge(part, 0) not in ",;.":
                _add(built, (delimiter,))
            _add(built, part)
    return tuple(built)


def affix(prefix: str, markup: Markup, suffix: str = "") -> Markup:
    """Put text before and after, unless there is nothing."""
    if not markup:
        return ()
    built: list[str | Span] = [prefix] if prefix else []
    _add(built, markup)
    if suffix:
        _add(built, (suffix,))
    return tuple(built)


# What becomes of the end of one piece and the beginning of the next, where
# both are punctuation: 1 keeps the first mark, 2 the second.
_COLLISIONS = {
    "!.": 1, "!:": 1, "?.": 1, "?:": 1, ":!": 2, ":?": 2, ":.": 1, ";!": 2,
    ";?": 2, ";:": 1, ";.": 1, "!!": 1, "??": 1, "..": 1, "::": 1, ";;": 1,
    ",,": 1, "  ": 2, " ,": 2, " .": 2,
}  # fmt: skip
_SECOND = frozenset(marks[1] for marks in _COLLISIONS)


def _add(built: list[str | Span], part: Markup) -> None:
    """Put a part behind what is built; of two marks that meet there one may go."""
    if built and (after := _edge(part, 0)) in _SECOND:
        end = _edge(built, -1)
        keep = _COLLISIONS.get(end + after)
        if keep == 1:
            part = _trim(part, after, first=True)
        elif keep == 2:  # noqa: PLR2004 - the second mark
            built[:] = _trim(built, end, first=False)
    if built and part and isinstance(built[-1], str) and isinstance(part[0], str):
        built[-1] += part[0]
        part = part[1:]
    built.extend(part)


def _edge(markup: Sequence[str | Span], at: int) -> str:
    """Give the first (0) or last (-1) letter; quotation marks are none."""
    piece = markup[at]
    while isinstance(piece, Span):
        piece = piece.inside[at]
    return piece[at]


def _trim(markup: Sequence[str | Span], char: str, *, first: bool) -> Markup:
    """Drop every `char` from the first or the last letters."""
    pieces = list(markup)
    while pieces:
        at = 0 if first else -1
        piece = pieces[at]
        if isinstance(piece, Span):
            inside = _trim(piece.inside, char, first=first)
            pieces[at] = Span(piece.kind, inside)
            if inside:
                break
        else:
            pieces[at] = piece.lstrip(char) if first else piece.rstrip(char)
            if pieces[at]:
                break
        del pieces[at]
    return tuple(pieces)


def american(markup: Markup) -> Markup:
    """Move a full stop or comma after a quotation into it, as in English (US)."""
    if len(markup) == 1 and isinstance(markup[0], str):
        return markup
    pieces: list[str | Span] = []
    for piece in markup:
        if isinstance(piece, Span):
            pieces.append(Span(piece.kind, american(piece.inside)))
            continue
        last = pieces[-1] if pieces else ""
        moved = piece[0] in ".," and piece[1:2] != "."
        if moved and isinstance(last, Span) and last.kind == "quoted":
            pieces[-1] = _with_mark(last, piece[0])
            piece = piece[1:]  # noqa: PLW2901 - what is left of it
        if piece:
            pieces.append(piece)
    return tuple(pieces)


def _with_mark(quotation: Span, mark: str) -> Span:
    """Put a mark at a quotation's end, unless there is one."""
    if text(quotation.inside).rstrip("”’\"' ").endswith((".", ",", ";", ":", "!", "?")):
        return quotation
    return Span("quoted", merged((*quotation.inside, mark)))


# --- capitals ----------------------------------------------------------------

_STOP_WORDS = frozenset(
    {
        "a", "about", "an", "and", "as", "at", "but", "by", "d", "de", "down", "for", "from",
        "in", "into", "l", "nor", "of", "on", "onto", "or", "over", "so", "the", "till", "to",
        "up", "van", "via", "von", "with", "yet",
    }
)  # fmt: skip
_WORD = re.compile(r"([^\W_]+)")
_BETWEEN = re.compile(r"\s+|.", re.DOTALL)
_HYPHENS = frozenset("-/–—")


def headline(markup: Markup, *, last: bool = True) -> Markup:
    """Capitalize an English title (CSL 1.0.2, "Title Case Conversion").

    With `last`, the last word has a capital, too, if nothing but marks follows.
    """
    tail = markup[-1] if last and markup else ""
    at = tail.rfind(" ") + 1 if isinstance(tail, str) else 0
    alone = len(markup) == 1 and not at
    if not isinstance(tail, str) or not tail or alone or _HYPHENS.intersection(tail[at:]):
        return _Headline().walk(markup)
    words = _Headline()
    head = words.walk((*markup[:-1], tail[:at]))
    words.reach_last_word()
    return merged((*head, *words.walk((tail[at:],))))


class _Headline:
    """A pass over a markup that knows what stands before each word."""

    def __init__(self) -> None:
        self.state = "start"

    def reach_last_word(self) -> None:
        """Say that only one word follows."""
        if self.state in {"start", "sentence", "word end"}:
            self.state = "last word"

    def walk(self, markup: Markup) -> Markup:
        """Capitalize in order."""
        return tuple(map(self._visit, markup))

    def _visit(self, piece: str | Span) -> str | Span:
        if isinstance(piece, Span):
            return Span(piece.kind, self.walk(piece.inside))
        pieces = _WORD.split(piece)
        for at in range(1, len(pieces), 2):
            self._pass(pieces[at - 1])
            pieces[at] = _capitalized(pieces[at], self.state)
            self.state = "in word"
        self._pass(pieces[-1])
        return "".join(pieces)

    def _pass(self, between: str) -> None:
        """Go over what stands between two words."""
        if between == " " and self.state == "in word":
            self.state = "word end"
            return
        for mark in _BETWEEN.findall(between):
            self._step(mark)

    def _step(self, mark: str) -> None:
        if mark in {".", "?", "!", ":"}:
            self.state = "sentence end"
        elif mark.isspace():
            self.state = "sentence" if self.state == "sentence end" else "word end"
        elif mark in _HYPHENS:
            self.state = "hyphen"
        elif self.state in {"in word", "hyphen", "sentence end"}:
            self.state = "punctuation"


def _capitalized(word: str, state: str) -> str:
    if not word.islower():
        return word
    within = state in {"word end", "hyphen"} and len(word) > 1 and word not in _STOP_WORDS
    if within or state in {"start", "sentence"} or (state == "last word" and len(word) > 1):
        return word[:1].upper() + word[1:]
    return word


def capital_first(markup: Markup) -> Markup:
    """Capitalize the first word, also in italics or quotation marks, if it is all lower case."""
    if not markup:
        return markup
    first, *others = markup
    if not isinstance(first, str):
        if first.kind not in {"italic", "quoted"}:
            return markup
        return (first._replace(inside=capital_first(first.inside)), *others)
    match = _ALNUM.match(first)
    return (first[:1].upper() + first[1:], *others) if match and match[0].islower() else markup


# --- reading -----------------------------------------------------------------


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
    return left + _render(span.inside, reader, depth) + right


def text(markup: Markup) -> str:
    """Read as plain text; quotation marks alternate “ ” and ‘ ’."""
    if len(markup) == 1 and isinstance(markup[0], str):
        return markup[0]
    return _render(markup, _TEXT)


_TEXT = _Reader(str, ("", ""), str)


def unquoted(markup: Markup) -> str:
    """Read as plain text without the quotation marks, as what is sorted needs it."""
    return "".join(piece if isinstance(piece, str) else unquoted(piece.inside) for piece in markup)


# --- Markdown ---

# Patterns are compiled at their first use: citing as plain text, as most do, needs none of these.
_MARKDOWN_MARKS = r"""[\\`*_\[\]<>$~^@#|"'{}]|&(?=#?\w+;)|-(?=-)|(?<=-)-|\.(?=\.\.)"""
# What would make a paragraph a list, a quotation, a heading or a line.
_MARKDOWN_START = r"(?P<number>\(?\w{1,9})(?P<mark>[.)])(?=\s|$)|(?P<sign>[-+:%=])"


def escape_markdown(raw: str) -> str:
    """Make a text that Markdown shows as it is, within a paragraph."""
    return re.sub(_MARKDOWN_MARKS, r"\\\g<0>", raw)


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


def html_list(entries: Iterable[tuple[str, Markup]], label: str, language: str) -> str:
    """Make an HTML fragment of a bibliography: a list with a name and a language.

    `entries` are pairs of an id and the entry. The classes are those that
    citation processors use; `role` keeps the list a list for screen readers
    where a style sheet takes its bullets away.
    """
    attributes = (
        'class="csl-bib-body" role="list" '
        f'aria-label="{escape_html(label)}" lang="{escape_html(language)}"'
    )
    items = "".join(
        f'  <li class="csl-entry" id="ref-{escape_html(name)}">{html(entry)}</li>\n'
        for name, entry in entries
    )
    return f"<ul {attributes}>\n{items}</ul>\n"


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
