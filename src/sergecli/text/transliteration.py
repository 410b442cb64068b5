"""Spellings of Russian names in English, French and German, reduced to one.

`canonical` maps the spellings of a sound to one spelling: words with the same result may
be the same name (Trotsky, Trotski, Trotzki, Trockij). The result is for comparison only.
`docs/search.md` explains the table.
"""

import re
from functools import cache

# Names that are translated rather than transliterated, or that the rules do not cover.
NAMES = {
    "lev": "leon",
    "lew": "leon",
    "leo": "leon",
    "pjotr": "peter",
    "piotr": "peter",
    "pyotr": "peter",
    "iwan": "ivan",
    "jean": "ivan",
    "serzh": "serge",
    "alexei": "alexis",
    "aleksei": "alexis",
    "alexey": "alexis",
}

# (spellings of a sound, the one that replaces them), applied in order to a folded word;
# with $ only at its end.
RULES = (
    ("tschtsch|chtch|shch|stsch", "sh"),
    ("tsch|tch", "ch"),
    ("dsch|zh|dj|sch", "sh"),
    ("kh", "h"),
    ("(?:off|ow|of)$", "ov"),
    ("(?:eff|ew|ef)$", "ev"),
    ("(?:tz|ts|c)(?=k)", "s"),
    ("(?:kij|kii|kiy|kyi|ky)$", "ki"),
    ("ine$", "in"),
    ("che$", "ch"),
    ("ks", "x"),
    ("w", "v"),
    ("z", "s"),
    ("ou", "u"),
    ("[yj]?a(?=[aeiou])|[yji]a", "ia"),
    ("[yji]u", "iu"),
    ("[yji]e", "e"),
    ("[yj]", "i"),
    ("c(?![hei])", "k"),
    (r"(.)\1+", r"\1"),
)
# First letters that the rules may replace by others.
FIRST = str.maketrans("cjywz", "kiivs")


def canonical(word: str) -> str:
    """Return the one spelling for all spellings of a name; `word` is folded."""
    word = NAMES.get(word, word)
    for spelling, one in _rules():
        word = spelling.sub(one, word)
    return word


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile the rules at their first use: it takes milliseconds."""
    return tuple((re.compile(spelling), one) for spelling, one in RULES)


def may_be_one(word: str, other: str) -> bool:
    """Return quickly whether two folded words are worth comparing by `canonical`."""
    return word[:1].translate(FIRST) == other[:1].translate(FIRST)
