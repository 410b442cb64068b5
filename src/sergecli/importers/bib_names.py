"""Names as BibTeX and BibLaTeX write them (btxdoc 4; the BibLaTeX manual, "Name Parts")."""

import re
from collections.abc import Iterator

from sergecli.importers import person_names
from sergecli.importers.base import clean
from sergecli.importers.person_names import by_parts, is_suffix, paired, person, whole_names
from sergecli.model.csl import Name
from sergecli.text import latex

_BOUND = re.compile(r"[{}]|(?:^|(?<!\s)\s++)and(?=\s|\Z)|[;,&\s~]", re.IGNORECASE)
_EXTENDED = re.compile(r"\s*[a-z]{1,20}(?:-i)?\s*=")
_YEARS_OF_LIFE = re.compile(r"\d{4}--?(?:\d{4})?", re.ASCII)
# "von Last, Jr., First".
_MOST_PARTS = 3
# The number by which DBLP tells apart people of one name.
_HOMONYM = re.compile(r" 0\d{3}\s*\Z")
_SPECIAL = re.compile(r"\{\\")


def people(raw: str) -> tuple[Name, ...]:
    """Read a list of names, "Last, First and {Group} and von Last, Jr., First"."""
    if not raw:
        return ()
    listed = (one for several in _split(raw, "and") for one in _divided(several))
    names = (_name(_HOMONYM.sub("", one)) for one in listed if clean(one) not in {"", "others"})
    return tuple(name for name in names if name.family)


def _divided(raw: str) -> list[str]:
    """Divide names at other marks than "and": at semicolons, at "&", at commas after initials."""
    parts = [part for several in _split(raw, ";") for part in _split(several, "&")]
    if not all("," in part for part in parts):
        return [raw]
    return [one for part in parts for one in _between_commas(part)]


def _between_commas(raw: str) -> list[str]:
    parts = [*_split(raw, ",")]
    return whole_names(parts) or paired(parts) or [raw]


def are_unclear(raw: str) -> bool:
    """Return whether one name has more commas than BibTeX allows (btxdoc 4)."""
    listed = (one for several in _split(raw, "and") for one in _divided(several))
    return any(len([*_split(one, ",")]) > _MOST_PARTS for one in listed if not _EXTENDED.match(one))


def may_be_two(raw: str) -> bool:
    """Return whether one name may be two: "Ann Roe, Jim Poe"."""
    return any(person_names.may_be_two([*_split(one, ",")]) for one in _split(raw, "and"))


def _split(raw: str, mark: str) -> Iterator[str]:
    """Split a text at each mark ("and", a comma, a blank) outside braces."""
    depth = start = 0
    for match in _BOUND.finditer(raw):
        found = match[0].strip().lower()
        depth = max(0, depth + (found == "{") - (found == "}"))
        if depth == 0 and (found or " ") == mark:
            yield raw[start : match.start()]
            start = match.end()
    yield raw[start:]


def _words(raw: str) -> list[str]:
    return [part for part in _split(raw.replace("~", " "), " ") if part]


def _text(raw: str) -> str:
    return clean(latex.read(raw))


def _name(raw: str) -> Name:
    if _EXTENDED.match(raw):
        return _extended(raw)
    first, *others = map(str.strip, _split(raw, ","))
    if not others:
        words = _words(raw)
        suffix = _text(words.pop()) if len(words) > 2 and is_suffix(_text(words[-1])) else ""  # noqa: PLR2004 - a given and a family name
        return _in_order(words, suffix)
    if len(others) == 1 and is_suffix(_text(others[0])):
        return _in_order(_words(first), _text(others[0]))
    return by_parts(_text(part) for part in (first, *others) if not _YEARS_OF_LIFE.fullmatch(part))


def _in_order(words: list[str], suffix: str) -> Name:
    """Read "First von Last": the particle is the part that starts with a small letter."""
    small = [number for number, word in enumerate(words[:-1]) if _is_particle(word)]
    start = small[0] if small else len(words) - 1
    return person(_text(" ".join(words[start:])), _text(" ".join(words[:start])), suffix)


def _is_particle(word: str) -> bool:
    # Braces hide the case, but for those around an accent.
    braced = word.startswith("{") and not _SPECIAL.match(word)
    return not braced and _text(word)[:1].islower()


def _extended(raw: str) -> Name:
    """Read "family=Humboldt, given=Alexander, prefix=von, useprefix=true"."""
    parts = {}
    for part in _split(raw, ","):
        name, _, value = part.partition("=")
        parts[name.strip()] = _text(value.strip().strip('"'))
    family, given, prefix = (parts.get(name, "") for name in ("family", "given", "prefix"))
    together = prefix + ("" if prefix.endswith(("'", "’")) else " ")
    if prefix and parts.get("useprefix") == "true":
        family = together + family
    elif prefix:
        given = f"{given} {prefix}".strip()
    return person(family or parts.get("literal", ""), given, parts.get("suffix", ""))
