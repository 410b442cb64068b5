"""The order of a bibliography: words compared as dictionaries compare them.

An approximation to the Unicode Collation Algorithm (UTS 10, with the root
order of CLDR and punctuation "shifted") for Latin letters: words are compared by
letters first, then accents, then punctuation. Case is ignored.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from sergecli.citations import date_forms, titles
from sergecli.citations.base import Key
from sergecli.model.csl import Reference

# The letters, their accents, the marks between them.
_Word = tuple[str, str, str]
_SortValue = tuple[bool, tuple[_Word, ...]]

_SEPARATORS = str.maketrans(dict.fromkeys("'’,ʾʿ", " "))

# Letters that are variants or pairs of others, and the accents in their order.
_STROKE = "\u0338"
_PAIR = "\u0363"
_TAKEN_APART = str.maketrans(
    {
        "ø": f"o{_STROKE}",
        "ł": f"l{_STROKE}",
        "đ": f"d{_STROKE}",
        "ð": f"d{_STROKE}",
        "ħ": f"h{_STROKE}",
    }
    | {"æ": f"a{_PAIR}e", "œ": f"o{_PAIR}e", "ǽ": f"a{_PAIR}e\u0301", "…": "..."}
)
_ACCENTS = {
    accent: chr(33 + place)
    for place, accent in enumerate(
        "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307" + _STROKE
        + "\u0327\u0328\u0304\u0323" + _PAIR
    )
}  # fmt: skip
_BASE, _UNKNOWN = " ", "~"
# Letters in their own right: each is sorted after all words that begin with another letter.
_AFTER = str.maketrans(
    {"ı": "i\uffff", "ŋ": "n\uffff", "ə": "e\uffff", "ʒ": "z\ufffe", "þ": "z\uffff"}
)
# Punctuation in the order of the root collation; all other marks come after these.
_PUNCTUATION = "_‿-‐‑‒–—,;:!¡?¿.·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%‰†‡•+±<=>|~^`"
_CURRENCIES = "¤¢$£¥₣₤€"
_SHIFTED = frozenset(["Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sk", "So", "Zs"])
_LETTER = "\uffff"


def words(text: str) -> tuple[_Word, ...]:
    """Return a key that sorts texts word by word."""
    return tuple(map(_word, text.casefold().translate(_SEPARATORS).split()))


@lru_cache(maxsize=8192)
def _word(word: str) -> _Word:
    if word.isascii() and word.isalnum():
        return word, _BASE * len(word), _LETTER * len(word)
    letters: list[str] = []
    accents: list[str] = []
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", word.translate(_TAKEN_APART)):
        if unicodedata.category(char) in _SHIFTED:
            marks.append(chr(_PUNCTUATION.find(char) + 1 or len(_PUNCTUATION) + 1))
        elif not unicodedata.combining(char):
            letters.append(char if char.isalnum() else _symbol(char))
            accents.append(_BASE)
            marks.append(_LETTER)
        elif marks and marks[-1] == _LETTER:
            accents.append(_ACCENTS.get(char, _UNKNOWN))
    return "".join(letters).translate(_AFTER), "".join(accents), "".join(marks)


def _symbol(char: str) -> str:
    """Return a key that sorts currency signs before all digits and letters."""
    return chr(1 + _CURRENCIES.find(char)) if char in _CURRENCIES else char


def ordered(references: list[Reference], keys: Sequence[Key]) -> list[Reference]:
    """Sort by a style's keys, and where these are equal by title, volume and day.

    References without a value for a key come last; equal ones keep their order.
    """
    return _ordered(references, (*keys, titles.sortable, _volume, _day))


def _volume(reference: Reference) -> str | None:
    return reference.volume or None


def _day(reference: Reference) -> str:
    return date_forms.sortable(reference.letter_date or reference.written or reference.issued)


def _ordered(references: list[Reference], keys: Sequence[Key]) -> list[Reference]:
    if len(references) < 2 or not keys:  # noqa: PLR2004 - one is in order
        return references
    first, *rest = keys
    decorated = sorted(((_value(first(one)), one) for one in references), key=itemgetter(0))
    return [
        one
        for _, equals in groupby(decorated, key=itemgetter(0))
        for one in _ordered([pair[1] for pair in equals], rest)
    ]


def _value(key: str | None) -> _SortValue:
    return (True, ()) if key is None else (False, words(key))
