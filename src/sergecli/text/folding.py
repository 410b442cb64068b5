"""Text as a search sees it: no case, no accents, no punctuation."""

import re
import unicodedata

# Letters that have no decomposition in Unicode, but one in every reader's head.
# Cyrillic ones are as English-speaking libraries write them, without the marks.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | dict(zip("абвгдезиклмнопрстуфыэ", "abvgdeziklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
    | {"ю": "iu", "я": "ia", "і": "i", "є": "ie", "ґ": "g"}
)
_ELISION = re.compile(r"\b(l|d|j|n|s|c|m|t|qu|jusqu|lorsqu|puisqu)['’ʼ`´](?=\w)")
_APOSTROPHE = re.compile(r"['’ʼ`´]")
_WORD = re.compile(r"[^\W_]+")
# Begun at the edge of a word: within one, each letter would be tried in turn.
_COMPOUND = re.compile(r"\b\w+(?:-\w+)+")
_POSSESSIVE = re.compile(r"\b(\w\w+)['’]s\b")
_ARTICLES = frozenset({"a", "an", "the"})


def fold(text: str) -> str:
    """Give the words in small Latin letters without accents, single spaces between.

    A French elision is a word of its own ("l’anarchie": "l anarchie"), an
    English apostrophe nothing ("Lenin’s": "lenins").
    """
    if not text.isascii():
        # Twice, for what is a capital only when taken apart (a raised Æ).
        text = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKD", text).translate(_LETTERS)
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = _ELISION.sub(r"\1 ", text.lower())
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", text)))


def filing(title: str) -> str:
    """Give a title as a librarian files it: folded, without a leading article."""
    words = fold(title).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    return " ".join(words)


def filing_name(name: str) -> str:
    """Give a name family first: "Serge Victor", from "Victor Serge" or "Serge, Victor"."""
    if "," in name:
        return name.replace(",", " ")
    given, _, family = name.rpartition(" ")
    return f"{family} {given}".strip()


def words_of(text: str) -> set[str]:
    """Give the folded words of a text as readers may type them.

    A compound counts as its parts and as one word ("Counter-Revolution"), a
    possessive also without its s.
    """
    words = set(fold(text).split())
    words.update(fold(one.replace("-", "")) for one in _COMPOUND.findall(text))
    words.update(map(fold, _POSSESSIVE.findall(text)))
    return words
