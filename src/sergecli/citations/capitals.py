"""Capitals of titles: headline style, sentence style, and the first word of a sentence."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from sergecli.citations.markup import Markup, Span, merged, unquoted
from sergecli.citations.proper_nouns import GIVEN_NAMES, PERSONAL_TITLES, PHRASES, WORDS
from sergecli.text.english import capitalized

# The words that CSL 1.0.2 leaves small ("Title Case Conversion"), and foreign particles.
_SMALL = frozenset(
    {
        "a", "an", "and", "as", "at", "but", "by", "d", "de", "down", "for", "from",
        "in", "into", "l", "nor", "of", "on", "onto", "or", "over", "so", "the", "till", "to",
        "up", "van", "via", "von", "vs", "with", "yet",
    }
)  # fmt: skip
LONG_PREPOSITIONS = frozenset(
    {
        "about", "above", "across", "after", "against", "along", "among", "around", "before",
        "behind", "below", "beneath", "beside", "between", "beyond", "concerning", "despite",
        "during", "throughout", "through", "toward", "towards", "under", "upon", "within",
        "without",
    }
)  # fmt: skip
# Small words that are never the adverb of a verb, and so can always be made small.
_NEVER_ADVERBS = frozenset(
    {"a", "an", "and", "but", "for", "from", "into", "nor", "of", "onto", "or", "over", "the",
     "to", "with"}
)  # fmt: skip
# These stay as they are after a number (CMOS 10.52).
_UNITS = frozenset({"cm", "ha", "kg", "km", "mg", "mm", "nm"})
_LONGEST_SMALL_IN_APA = 3
# The longest given name, in letters.
_LONGEST_NAME = 20
# A full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset({"Dr", "Mr", "Mrs", "No", "Nos", "Prof", "St", "vs"})


class Rule(NamedTuple):
    """Which words headline style keeps `small`, and which it makes small (`lowered`).

    With `compounds`, the first word of a compound always has a capital: Up-to-Date
    (CMOS 8.161).
    """

    small: frozenset[str]
    lowered: frozenset[str] = frozenset()
    compounds: bool = True


# Prepositions of five letters or more have capitals in Chicago (8.160), but not in MLA (2.90);
# in APA all words of four letters or more have capitals (6.17).
CHICAGO = Rule(_SMALL, _NEVER_ADVERBS)
MLA = Rule(_SMALL | LONG_PREPOSITIONS, _NEVER_ADVERBS | LONG_PREPOSITIONS)
APA = Rule(frozenset(word for word in _SMALL if len(word) <= _LONGEST_SMALL_IN_APA))
_WORD = re.compile(r"([^\W_]+)")
_BETWEEN = re.compile(r"\s+|.", re.DOTALL)
# What comes before the first word of a title, a subtitle, or a sentence.
_BEGINNING = re.compile(r"(?:^|(?:[:?!]|[^\W\d_]{2}(?<!\bvs)\.| [–—]) )[^\w\s]*")
_HYPHENS = frozenset("-/–—")
_INITIALS = re.compile(r"(?!U\.)(?:[A-Z]\.)+")


def headline(markup: Markup, rule: Rule, *, last: bool = True) -> Markup:
    """Capitalize an English title (CSL 1.0.2, "Title Case Conversion").

    With `last`, the last word has a capital too, if only punctuation follows.
    """
    tail = markup[-1] if last and markup else ""
    at = tail.rfind(" ") + 1 if isinstance(tail, str) else 0
    alone = len(markup) == 1 and not at
    if not isinstance(tail, str) or not tail or alone or _HYPHENS.intersection(tail[at:]):
        return _Headline(rule).walk(markup)
    words = _Headline(rule)
    head = words.walk((*markup[:-1], tail[:at]))
    words.reach_last_word()
    return merged((*head, *words.walk((tail[at:],))))


class _Headline:
    """A pass over a markup that keeps track of the text before each word."""

    def __init__(self, rule: Rule) -> None:
        self.state = "start"
        self.rule = rule
        self.abbreviated = False
        self.after_number = False
        self.may_begin = False

    def reach_last_word(self) -> None:
        """Note that only one more word follows; the first of a sentence has a capital anyway."""
        if self.state == "word end":
            self.state = "last word"

    def walk(self, markup: Markup) -> Markup:
        """Capitalize in order."""
        return tuple(map(self._visit, markup))

    def _visit(self, piece: str | Span) -> str | Span:
        if isinstance(piece, Span):
            # A title within a title begins with a capital; what is quoted may.
            self.state = "start" if piece.kind == "italic" else self.state
            self.may_begin = piece.kind == "quoted"
            return Span(piece.kind, self.walk(piece.inside))
        pieces = _WORD.split(piece)
        for at in range(1, len(pieces), 2):
            self._pass(pieces[at - 1])
            word = pieces[at]
            if not (word in _UNITS and self.after_number):
                pieces[at] = self.set_case(word, pieces[at + 1][:1])
            self.state = "in word"
            self.after_number = word.isdecimal()
            self.abbreviated = len(word) == 1 or word in _ABBREVIATIONS
        self._pass(pieces[-1])
        return "".join(pieces)

    def set_case(self, word: str, after: str) -> str:
        """Return a word with the capitals that its place in the title requires."""
        if self.rule.compounds and after == "-" and self.state == "word end" and word.islower():
            return capitalized(word)
        if not word.islower():
            within = self.state == "word end" and after == " " and not self.may_begin
            lowered = within and word.lower() in self.rule.lowered
            return word.lower() if lowered else word
        within = self.state in {"word end", "hyphen"} and len(word) > 1
        within = within and word not in self.rule.small
        first = self.state in {"start", "sentence"}
        if within or first or (self.state == "last word" and len(word) > 1):
            return capitalized(word)
        return word

    def _pass(self, between: str) -> None:
        """Update the state for the spaces and punctuation between two words."""
        self.may_begin = between.strip() in {"–", "—"} or (self.may_begin and not between)
        if between == " " and self.state == "in word":
            self.state = "word end"
            return
        for mark in _BETWEEN.findall(between):
            self._step(mark)

    def _step(self, mark: str) -> None:
        if mark == "." and self.abbreviated:
            self.state = "punctuation"
        elif mark in {".", "?", "!", ":"}:
            self.state = "sentence end"
        elif mark.isspace():
            self.state = "sentence" if self.state == "sentence end" else "word end"
        elif mark in _HYPHENS:
            self.state = "hyphen"
        elif self.state in {"in word", "hyphen", "sentence end"}:
            self.state = "punctuation"


def sentence(markup: Markup, names: frozenset[str]) -> Markup:
    """Set an English title in sentence style (APA 6.17).

    The first word, the first after a colon, a dash or the end of a sentence, and
    proper nouns keep their capitals: those of our list, and the `names` of a
    catalogue. If a title is mostly in lower case already, only the first word of each of
    its parts is changed.
    """
    flat = unquoted(markup)
    starts = _inner_starts(markup)
    kept = {at for phrase in PHRASES if phrase in flat for at in _places(phrase, flat)}
    settled = _is_in_sentence_style(flat)
    beginnings = {each.end() for each in _BEGINNING.finditer(flat)}

    def first_letter(match: re.Match[str]) -> str:
        word, at = match[0], match.start()
        if at in starts or at in beginnings:
            return capitalized(word[0])
        if settled or at in kept or word in WORDS or word in names:
            return word[0]
        if _is_before_name(flat, match) or _is_after_name(flat, at):
            return word[0]
        if len(word) == 1:
            return word if word in {"I", "O"} or flat[at + 1 : at + 2] == "." else word.lower()
        return word[0].lower() if word[1:].islower() else word[0]

    letters = list(flat)
    for match in _WORD.finditer(flat):
        letters[match.start()] = first_letter(match)
    return _reshaped(markup, iter(letters))


def _places(phrase: str, title: str) -> Iterator[int]:
    """Yield the position of each letter of a phrase, where it is not part of other words."""
    at = title.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not (title[max(0, at - 1) : at].isalnum() or title[end : end + 1].isalnum()):
            yield from range(at, end)
        at = title.find(phrase, end)


def _is_before_name(title: str, word: re.Match[str]) -> bool:
    """Return whether a word is a person's title before a name: "Count Mirbach", "Dr. C."."""
    following = title[word.end() : word.end() + 3].removeprefix(".")
    return word[0] in PERSONAL_TITLES and following[:1] == " " and following[1:2].isupper()


def _is_after_name(title: str, at: int) -> bool:
    """Return whether a given name or an initial comes before: "Arthur Henderson", "A. J. Cook"."""
    before = title[max(0, at - _LONGEST_NAME) : at]
    last = before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""
    return last in GIVEN_NAMES or bool(_INITIALS.fullmatch(last))


def _inner_starts(markup: Markup, at: int = 0) -> set[int]:
    """Return the positions at which titles within a title begin."""
    starts: set[int] = set()
    for piece in markup:
        if isinstance(piece, Span):
            starts |= {at} if piece.kind == "italic" else _inner_starts(piece.inside, at)
        at += len(unquoted((piece,)))
    return starts


def _is_in_sentence_style(title: str) -> bool:
    words: list[str] = [word for word in _WORD.findall(title)[1:] if word.lower() not in MLA.small]
    small = sum(word.islower() for word in words if len(word) > 1)
    return small > sum(word[0].isupper() and word not in WORDS for word in words)


def _reshaped(markup: Markup, letters: Iterator[str]) -> Markup:
    """Replace the letters of a markup by as many others, keeping its spans."""
    return tuple(
        "".join(islice(letters, len(piece)))
        if isinstance(piece, str)
        else Span(piece.kind, _reshaped(piece.inside, letters))
        for piece in markup
    )


def capital_first(markup: Markup) -> Markup:
    """Capitalize the first word, also in italics or quotation marks, if it is all lower case."""
    if not markup:
        return markup
    first, *others = markup
    if not isinstance(first, str):
        if first.kind == "link":
            return markup
        return (first._replace(inside=capital_first(first.inside)), *others)
    match = _WORD.match(first)
    return (capitalized(first), *others) if match and match[0].islower() else markup
