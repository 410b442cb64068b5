r"""Titles for programs that give them a style's capitals.

Headline style is made from sentence style, but not the reverse: programs that read CSL
variables want titles in sentence style, and leave those in other languages alone (CSL
1.0.2, "Title Case Conversion" and "Sentence Case Conversion"; Zotero's documentation,
"Sentence casing"). TeX's styles take headline style and make sentences of it, but for
what stands in braces (BibLaTeX's manual, `\MakeSentenceCase`).
"""

import re
from collections.abc import Callable
from typing import Any

from sergecli.citations import render, titles
from sergecli.citations.capitals import CHICAGO
from sergecli.citations.markup import Markup
from sergecli.model.csl import Reference
from sergecli.model.languages import same

_WORD = re.compile(r"[^\W_]+")
# Two letters of nobody's alphabet stand for braces while a title is escaped.
_OPEN, _CLOSE = "\ue000", "\ue001"
_BRACES = str.maketrans({_OPEN: "{", _CLOSE: "}"})
_NO_BRACES = str.maketrans("", "", _OPEN + _CLOSE)


def in_sentence_style(reference: Reference) -> Reference:
    """Set the titles of a work, and of a book that contains it, in sentence style."""
    title = _recased(reference.title, titles.sentence(reference))
    if reference.type != "chapter":
        return reference._replace(title=title)
    container = titles.sentence(reference, "container-title")
    container_title = _recased(reference.container_title, container)
    return reference._replace(title=title, container_title=container_title)


def _recased(given: str, cased: Markup) -> str:
    """Take over the capitals alone, where nothing but quotation marks is set otherwise."""
    text = render.text(cased)
    if len(text) != len(given) or text.lower() == given.lower():
        return text or given
    pairs = zip(given, text, strict=True)
    return "".join(new if new.lower() == old.lower() else old for old, new in pairs)


def headline(reference: Reference) -> str:
    """Return the title in headline style."""
    return _recased(reference.title, titles.title(reference, rule=CHICAGO))


def shortened(reference: Reference) -> Reference | None:
    """Return the title that shortened notes have, in headline style; None if that is the whole."""
    short = render.text(titles.short(reference, rule=CHICAGO))
    whole = render.text(titles.title(reference, rule=CHICAGO))
    return reference._replace(title=short) if short and short != whole else None


def protected(reference: Reference, attribute: str, escape: Callable[[str], str]) -> str:
    """Return a title in headline style; the words that sentence style leaves alone are in braces.

    A title that is not English is in braces as a whole.
    """
    variable = attribute.replace("_", "-")
    value: str = getattr(reference, attribute)
    if not value:
        return ""
    if _OPEN in value or _CLOSE in value:
        value = value.translate(_NO_BRACES)
        bare: dict[str, Any] = {attribute: value}
        reference = reference._replace(**bare)
    headline = _recased(value, titles.title(reference, variable, rule=CHICAGO))
    foreign = bool(reference.language) and not same(reference.language, "en")
    if foreign or variable in reference.verbatim:
        return f"{{{escape(headline)}}}"
    sentence = _recased(value, titles.sentence(reference, variable))
    marked, end = [], 0
    for word in _WORD.finditer(headline):
        # Of the first word styles leave the first letter alone.
        kept = sentence[word.start() or 1 : word.end()]
        if kept != kept.lower():
            marked += [headline[end : word.start()], _OPEN, word[0], _CLOSE]
            end = word.end()
    return escape("".join((*marked, headline[end:]))).translate(_BRACES)
