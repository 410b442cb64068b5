"""Text reduced for searching: without case, accents and punctuation."""

import re
import unicodedata

# Letters that Unicode does not decompose. Cyrillic is romanised as English-speaking libraries
# do it (ALA-LC), without diacritics.
LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | dict(zip("абвгдезиклмнопрстуфыэ", "abvgdeziklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
    | {"ю": "iu", "я": "ia", "і": "i", "є": "ie", "ґ": "g", "ʹ": "", "ʺ": ""}
)
ELISION = re.compile(r"\b(l|d|j|n|s|c|m|t|qu|jusqu|lorsqu|puisqu)['’ʼ`´](?=\w)")
_APOSTROPHE = re.compile(r"['’ʼ`´]")
_WORD = re.compile(r"[^\W_]+")
# The first \b keeps the time linear: without it a match would be tried at every letter.
_COMPOUND = re.compile(r"\b\w+(?:-\w+)+")
POSSESSIVE = re.compile(r"\b(\w\w+)['’][sS]\b")
_ARTICLES = frozenset({"a", "an", "the"})


def fold(text: str) -> str:
    """Return the words in lower-case Latin letters without accents, separated by single spaces.

    A French elision becomes a word ("l’anarchie": "l anarchie"); an English apostrophe
    is removed ("Lenin’s": "lenins").
    """
    if not text.isascii():
        # Twice, since some letters become capitals only when decomposed (ᴭ becomes Æ).
        text = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKD", text).translate(LETTERS)
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = ELISION.sub(r"\1 ", text.lower())
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", text)))


def solid(text: str) -> str:
    """Return the folded words of a text as one word."""
    return fold(text).replace(" ", "")


def filing(title: str) -> str:
    """Return the form of a title by which it is sorted: folded, without a leading article."""
    words = fold(title).split()
    # French à is no English article.
    first = _WORD.search(unicodedata.normalize("NFC", title))
    if len(words) > 1 and first and {words[0], first[0].lower()} <= _ARTICLES:
        del words[0]
    return " ".join(words)


def filing_name(name: str) -> str:
    """Return a name with the family name first: "Serge Victor", from either order."""
    if "," in name:
        return name.replace(",", " ")
    given, _, family = name.rpartition(" ")
    return f"{family} {given}".strip()


def words_of(text: str) -> set[str]:
    """Return the folded words of a text, in every form that readers may type.

    A compound ("Counter-Revolution") gives its parts and the whole as one word, a
    possessive also the word without its s.
    """
    words = set(fold(text).split())
    words.update(fold(one.replace("-", "")) for one in _COMPOUND.findall(text))
    words.update(map(fold, POSSESSIVE.findall(text)))
    return words
