"""What BibLaTeX and BibTeX share: entries, names, lists, addresses and EDTF dates."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from sergecli.model import languages
from sergecli.model.csl import Name, Reference
from sergecli.model.edtf import Date, Kind

Escape = Callable[[str], str]
Field = tuple[str, str]

_MINDED = re.compile(r"[,=]|\band\b", re.IGNORECASE)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9!#$%&'()*+,./:;=?@_~\[\]-]")


def people(names: Iterable[Name], escape: Escape) -> str:
    """Give names as "Family, Given and {Group}"."""
    return " and ".join(_person(name, escape) for name in names)


@lru_cache(maxsize=4096)
def _person(name: Name, escape: Escape) -> str:
    if not (name.family and name.given):
        return braced(escape(name.family or name.given))
    return ", ".join(_part(part, escape) for part in (name.family, name.given))


def _part(part: str, escape: Escape) -> str:
    # A comma, "and", "=", a hyphen at an end and a small first letter have a
    # meaning in a name.
    plain = part[:1].isupper() and part[-1] != "-" and not _MINDED.search(part)
    return escape(part) if plain else braced(escape(part))


def group(raw: str, escape: Escape) -> str:
    """Give one item of a list, as publishers are: "and" must not divide it."""
    text = escape(raw)
    return braced(text) if _AND.search(raw) else text


def braced(text: str) -> str:
    """Put in braces."""
    return "{" + text + "}"


def language(tag: str) -> str:
    """Give the name of the language that a BCP 47 tag means, if TeX has one."""
    known = languages.known(tag)
    return known.babel if known else ""


def nameless(reference: Reference) -> bool:
    """Whether the reference is in a language that TeX has no name for."""
    return bool(reference.language) and not language(reference.language)


def address(url: str) -> str:
    """Percent-encode (RFC 3986) what may not stand in an address."""
    return _NOT_IN_ADDRESS.sub(_percent, url)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def pages(printed: str) -> str:
    """Give ranges with the two hyphens that the manuals ask for."""
    return printed.replace("–", "--")


def entry(kind: str, key: str, fields: Iterable[Field]) -> str:
    """Lay out one entry; a field without a value is left out."""
    lines = [f"  {name:<14}= {value}," for name, value in fields if value.strip("{}")]
    return "\n".join((f"@{kind}{{{key},", *lines, "}")) + "\n"


@lru_cache(maxsize=4096)
def edtf(date: Date | None) -> tuple[str, bool]:
    """Give a date as BibLaTeX reads it, and whether that is all of it.

    The manual's section "Date and Time Specifications" takes EDTF's levels 0
    and 1, but unknown digits only without `~` and `?` and not in an interval;
    what goes beyond becomes the interval that holds it.
    """
    if date is None:
        return "", True
    unknown = any(point.unspecified for point in date.points)
    flagged = date.approximate or date.uncertain
    if len(date.points) == 1:
        text = str(date.points[0])
        return (text.rstrip("~?%"), False) if unknown and flagged else (text, True)
    if date.kind is Kind.INTERVAL and not unknown:
        return str(date), True
    if unknown:
        return f"{date.earliest.year:04d}/{date.latest.year:04d}", False
    return f"{date.points[0]}/{date.points[-1]}", False
