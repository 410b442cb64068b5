"""Names of languages, as other programs have them, and their BCP 47 tags."""

from sergecli.standards import language_fault, usual_tag

# babel's and polyglossia's names, ISO 639-2's codes, the languages' own names.
_NAMES = {
    "ca": "catalan català cat",
    "cs": "czech čeština ces cze",
    "da": "danish dansk dan",
    "de": "german ngerman deutsch deu ger austrian naustrian swissgerman nswissgerman",
    "el": "greek polutonikogreek ελληνικά ell gre",
    "en": "english american british usenglish ukenglish canadian australian newzealand eng",
    "es": "spanish español castellano spa",
    "fi": "finnish suomi fin",
    "fr": "french français francais frenchb acadian canadien fra fre",
    "hu": "hungarian magyar hun",
    "it": "italian italiano ita",
    "la": "latin lat",
    "nl": "dutch nederlands nld dut",
    "pl": "polish polski pol",
    "pt": "portuguese português portuges brazil brazilian por",
    "ro": "romanian română ron rum",
    "ru": "russian русский rus",
    "sv": "swedish svenska swe",
    "tr": "turkish türkçe tur",
    "uk": "ukrainian українська ukr",
}
_TAGS = {name: tag for tag, names in _NAMES.items() for name in names.split()}


def tag(name: str) -> str:
    """Give the tag of a language's name or code; "" if it means none."""
    small = name.strip().lower()
    if small in _TAGS:
        return _TAGS[small]
    main, _, region = name.strip().replace("_", "-").partition("-")
    written = f"{_TAGS.get(main.lower(), main.lower())}-{region}".rstrip("-")
    return "" if language_fault(written) else usual_tag(written)


def main(tag: str) -> str:
    """Give the language of a tag, without its region."""
    return tag.partition("-")[0].lower()
