"""Russian names as English, French and German write them, made one.

`canonical` maps the spellings of one sound to one spelling: two words that come
out alike may be the same name (Trotsky, Trotski, Trotzki, Trockij). It is made
for comparing, not for reading. `docs/search.md` explains the table.
"""

import re
from functools import cache

# Names that the languages translate rather than spell, or spell by their own sounds.
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
}

# (the spellings of a sound, the one that stands for them), applied in order to
# a folded word; a trailing $ binds a spelling to the end of the word.
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
# First letters that the rules may turn into one another.
_FIRST = str.maketrans("cjywz", "kiivs")


def canonical(word: str) -> str:
    """Give the one spelling for all spellings of a name; `word` is folded."""
    word = NAMES.get(word, word)
    for spelling, one in _rules():
        word = spelling.sub(one, word)
    return word


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile the rules when they are first wanted: it takes milliseconds."""
    return tuple((re.compile(spelling), one) for spelling, one in RULES)


def may_be_one(word: str, other: str) -> bool:
    """Tell cheaply whether two folded words are worth comparing by `canonical`."""
    return word[:1].translate(_FIRST) == other[:1].translate(_FIRST)
