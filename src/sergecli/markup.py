"""Text with emphasis and quotation marks, independent of any output format.

A `Markup` is a tuple of strings and `Span`s. The functions that put pieces
together follow the Citation Style Language (CSL 1.0.2): delimiters and affixes
never double a punctuation mark, quotation marks inside quotation marks change
their kind, and English titles can be set in headline-style capitals.
`text`, `markdown`, `html` and `latex` are the readers at the end.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

from sergecli.safety import is_web_address

# Quotation marks may be nested this deep; deeper ones are taken as letters.
_DEEPEST = 8
# So many may stay open before all others are taken as letters, too: each costs
# a look at the whole text.
_MOST_UNCLOSED = 32
_QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'"}
_SPECIAL = re.compile("[<>'\"’“”‘]")
_ALNUM = re.compile(r"[^\W_]+")
_PLAIN = re.compile("(?:[^\\w<>'\"’“”‘]|_)+")
# French puts a thin space, which does not break, before and after these.
_FRENCH = re.compile(" (?=[;?!»])|(?<=«) ")


@dataclass(frozen=True, slots=True)
class Span:
    """A run that is `italic`, `quoted`, a `link`, or kept from changes of case (`verbatim`)."""

    kind: str
    inside: "Markup"


Markup = tuple[str | Span, ...]


# --- from text ---------------------------------------------------------------


def parse(text: str) -> Markup:
    """Find the quotations in a text; other characters stand for themselves.

    Straight quotation marks and apostrophes become typographic ones.
    """
    text = _FRENCH.sub("\u202f", re.sub(r"[ \t\r\n]+", " ", text))
    if not _SPECIAL.search(text):
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
    pieces: list[Markup] = []
    for part in filter(None, parts):
        if pieces and delimiter and _edge(part, 0) not in {",", ";", "."}:
            pieces.append((delimiter,))
        pieces.append(part)
    return _join(pieces)


def affix(prefix: str, markup: Markup, suffix: str = "") -> Markup:
    """Put text before and after, unless there is nothing."""
    if not markup:
        return ()
    pieces = [(prefix,)] if prefix else []
    return _join([*pieces, markup, *([(suffix,)] if suffix else [])])


# What becomes of the end of one piece and the beginning of the next, where
# both are punctuation: 1 keeps the first mark, 2 the second.
_COLLISIONS = {
    "!.": 1, "!:": 1, "?.": 1, "?:": 1, ":!": 2, ":?": 2, ":.": 1, ";!": 2,
    ";?": 2, ";:": 1, ";.": 1, "!!": 1, "??": 1, "..": 1, "::": 1, ";;": 1,
    ",,": 1, "  ": 2, " ,": 2, " .": 2,
}  # fmt: skip


def _join(pieces: list[Markup]) -> Markup:
    return reduce(_collide, pieces) if pieces else ()


def _collide(left: Markup, right: Markup) -> Markup:
    after, end = _edge(right, 0), _edge(left, -1)
    keep = _COLLISIONS.get(end + after)
    if keep == 1:
        right = _trim(right, after, first=True)
    elif keep == 2:  # noqa: PLR2004 - the second mark
        left = _trim(left, end, first=False)
    return merged((*left, *right))


def _edge(markup: Markup, at: int) -> str:
    """Give the first (0) or last (-1) letter; quotation marks are none."""
    for piece in markup if at == 0 else reversed(markup):
        letter = piece[at : at + 1 or None] if isinstance(piece, str) else _edge(piece.inside, at)
        if letter:
            return letter
    return ""


def _trim(markup: Markup, char: str, *, first: bool) -> Markup:
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
    pieces: list[str | Span] = []
    for piece in markup:
        if isinstance(piece, Span):
            pieces.append(Span(piece.kind, american(piece.inside)))
            continue
        last = pieces[-1] if pieces else ""
        if isinstance(last, Span) and last.kind == "quoted" and _MOVED.match(piece):
            pieces[-1] = _with_mark(last, piece[0])
            pieces.extend([piece[1:]] if piece[1:] else [])
        else:
            pieces.append(piece)
    return tuple(pieces)


_MOVED = re.compile(r"[.,](?!\.)")


def _with_mark(quotation: Span, mark: str) -> Span:
    """Put a mark at a quotation's end, unless there is one."""
    if text(quotation.inside).rstrip("”’\"' ").endswith((".", ",", ";", ":", "!", "?")):
        return quotation
    return Span("quoted", merged((*quotation.inside, mark)))


# --- capitals ----------------------------------------------------------------

_STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "d",
        "de",
        "down",
        "for",
        "from",
        "in",
        "into",
        "l",
        "nor",
        "of",
        "on",
        "onto",
        "or",
        "over",
        "so",
        "the",
        "till",
        "to",
        "up",
        "van",
        "via",
        "von",
        "with",
        "yet",
    ]
)
_CHUNK = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
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
        if isinstance(piece, str):
            return "".join(map(self._chunk, _CHUNK.findall(piece)))
        return Span(piece.kind, self.walk(piece.inside))

    def _chunk(self, chunk: str) -> str:
        state = self.state
        self._step(chunk)
        return _capitalized(chunk, state) if chunk.isalnum() else chunk

    def _step(self, chunk: str) -> None:
        last = chunk[-1:]
        if last in {".", "?", "!", ":"}:
            self.state = "sentence end"
        elif last.isalnum():
            self.state = "in word"
        elif last.isspace() and self.state == "sentence end":
            self.state = "sentence"
        elif last.isspace():
            self.state = "word end"
        elif last in _HYPHENS:
            self.state = "hyphen"
        elif self.state in {"in word", "hyphen", "sentence end"}:
            self.state = "punctuation"


def _capitalized(word: str, state: str) -> str:
    mixed = word != word.lower() and word != word.upper()
    if mixed or word.isupper():
        return word
    within = state in {"word end", "hyphen"} and len(word) > 1 and word not in _STOP_WORDS
    if within or state in {"start", "sentence"} or (state == "last word" and len(word) > 1):
        return word[:1].upper() + word[1:].lower()
    return word


def capital_first(markup: Markup) -> Markup:
    """Capitalize the first word if it is all lower case."""
    if markup and isinstance(markup[0], str):
        match = _ALNUM.match(markup[0])
        if match and match[0].islower():
            return (markup[0][:1].upper() + markup[0][1:], *markup[1:])
    return markup


# --- reading -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reader:
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

_MARKDOWN_MARKS = re.compile(r"""[\\`*_\[\]<>$~^@#|"'{}]|&(?=#?\w+;)|-(?=-)|(?<=-)-|\.(?=\.\.)""")
# What would make a paragraph a list, a quotation, a heading or a line.
_MARKDOWN_START = re.compile(r"(?P<number>\(?\w{1,9})(?P<mark>[.)])(?=\s|$)|(?P<sign>[-+:%=])")


def escape_markdown(raw: str) -> str:
    """Make a text that Markdown shows as it is, within a paragraph."""
    return _MARKDOWN_MARKS.sub(r"\\\g<0>", raw)


def markdown(markup: Markup) -> str:
    """Read as a paragraph of Markdown (CommonMark, and pandoc's)."""
    written = _render(markup, _MARKDOWN)
    start = _MARKDOWN_START.match(written)
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
_LIGATURES = re.compile("(?<=-)(?=-)|(?<=,)(?=,)")


def escape_latex(raw: str) -> str:
    """Make a text that LaTeX sets as it is (UTF-8, as it is since 2018)."""
    return _LIGATURES.sub("{}", raw.translate(_LATEX_TABLE))


def latex(markup: Markup) -> str:
    """Read as LaTeX, without the help of any package."""
    return _render(markup, _LATEX)


_LATEX = _Reader(escape_latex, (r"\emph{", "}"), escape_latex)
