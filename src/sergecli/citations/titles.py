"""Titles and other texts of a reference, set as a style requires."""

import re
from collections.abc import Sequence
from functools import lru_cache

from sergecli.citations import capitals, markup
from sergecli.citations.capitals import LONG_PREPOSITIONS, Rule
from sergecli.citations.markup import Markup
from sergecli.citations.proper_nouns import WORDS
from sergecli.model.csl import Reference, attribute
from sergecli.model.languages import primary
from sergecli.text.english import capitalized

# Articles that are ignored when titles are sorted.
_ARTICLES = {
    "de": ("der ", "die ", "das ", "ein ", "eine "),
    "en": ("the ", "a ", "an "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
    "fr": ("le ", "la ", "les ", "l’", "un ", "une ", "des "),
    "it": ("il ", "lo ", "la ", "i ", "gli ", "le ", "l’", "un ", "una "),
}

# A long title may be cut before these words; before the second set, if an article follows.
_PREPOSITIONS = LONG_PREPOSITIONS | frozenset(
    {
        "amid", "at", "au", "aux", "by", "con", "contre", "dans", "de", "del", "des", "di", "du",
        "en", "for", "from", "in", "into", "nel", "of", "on", "over", "per", "sur", "to", "tra",
        "with",
    }
)  # fmt: skip
_CONJUNCTIONS = frozenset({"and", "e", "et", "or", "ou", "und", "y"})
_DETERMINERS = frozenset(
    {"a", "an", "autres", "el", "la", "las", "le", "les", "los", "the", "un", "une"}
)
_EMPTY = _PREPOSITIONS | _CONJUNCTIONS | _DETERMINERS
# No title in another language of the catalogue has one of these words.
_ENGLISH = frozenset({"and", "from", "of", "the", "with"})
# Nouns that make one preposition with those before and after them: "in spite of".
_HALF_PREPOSITIONS = frozenset({"favor", "memory", "name", "service", "spite", "support"})
_LONGEST_SHORT = 4
_LETTER_DATE = re.compile(r", \d+ [A-Z][a-z]+ \d{4}$")
# Titles that contain these marks are not cut.
_MARKED = re.compile(r"[“”‘\[?]")
# The title that all instalments share, and the number of this one.
_INSTALMENT = re.compile(r"^.*: [IVXLC]+ – ")


def title(
    reference: Reference, variable: str = "title", *, rule: Rule, last: bool = True
) -> Markup:
    """Return a title in headline-style capitals, unless it is not English.

    Without `last`, the last word is treated like any other.
    """
    inner = reference.inner_titles if variable == "title" else ()
    value, keeps = _value(reference, variable), _keeps(reference, variable)
    return _title(value, keeps, rule, inner, last=last)


def italic_title(reference: Reference, variable: str = "title", *, rule: Rule) -> Markup:
    """Return a title in headline-style capitals and italics, as the reference implementation."""
    return markup.italic(title(reference, variable, rule=rule, last=False))


def shown(reference: Reference, *, rule: Rule, alone: bool, whole: bool = True) -> Markup:
    """Write a title in italics if the work stands `alone`, else in quotation marks.

    A title that is not `whole` is shortened. A description in place of a title, and the name of
    a collection of papers (CMOS 14.119), are set as text.
    """
    if is_description(reference):
        return description(reference)
    if reference.papers:
        return title(reference, rule=rule)
    if whole and alone:
        return italic_title(reference, rule=rule)
    written = title(reference, rule=rule) if whole else short(reference, rule=rule)
    return markup.italic(written) if alone else markup.quoted(written)


def numbered_series(reference: Reference, *, rule: Rule) -> Markup:
    """Return a series if it has a number, else nothing (CMOS 14.25, MLA 5.115)."""
    numbered = reference.issue or reference.collection_title[-1:].isdecimal()
    return title(reference, "collection-title", rule=rule) if numbered else ()


def sentence(reference: Reference, variable: str = "title") -> Markup:
    """Return a title in sentence style, keeping names; titles not in English are unchanged."""
    value = _value(reference, variable)
    inner = reference.inner_titles if variable == "title" else ()
    if _keeps(reference, variable) and variable != "title-translation":
        return _parsed(_with_capital(value), inner)
    return _sentence(value, reference.proper_nouns, inner)


def is_description(reference: Reference) -> bool:
    """Return whether there is a description instead of a title: "[On the Commune of 1871]"."""
    return reference.title.startswith("[") and reference.title.endswith("]")


def reviewed(reference: Reference, authors: str) -> Markup:
    """Write "review of Last Times, by Victor Serge", if it is a review of a known book."""
    if not reference.reviewed_title:
        return ()
    book = markup.italic(as_given(reference, "reviewed-title"))
    named = markup.group(", ", book, markup.affix("by ", markup.plain(authors)))
    return markup.affix("review of ", named)


def is_only_review(reference: Reference) -> bool:
    """Return whether a review of a known book has only a description, "[Review of …]"."""
    return bool(reference.reviewed_title) and is_description(reference)


def without_title(reference: Reference) -> Reference:
    """Return the reference without its title, and without the book if that is all of the title."""
    book = "" if is_only_review(reference) else reference.reviewed_title
    return reference._replace(title="", reviewed_title=book)


def description(reference: Reference, *, within: bool = False) -> Markup:
    """Return a description without its brackets, in lower case `within` a sentence.

    It has neither italics nor quotation marks (CMOS 14.99, MLA 5.29).
    """
    value = reference.title[1:-1]
    if within and value.split()[0] not in WORDS | reference.proper_nouns:
        value = value[:1].lower() + value[1:]
    return _parsed(value, reference.inner_titles)


def undated(reference: Reference) -> Reference:
    """Leave the date out of a letter's title if the citation gives it elsewhere."""
    if reference.letter_date is None:
        return reference
    return reference._replace(title=_LETTER_DATE.sub("", reference.title))


def as_given(reference: Reference, variable: str = "title") -> Markup:
    """Return a title in its own capitals."""
    return markup.parse(_value(reference, variable))


def short(reference: Reference, *, rule: Rule) -> Markup:
    """Return a shortened title in headline-style capitals."""
    title = shortened(reference)
    return _title(title, _keeps(reference, "title"), rule, reference.inner_titles)


def shortened(reference: Reference) -> str:
    """Return a title without its subtitle and initial article, of four words at most.

    A longer title is cut at the end of a phrase, or else kept whole (CMOS 13.36, MLA 6.10).
    """
    whole = _INSTALMENT.sub("", reference.title).partition(": ")[0].rstrip()
    if article := initial_article(reference, whole):
        whole = capitalized(whole.removeprefix(article))
    cut = _cut(whole)
    halved = any(
        0 <= whole.find(each) < len(cut) < whole.find(each) + len(each)
        for each in reference.inner_titles
    )
    return whole if halved or _MARKED.search(cut) else cut


def _cut(title: str) -> str:
    """Cut a title of more than four words at the end of its first phrase."""
    words = title.lower().split()
    if len(words) <= _LONGEST_SHORT:
        return title
    for length in range(1, _LONGEST_SHORT + 1):
        if words[length - 1].endswith(",") or _ends_phrase(words, length):
            return " ".join(title.split()[:length]).rstrip(",")
    return title


def _ends_phrase(words: Sequence[str], length: int) -> bool:
    kept, (following, after) = words[:length], (*words[length:], "")[:2]
    telling = [word for word in kept if word not in _EMPTY]
    joined = following in _CONJUNCTIONS and after in _DETERMINERS
    return (
        (following in _PREPOSITIONS or joined)
        and len(telling) > 1
        and kept[-1] not in _EMPTY | _HALF_PREPOSITIONS
    )


def sortable(reference: Reference) -> str:
    """Return a sort key: the title without punctuation, initial article, or a letter's day."""
    title = undated(reference).title
    if is_description(reference):
        title = title[1:-1]
    title = markup.unquoted(markup.parse(title))
    return title.removeprefix(initial_article(reference, title))


def initial_article(reference: Reference, title: str) -> str:
    """Return the article that a reference's title begins with, and the space after it."""
    small = title.lower()
    articles = _ARTICLES.get(_language(reference, "title"), ())
    length = next((len(one) for one in articles if small.startswith(one) and small != one), 0)
    return title[:length]


def _language(reference: Reference, variable: str) -> str:
    if variable in reference.verbatim:
        return primary(reference.language)
    english = not reference.language or is_english(reference, variable)
    return "en" if english else primary(reference.language)


def _keeps(reference: Reference, variable: str) -> bool:
    """Return whether a title keeps its capitals, as not English (CSL 1.0.2, "Text-case")."""
    return variable in reference.verbatim or _language(reference, variable) != "en"


def is_english(reference: Reference, variable: str = "title") -> bool:
    """Return whether a title is certainly English: a foreign edition's own may not be known."""
    title = _value(reference, variable)
    for inner in reference.inner_titles:
        title = title.replace(inner, "")
    return not _ENGLISH.isdisjoint(title.strip("[]").lower().split())


@lru_cache(maxsize=4096)
def _title(
    value: str,
    verbatim: bool,  # noqa: FBT001 - cached
    rule: Rule,
    inner: tuple[str, ...],
    *,
    last: bool = True,
) -> Markup:
    """Set a title; cached, since both sorting and writing an entry need it."""
    if verbatim:
        return _parsed(_with_capital(value), inner)
    return capitals.headline(_parsed(value, inner), rule, last=last)


def _with_capital(title: str) -> str:
    """Capitalize the first word of a subtitle in any language (CMOS 13.91, APA 6.17)."""
    main, colon, subtitle = title.partition(": ")
    return main + colon + capitalized(subtitle)


@lru_cache(maxsize=4096)
def _sentence(value: str, names: frozenset[str], inner: tuple[str, ...]) -> Markup:
    return capitals.sentence(_parsed(value, inner), names)


def _parsed(value: str, inner: tuple[str, ...]) -> Markup:
    """Parse a title, with the `inner` titles of other works in italics."""
    for each in inner:
        before, found, after = value.partition(each)
        if found:
            title = markup.italic(markup.parse(each))
            return (*markup.parse(before), *title, *_parsed(after, inner))
    return markup.parse(value)


def _value(reference: Reference, variable: str) -> str:
    return str(getattr(reference, attribute(variable)))


@lru_cache(maxsize=4096)
def text(value: str) -> Markup:
    """Return a text, or nothing."""
    return markup.parse(value)
