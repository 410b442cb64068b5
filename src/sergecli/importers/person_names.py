"""The names of people, as the files of other programs write them and a catalogue has them."""

import re
from collections.abc import Iterable, Sequence

from sergecli.model.csl import Name
from sergecli.model.names import is_east_asian
from sergecli.model.names import name as name_of

_SUFFIX = re.compile(r"[JS]r\.?|[JS]unior|I{2,3}|IV|VI{1,3}|IX|Esq\.?|p[èe]re|fils")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,4}")
_ROLE = re.compile(r" {0,3}\((?:eds?|hrsg|hg|trans|tr|dir|éds?)\.?\)", re.IGNORECASE)
_WITH_SUFFIX = re.compile(rf"(.*[^ ,]),? +({_SUFFIX.pattern})")
_MOST_PARTS = 3
# The words of a name in its usual order.
_PARTICLES = frozenset(
    {"al", "da", "de", "del", "den", "der", "di", "du", "el", "la", "le", "ten", "van", "von"}
)
_OTHERS = frozenset({"others", "and others", "et al", "et al.", "u. a.", "и др."})
_YEARS_OF_LIFE = re.compile(r",? ?\(?\d{4}[-–](?:\d{4})?\)?\.?\Z", re.ASCII)


def person(family: str, given: str, suffix: str = "") -> Name:
    """Return a name by its parts, a suffix after a comma: "King", "Martin Luther, Jr."."""
    # Quotation marks keep CSL's processors from taking "de" for a particle.
    family, given = family.replace("\u00a0", " ").strip('"“” '), given.replace("\u00a0", " ")
    match = _WITH_SUFFIX.fullmatch(family) if given and not suffix else None
    if match:
        family, suffix = match.groups()
    return Name(family, ", ".join(filter(None, (given, suffix)))) if family else Name(given)


def listed_name(text: str) -> Name:
    """Read "Family, Given", also with a suffix or years of life; without a comma it is a group."""
    return by_parts(_YEARS_OF_LIFE.sub("", _ROLE.sub("", text)).split(","))


def by_parts(parts: Iterable[str]) -> Name:
    """Return the name with these parts between commas; if there are too many, unsplit."""
    family, *others = [one for part in parts if (one := part.strip())] or [""]
    suffix = next((part for part in others if is_suffix(part)), "")
    if len(others) >= _MOST_PARTS:
        return Name(", ".join((family, *others)))
    given = ", ".join(part for part in others if part != suffix)
    if suffix and not given:
        given, _, family = family.rpartition(" ")
    return person(family, given, suffix)


def divided(names: Iterable[str]) -> list[str]:
    """Split names in one text, each with a comma: "Roe, Ann; Poe, Jim" or "Roe, A., Poe, J."."""
    found: list[str] = []
    for text in names:
        parts = [part.strip() for part in text.split(";") if part.strip()]
        listed = parts if all("," in part for part in parts) else [text]
        for each in listed:
            several = whole_names(each.split(","))
            found += [_turned(one) for one in several] or paired(each.split(",")) or [each]
    return found


def whole_names(parts: Sequence[str]) -> list[str]:
    """Return the parts between commas if they are several people: "Ann Roe, Jim Poe, Kim Zoe"."""
    several = len(parts) >= _MOST_PARTS and all(map(is_person, parts))
    return list(parts) if several and not any(map(_ends_in_initials, parts)) else []


def may_be_two(parts: Sequence[str]) -> bool:
    """Return whether a text may be two people, or one: "García Márquez, Ana Luz"."""
    return len(parts) == len(("family", "given")) and all(map(is_person, parts))


def is_person(text: str) -> bool:
    """Return whether a text may be a person's whole name."""
    words = text.split()
    return len(words) > 1 and all(one[:1].isupper() or one in _PARTICLES for one in words)


def _ends_in_initials(text: str) -> bool:
    return _are_initials(text.rpartition(" ")[2])


def _turned(text: str) -> str:
    name = name_of(text)
    return f"{name.family}, {name.given}"


def paired(parts: Sequence[str]) -> list[str]:
    """Join what commas divide in pairs, if every second part is initials; otherwise nothing."""
    stripped = [part.strip() for part in parts]
    families, initials = stripped[::2], stripped[1::2]
    if len(initials) < 2 or len(families) != len(initials):  # noqa: PLR2004 - several people
        return []
    if any(map(_are_initials, families)) or not all(map(_are_initials, initials)):
        return []
    return [", ".join(both) for both in zip(families, initials, strict=True)]


def _are_initials(text: str) -> bool:
    return text.isupper() and bool(_INITIALS.fullmatch(text))


def is_others(text: str) -> bool:
    """Return whether a text stands for people who are not named: "et al."."""
    return text.strip().lower() in _OTHERS


def is_suffix(text: str) -> bool:
    """Return whether part of a name is "Jr." or "III"."""
    return bool(_SUFFIX.fullmatch(text))


def written(name: Name) -> str:
    """Return a name as written in a catalogue, so that it is read back as the same name."""
    if not name.given:
        return f"{name.family}," if " " in name.family or "," in name.family else name.family
    # A family name of two words, or one that comes first, needs the comma.
    if " " in name.family or "," in name.family + name.given or is_east_asian(name.family):
        return f"{name.family}, {name.given}"
    return f"{name.given} {name.family}"
