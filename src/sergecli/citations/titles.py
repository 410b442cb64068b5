"""Titles and other texts of a reference, set as a style asks for them."""

from functools import lru_cache

from sergecli.citations import capitals, markup
from sergecli.citations.capitals import Rule
from sergecli.citations.markup import Markup
from sergecli.model.csl import Reference
from sergecli.model.languages import primary, same

# What is passed over where titles are sorted.
_ARTICLES = {
    "de": ("der ", "die ", "das ", "ein ", "eine "),
    "en": ("the ", "a ", "an "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
    "fr": ("le ", "la ", "les ", "l’", "un ", "une ", "des "),
    "it": ("il ", "lo ", "la ", "i ", "gli ", "le ", "l’", "un ", "una "),
}


def title(reference: Reference, variable: str = "title", *, rule: Rule) -> Markup:
    """Give a title in headline-style capitals, unless it is not English."""
    return _title(_value(reference, variable), _keeps(reference, variable), rule)


def italic_title(
    reference: Reference, variable: str = "title", *, rule: Rule, article: bool = True
) -> Markup:
    """Give a title in headline-style capitals and italics, without "The" if not `article`.

    As in the reference implementation, its last word is like any other.
    """
    value = _value(reference, variable)
    if not article:
        value = value.removeprefix("The ")
    return markup.italic(_title(value, _keeps(reference, variable), rule, last=False))


def numbered_series(reference: Reference, *, rule: Rule) -> Markup:
    """Give a series that has a number; one without is left out (CMOS 14.25, MLA 5.115)."""
    numbered = reference.issue or reference.collection_title[-1:].isdecimal()
    return title(reference, "collection-title", rule=rule) if numbered else ()


def sentence(reference: Reference, variable: str = "title") -> Markup:
    """Give a title in sentence-style capitals, but for names; what is not English stays."""
    value = _value(reference, variable)
    if _keeps(reference, variable) and variable != "title-translation":
        return markup.parse(value)
    return _sentence(value, reference.proper_nouns)


def as_given(reference: Reference, variable: str = "title") -> Markup:
    """Give a title in its own capitals."""
    return markup.parse(_value(reference, variable))


def short(reference: Reference, *, rule: Rule) -> Markup:
    """Give a title without its subtitle and its initial article (CMOS 13.36)."""
    whole = reference.title.partition(": ")[0].rstrip()
    keeps = _keeps(reference, "title")
    for article in _ARTICLES.get(_language(reference, "title"), ()):
        rest = whole[len(article) :]
        if whole.lower().startswith(article) and rest:
            whole = rest[:1].upper() + rest[1:]
            break
    return _title(whole, keeps, rule)


def sortable(written: str, reference: Reference) -> str:
    """Give a title without its initial article, as it is sorted."""
    small = written.lower()
    for article in _ARTICLES.get(_language(reference, "title"), ()):
        if small.startswith(article) and len(small) > len(article):
            return written[len(article) :]
    return written


def _language(reference: Reference, variable: str) -> str:
    return primary(reference.language) or ("" if variable in reference.verbatim else "en")


def _keeps(reference: Reference, variable: str) -> bool:
    """Tell whether a title keeps its capitals, not being English (CSL 1.0.2, "Text-case")."""
    foreign = bool(reference.language) and not same(reference.language, "en")
    return foreign or variable in reference.verbatim


@lru_cache(maxsize=4096)
def _title(
    value: str,
    verbatim: bool,  # noqa: FBT001 - cached
    rule: Rule,
    *,
    last: bool = True,
) -> Markup:
    """Set a title once: the order of a bibliography asks for it before the entry does."""
    parsed = markup.parse(value)
    return parsed if verbatim else capitals.headline(parsed, rule, last=last)


@lru_cache(maxsize=4096)
def _sentence(value: str, names: frozenset[str]) -> Markup:
    return capitals.sentence(markup.parse(value), names)


def _value(reference: Reference, variable: str) -> str:
    return str(getattr(reference, variable.replace("-", "_")))


@lru_cache(maxsize=4096)
def text(value: str) -> Markup:
    """Give a text, or nothing."""
    return markup.parse(value)
