"""Titles and other texts of a reference, set as a style asks for them."""

from functools import lru_cache

from sergecli.citations import capitals, markup
from sergecli.citations.markup import Markup
from sergecli.model.csl import Reference
from sergecli.model.languages import same


def title(reference: Reference, variable: str = "title") -> Markup:
    """Give a title in headline-style capitals, unless it is not English."""
    return _title(_value(reference, variable), _keeps(reference, variable))


def _keeps(reference: Reference, variable: str) -> bool:
    """Tell whether a title keeps its capitals, not being English (CSL 1.0.2, "Text-case")."""
    foreign = bool(reference.language) and not same(reference.language, "en")
    return foreign or variable in reference.verbatim


@lru_cache(maxsize=4096)
def _title(value: str, verbatim: bool, *, last: bool = True) -> Markup:  # noqa: FBT001 - cached
    """Set a title once: the order of a bibliography asks for it before the entry does."""
    parsed = markup.parse(value)
    return parsed if verbatim else capitals.headline(parsed, last=last)


def italic_title(reference: Reference, variable: str = "title") -> Markup:
    """Give a title in headline-style capitals and italics.

    As in the reference implementation, its last word is like any other.
    """
    value = _value(reference, variable)
    return markup.italic(_title(value, _keeps(reference, variable), last=False))


def as_given(reference: Reference, variable: str = "title") -> Markup:
    """Give a title in its own capitals."""
    return markup.parse(_value(reference, variable))


def _value(reference: Reference, variable: str) -> str:
    return str(getattr(reference, variable.replace("-", "_")))


@lru_cache(maxsize=4096)
def text(value: str) -> Markup:
    """Give a text, or nothing."""
    return markup.parse(value)
