"""Languages by their tags (BCP 47), and their names in English and in other programs."""

from functools import lru_cache
from typing import NamedTuple


class Language(NamedTuple):
    """The English name of a language, its name in babel, and other names, space-separated.

    `babel` is also BibLaTeX's localisation key; it is empty if TeX has none. `others`
    are further names in babel and polyglossia, the codes of ISO 639-2, the language's own
    name and, for some, those in other languages.
    """

    english: str
    babel: str = ""
    others: str = ""


KNOWN = {
    "ca": Language("Catalan", "catalan", "català cat"),
    "cs": Language("Czech", "czech", "čeština ces cze"),
    "da": Language("Danish", "danish", "dansk dan"),
    "de": Language(
        "German",
        "german",
        "ngerman deutsch deu ger austrian naustrian swissgerman nswissgerman "
        "allemand alemán tedesco немецкий",
    ),
    "el": Language("Greek", "greek", "polutonikogreek ελληνικά ell gre"),
    "en": Language(
        "English",
        "english",
        "american british usenglish ukenglish canadian australian newzealand eng anglais englisch "
        "inglés inglese английский",
    ),
    "es": Language("Spanish", "spanish", "español castellano spa espagnol spanisch испанский"),
    "fa": Language("Persian", "persian", "farsi فارسی fas per"),
    "fi": Language("Finnish", "finnish", "suomi fin"),
    "fr": Language(
        "French",
        "french",
        "français francais frenchb acadian canadien fra fre französisch "
        "francés francese французский",
    ),
    "hr": Language("Croatian", "croatian", "hrvatski hrv"),
    "hu": Language("Hungarian", "hungarian", "magyar hun"),
    "it": Language("Italian", "italian", "italiano ita italien italienisch итальянский"),
    "ja": Language("Japanese", "japanese", "日本語 jpn"),
    "ko": Language("Korean", "korean", "한국어 kor"),
    "la": Language("Latin", "latin", "lat"),
    "nl": Language("Dutch", "dutch", "nederlands nld dut"),
    "pl": Language("Polish", "polish", "polski pol"),
    "pt": Language("Portuguese", "portuguese", "português portuges brazil brazilian por"),
    "ro": Language("Romanian", "romanian", "română ron rum"),
    "ru": Language("Russian", "russian", "русский rus russe russisch ruso russo"),
    "sv": Language("Swedish", "swedish", "svenska swe"),
    "tr": Language("Turkish", "turkish", "türkçe tur"),
    "uk": Language("Ukrainian", "ukrainian", "українська ukr"),
    "yi": Language("Yiddish", "", "ייִדיש yid"),
    "zh": Language("Chinese", "", "中文 zho chi"),
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
