"""Languages by their tags (BCP 47), and their names in English and in other programs."""

from functools import lru_cache
from typing import NamedTuple


class Language(NamedTuple):
    """The English name of a language, its name in babel, its code in MARC, and other names.

    `babel` is also BibLaTeX's localisation key; it is empty if TeX has none. `others`
    are further names in babel and polyglossia, the other code of ISO 639-2, the language's own
    name and, for some, those in other languages, with spaces between them.
    """

    english: str
    babel: str
    marc: str
    others: str = ""


KNOWN = {
    "ca": Language("Catalan", "catalan", "cat", "català"),
    "cs": Language("Czech", "czech", "cze", "čeština ces"),
    "da": Language("Danish", "danish", "dan", "dansk"),
    "de": Language(
        "German",
        "german",
        "ger",
        "ngerman deutsch deu austrian naustrian swissgerman nswissgerman allemand alemán tedesco "
        "немецкий",
    ),
    "el": Language("Greek", "greek", "gre", "polutonikogreek ελληνικά ell"),
    "en": Language(
        "English",
        "english",
        "eng",
        "american british usenglish ukenglish canadian australian newzealand anglais englisch "
        "inglés inglese английский",
    ),
    "es": Language("Spanish", "spanish", "spa", "español castellano espagnol spanisch испанский"),
    "fa": Language("Persian", "persian", "per", "farsi فارسی fas"),
    "fi": Language("Finnish", "finnish", "fin", "suomi"),
    "fr": Language(
        "French",
        "french",
        "fre",
        "français francais frenchb acadian canadien fra französisch francés francese французский",
    ),
    "hr": Language("Croatian", "croatian", "hrv", "hrvatski"),
    "hu": Language("Hungarian", "hungarian", "hun", "magyar"),
    "it": Language("Italian", "italian", "ita", "italiano italien italienisch итальянский"),
    "ja": Language("Japanese", "japanese", "jpn", "日本語"),
    "ko": Language("Korean", "korean", "kor", "한국어"),
    "la": Language("Latin", "latin", "lat"),
    "nl": Language("Dutch", "dutch", "dut", "nederlands nld"),
    "pl": Language("Polish", "polish", "pol", "polski"),
    "pt": Language("Portuguese", "portuguese", "por", "português portuges brazil brazilian"),
    "ro": Language("Romanian", "romanian", "rum", "română ron"),
    "ru": Language("Russian", "russian", "rus", "русский russe russisch ruso russo"),
    "sv": Language("Swedish", "swedish", "swe", "svenska"),
    "tr": Language("Turkish", "turkish", "tur", "türkçe"),
    "uk": Language("Ukrainian", "ukrainian", "ukr", "українська"),
    "yi": Language("Yiddish", "", "yid", "ייִדיש"),
    "zh": Language("Chinese", "", "chi", "中文 zho"),
}


def primary(tag: str) -> str:
    """Return the primary language subtag of a tag (RFC 5646, 2.2.1), in lower case."""
    return tag.partition("-")[0].lower()


@lru_cache(maxsize=1024)
def same(one: str, other: str) -> bool:
    """Return whether two tags name the same language, whatever the region or script."""
    return primary(one) == primary(other)


def known(tag: str) -> Language | None:
    """Return the language of a tag, if it is known."""
    return KNOWN.get(primary(tag))


def matches(tag: str, wanted: str) -> bool:
    """Return whether a language range matches a tag (RFC 4647, 3.3.1): pt matches pt-BR."""
    return f"{tag.lower()}-".startswith(f"{wanted.lower()}-")
