"""The tags (BCP 47) of languages that other programs name or tag in their own way."""

from sergecli.model.identifiers import language_fault, usual_tag
from sergecli.model.languages import KNOWN

_TAGS = {
    name: tag
    for tag, language in KNOWN.items()
    for name in (language.english.lower(), *language.others.split())
}


def tag(name: str) -> str:
    """Give the tag of a language's name or code; "" if it means none."""
    small = name.strip().lower()
    if small in _TAGS:
        return _TAGS[small]
    main, _, region = name.strip().replace("_", "-").partition("-")
    written = f"{_TAGS.get(main.lower(), main.lower())}-{region}".rstrip("-")
    return "" if language_fault(written) else usual_tag(written)
