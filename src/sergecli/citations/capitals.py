"""Capitals of titles: headline style, and the first word of a sentence."""

import re

from sergecli.citations.markup import Markup, Span, merged

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
    match = _WORD.match(first)
    return (first[:1].upper() + first[1:], *others) if match and match[0].islower() else markup
