r"""Titles for programs that set capitals by style.

Headline style can be made from sentence style, but not the reverse: programs that read CSL
variables want titles in sentence style, and leave those in other languages alone (CSL
1.0.2, "Title Case Conversion" and "Sentence Case Conversion"; Zotero's documentation,
"Sentence casing"). TeX's styles take headline style and turn it into sentence style,
except for words in braces (BibLaTeX's manual, `\MakeSentenceCase`).
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from sergecli.citations import render, titles
from sergecli.citations.capitals import CHICAGO
from sergecli.citations.markup import Markup
from sergecli.model.csl import Reference
from sergecli.model.languages import same

_WORD = r"[^\W_]+"
# Private-use characters, which escaping leaves alone, stand for what is put around words:
# braces, and the command around the title of another work.
_OPEN, _CLOSE, _BEGIN, _END = "\ue000", "\ue001", "\ue002", "\ue003"
_NO_MARKS = str.maketrans("", "", _OPEN + _CLOSE + _BEGIN + _END)


def in_sentence_style(reference: Reference) -> Reference:
    """Set the titles of a work, and of a book that contains it, in sentence style."""
    known = by_language(reference)
    title = _recased(reference.title, titles.sentence(known))
    if reference.type != "chapter":
        return reference._replace(title=title)
    container = titles.sentence(known, "container-title")
    container_title = _recased(reference.container_title, container)
    return reference._replace(title=title, container_title=container_title)


def by_language(reference: Reference) -> Reference:
    """Keep all capitals of a reference that is not in English, as programs do."""
    if not reference.language or same(reference.language, "en"):
        return reference
    every = {"title", "container-title", "collection-title", "original-title"}
    return reference._replace(verbatim=reference.verbatim | every)


def _recased(given: str, cased: Markup) -> str:
    """Take over only the capitals of words, unless that would change a word's length."""
    pieces, words = re.split(f"({_WORD})", given), re.findall(_WORD, render.text(cased))
    if len(words) == len(pieces[1::2]):
        pairs = zip(pieces[1::2], words, strict=True)
        pieces[1::2] = [new if len(new) == len(old) else old for old, new in pairs]
    return "".join(pieces)


def headline(reference: Reference) -> str:
    """Return the title in headline style."""
    return _recased(reference.title, titles.title(by_language(reference), rule=CHICAGO))


def emphasized(
    title: str, inner: Sequence[str], escape: Callable[[str], str], begin: str, end: str
) -> str:
    """Escape a title, and put a command around the titles of other works in it."""
    if not inner:
        return escape(title)
    bare, marked = title.translate(_NO_MARKS), rf"{_BEGIN}\g<0>{_END}"
    title = re.sub("|".join(map(re.escape, inner)), marked, bare, flags=re.IGNORECASE)
    return escape(title).replace(_BEGIN, begin).replace(_END, end)


def shortened(reference: Reference) -> Reference | None:
    """Return the title for shortened notes; None if it is not shorter."""
    short = titles.shortened(reference)
    return reference._replace(title=short) if short not in {"", reference.title} else None


def protected(
    reference: Reference, attribute: str, escape: Callable[[str], str], command: str
) -> str:
    """Return a title in headline style, with braces around words that keep their capitals.

    A title that is not English is wholly in braces. The titles of other works in it are
    arguments of a command, whose capitals no style changes.
    """
    variable = attribute.replace("_", "-")
    value: str = getattr(reference, attribute).translate(_NO_MARKS)
    if not value:
        return ""
    bare: dict[str, Any] = {attribute: value}
    reference = by_language(reference._replace(**bare))
    inner = reference.inner_titles if attribute == "title" else ()
    headline = _recased(value, titles.title(reference, variable, rule=CHICAGO))
    if variable in reference.verbatim:
        return f"{{{emphasized(headline, inner, escape, f'{command}{{', '}')}}}"
    sentence = _recased(value, titles.sentence(reference, variable))

    def marked(word: re.Match[str]) -> str:
        # Only a title in the title is a group.
        if word.lastindex:
            return f"{_BEGIN}{word[0]}{_END}"
        # Styles do not change the first letter of the first word.
        kept = sentence[word.start() or 1 : word.end()]
        return f"{_OPEN}{word[0]}{_CLOSE}" if kept != kept.lower() else word[0]

    words = "|".join((*(f"({re.escape(one)})" for one in inner), _WORD))
    written = escape(re.sub(words, marked, headline, flags=re.IGNORECASE))
    braces = written.replace(_OPEN, "{").replace(_CLOSE, "}")
    return braces.replace(_BEGIN, f"{command}{{").replace(_END, "}")
