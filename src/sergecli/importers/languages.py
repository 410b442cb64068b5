"""The tags (BCP 47) of languages that other programs name or tag in their own way."""

import re

from sergecli.model.identifiers import language_error, usual_tag
from sergecli.model.languages import KNOWN, same

_TAGS = {
    name: tag
    for tag, language in KNOWN.items()
    for name in (language.english.lower(), language.marc, *language.others.split())
}


def tag(name: str) -> str:
    """Return the tag of a language's name or code; "" for anything else."""
    small = name.strip().lower()
    if small in _TAGS:
        return _TAGS[small]
    main, _, region = name.strip().replace("_", "-").partition("-")
    written = f"{_TAGS.get(main.lower(), main.lower())}-{region}".rstrip("-")
    return "" if language_error(written) else usual_tag(written)


# Small words that few titles in another language have, and the letters of a script.
_SMALL_WORDS = {
    tag: frozenset(words.split())
    for tag, words in {
        "fr": "le la les des du et une dans pour sur aux au",
        "de": "der die das und ein eine im von zur zum des den",
        "es": "el los las y del una por para con",
        "it": "il gli della di del delle nella una per",
        "pt": "o os da do das uma para não e",
        "nl": "het een van de en voor",
    }.items()
}
_SCRIPTS = {"ru": re.compile("[а-яё]{3}", re.IGNORECASE), "el": re.compile("[α-ω]{3}")}
# How many small words identify a language; one is enough with a letter English lacks.
_ENOUGH = 2


def foreign(title: str, language: str) -> str:
    """Return the language that a title seems to be in, if it is not that of the catalogue."""
    words = set(re.findall(r"\w+", title.lower()))
    counts = {tag: len(words & small) for tag, small in _SMALL_WORDS.items()}
    counts |= {tag: _ENOUGH * bool(script.search(title)) for tag, script in _SCRIPTS.items()}
    likeliest = max(counts, key=lambda tag: counts[tag])
    if not counts[likeliest]:
        return ""
    points = counts[likeliest] + bool(re.search("[À-ÖØ-öø-ɏ]", title))
    return KNOWN[likeliest].english if points >= _ENOUGH and not same(likeliest, language) else ""
