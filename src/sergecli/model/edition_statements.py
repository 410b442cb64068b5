"""Edition statements: "2" for a numbered edition, or words such as "rev. ed.".

English words are abbreviated as in CMOS 10.42; those in other languages are kept as they are.
"""

import re

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_WORDS = {
    "revised": "rev.", "enlarged": "enl.", "rev": "rev.", "enl": "enl.",
    **{word: word for word in (
        "abridged", "and", "augmented", "corrected", "expanded", "illustrated", "new", "updated",
    )},
}  # fmt: skip
_EDITION = frozenset({"ed", "edition"})
_NUMBERED = re.compile(r"([1-9]\d{0,2})(?:st|nd|rd|th)?", re.ASCII)
_FOREIGN = re.compile(
    r"([1-9]\d?)(?:\.|e|ème|º|ª|°)? ?(?:aufl(?:age|\.)|édition|éd\.|ed\.|изд\.)",
    re.IGNORECASE | re.ASCII,
)


def read(text: str) -> str:
    """Return "2" for "Second edition", "rev. ed." for "Revised"; other words unchanged."""
    if match := _FOREIGN.fullmatch(text):
        return match[1]
    bare = [word.lower().strip(",.") for word in text.split()]
    words = [_word(word) for word in bare if word not in _EDITION]
    if not (words and all(words)):
        return text
    number = _NUMBERED.fullmatch(words[0]) if len(words) == 1 else None
    return number[1] if number else " ".join((*words, "ed."))


def _word(word: str) -> str:
    number = _NUMBERED.fullmatch(word)
    if number or word in _ORDINALS:
        return _ordinal(int(number[1]) if number else _ORDINALS.index(word) + 1)
    return _WORDS.get(word, "")


def _ordinal(number: int) -> str:
    teens = number // 10 % 10 == 1
    return f"{number}{'th' if teens else _SUFFIXES.get(number % 10, 'th')}"


def written(statement: str) -> str:
    """Return "2nd ed." or "rev. ed."; nothing for the first edition (CMOS 14.17, APA 9.19)."""
    plain = read(statement)
    if plain == "1":
        return ""
    return f"{_ordinal(int(plain))} ed." if _NUMBERED.fullmatch(plain) else plain


def in_bibtex(statement: str) -> str:
    """Return "Second" or "Rev.", to which BibTeX's styles add the word "edition"."""
    plain = read(statement)
    if not _NUMBERED.fullmatch(plain):
        short = plain.removesuffix(" ed.")
        return short if read(short) == plain else plain
    number = int(plain)
    return _ORDINALS[number - 1].capitalize() if number <= len(_ORDINALS) else _ordinal(number)
