"""Text with emphasis and quotation marks, independent of any output format.

A `Markup` is a tuple of strings and `Span`s, none of them empty. The functions that put pieces
together follow the Citation Style Language (CSL 1.0.2): delimiters and affixes
never double a punctuation mark, and nested quotation marks alternate between “ ” and ‘ ’.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sergecli.text.sanitize import is_web_address, percent_encoded

# The deepest nesting of quotation marks; deeper ones are ordinary characters.
_DEEPEST = 8
# After this many unclosed quotation marks the rest are ordinary characters, because each
# costs a search of the whole text.
_MOST_UNCLOSED = 32
# A longer text is not searched for quotations: it is not a title.
_LONGEST = 2_000
_QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'"}
_SPECIAL = frozenset("<>'\"’“”‘")
_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_ALNUM = re.compile(r"[^\W_]+")
_PLAIN = re.compile("(?:[^\\w<>'\"’“”‘]|_)+")
_ABBREVIATION = re.compile(r"(?:\b\w{1,3}|\.)\.\Z")
# French has a narrow no-break space before or after these.
_FRENCH = re.compile(" (?=[;?!»])|(?<=«) ")


class Span(NamedTuple):
    """A run that is `italic`, `quoted` or a `link`."""

    kind: str
    inside: "Markup"


Markup = tuple[str | Span, ...]


class Paragraph(NamedTuple):
    """An entry with its `id` and perhaps an annotation; or a heading of a `level` from 1."""

    markup: Markup
    id: str = ""
    annotation: str = ""
    level: int = 0


# --- from text ---------------------------------------------------------------


def parse(text: str) -> Markup:
    """Find the quotations in a text; other characters are kept.

    Straight quotation marks and apostrophes become typographic ones. A text that is
    too long to be a title is not searched.
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
        """Read up to `close` (or the end, if ""); the index is -1 if `close` is missing."""
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
    """Set in italics, and italics within it upright; an empty markup stays empty."""
    inner = [at for at, piece in enumerate(markup) if _is_italic(piece)]
    if not inner:
        return (Span("italic", markup),) if markup else ()
    at = inner[0]
    before, space = _without_last_space(markup[:at])
    after = markup[at + 1 :]
    if after and isinstance(after[0], str) and after[0].startswith(" "):
        after = merged((after[0][1:], *after[1:]))
        return merged((*italic(before), space, *_inside(markup[at]), " ", *italic(after)))
    return merged((*italic(before), space, *_inside(markup[at]), *italic(after)))


def _without_last_space(markup: Markup) -> tuple[Markup, str]:
    """Split off a last space, since formats do not allow italics to begin or end with one."""
    last = markup[-1] if markup else ""
    if isinstance(last, str) and last.endswith(" "):
        return merged((*markup[:-1], last[:-1])), " "
    return markup, ""


def _is_italic(piece: str | Span) -> bool:
    return isinstance(piece, Span) and piece.kind == "italic"


def _inside(piece: str | Span) -> Markup:
    return (piece,) if isinstance(piece, str) else piece.inside


def quoted(markup: Markup) -> Markup:
    """Put in quotation marks."""
    return (Span("quoted", markup),) if markup else ()


def link(address: str) -> Markup:
    """Return a link to a web address; anything else becomes plain text."""
    if is_web_address(address):
        return (Span("link", (percent_encoded(address),)),)
    return (address,) if address else ()


def plain(value: str) -> Markup:
    """Return a text as markup, or an empty markup."""
    return (value,) if value else ()


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
    """Put text before and after a markup, unless it is empty."""
    if not markup:
        return ()
    built: list[str | Span] = [prefix] if prefix else []
    _add(built, markup)
    if suffix:
        _add(built, (suffix,))
    return tuple(built)


# Where punctuation at the end of one piece meets punctuation at the beginning of the
# next: 1 keeps the first mark, 2 the second.
_COLLISIONS = {
    "!.": 1, "!:": 1, "?.": 1, "?:": 1, ":!": 2, ":?": 2, ":.": 1, ";!": 2,
    ";?": 2, ";:": 1, ";.": 1, "!!": 1, "??": 1, "..": 1, "::": 1, ";;": 1,
    ",,": 1, "  ": 2, " ,": 2, " .": 2,
}  # fmt: skip
_SECOND = frozenset(marks[1] for marks in _COLLISIONS)


def _add(built: list[str | Span], part: Markup) -> None:
    """Append a part; where two punctuation marks meet, one may be dropped."""
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
    """Return the first (0) or last (-1) character, not counting quotation marks."""
    piece = markup[at]
    while isinstance(piece, Span):
        piece = piece.inside[at]
    return piece[at]


def _trim(markup: Sequence[str | Span], char: str, *, first: bool) -> Markup:
    """Drop every `char` from the beginning or the end."""
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


def american(markup: Markup, *, comma: bool = False) -> Markup:
    """Move a full stop or comma after a quotation into it, as in English (US).

    With `comma`, a comma is kept even after a question mark (CMOS 13.98) and a full stop
    that belongs to an abbreviation or an ellipsis (CMOS, chapter 6).
    """
    if len(markup) == 1 and isinstance(markup[0], str):
        return markup
    pieces: list[str | Span] = []
    for piece in markup:
        if isinstance(piece, Span):
            pieces.append(Span(piece.kind, american(piece.inside, comma=comma)))
            continue
        last = pieces[-1] if pieces else ""
        moved = piece[0] in ".," and piece[1:2] != "."
        if moved and isinstance(last, Span) and last.kind == "quoted":
            pieces[-1] = _with_mark(last, piece[0], comma=comma)
            piece = piece[1:]  # noqa: PLW2901 - the rest of it
        if piece:
            pieces.append(piece)
    return tuple(pieces)


def _with_mark(quotation: Span, mark: str, *, comma: bool) -> Span:
    """Put a mark at the end of a quotation, unless it has one."""
    words = unquoted(quotation.inside).rstrip("”’\"' ")
    both = comma and mark == "," and (words.endswith(("?", "!")) or _ABBREVIATION.search(words))
    if words.endswith((".", ",", ";", ":", "!", "?")) and not both:
        return quotation
    *before, last = quotation.inside
    if isinstance(last, Span) and last.kind == "quoted":
        # Inside both, if one quotation ends with another.
        return Span("quoted", (*before, _with_mark(last, mark, comma=comma)))
    return Span("quoted", merged((*quotation.inside, mark)))


def unquoted(markup: Markup) -> str:
    """Return plain text without quotation marks, for sorting and comparing."""
    return "".join(piece if isinstance(piece, str) else unquoted(piece.inside) for piece in markup)
