r"""What BibLaTeX and BibTeX share: entries, names, and the marks that TeX minds.

BibTeX counts braces whether or not a backslash stands before them, so a brace
in a text is always written as a command.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from unicodedata import normalize

from sergecli.model import languages
from sergecli.model.csl import Name, Reference
from sergecli.model.edtf import Date, Kind
from sergecli.text.sanitize import safe

Escape = Callable[[str], str]
Field = tuple[str, str]

# Both want an author for an article or a book; brackets say who supplied this one.
NOBODY = Name("[Anonymous]")

_MARKS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "`": r"\textasciigrave{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        **{mark: "\\" + mark for mark in "$&#%_"},
    }
)
# LaTeX takes the dot off an i under these by itself; other readers make one letter of
# them and an "i", but two of them and an "\i".
_DOTTED = frozenset("\u0300\u0301\u0302\u0308")
# Between two of the same kind TeX would see one longer mark.
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
_LIGATURES_8 = re.compile(r"(?<=[-–—])(?=[-–—])|(?<=['’”])(?=['’”])|(?<=[‘“])(?=[‘“])|(?<=,)(?=,)")
_MINDED = re.compile(r"[,=]|\band\b", re.IGNORECASE)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_SPACES = re.compile(" +")
_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9!#$%&'()*+,./:;=?@_~\[\]-]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ACCENTS = {
    "\u0300": r"\`", "\u0301": r"\'", "\u0302": r"\^", "\u0303": r"\~", "\u0304": r"\=",
    "\u0306": r"\u ", "\u0307": r"\.", "\u0308": r"\"", "\u030a": r"\r ", "\u030b": r"\H ",
    "\u030c": r"\v ", "\u0323": r"\d ", "\u0327": r"\c ", "\u0328": r"\k ", "\u0331": r"\b ",
}  # fmt: skip
_LETTERS = {
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"{\ldots}",
    "\u00a0": "~", "\u202f": r"\,", "\u2011": "-", "«": r"{\guillemotleft}",
    "»": r"{\guillemotright}", "‹": r"{\guilsinglleft}", "›": r"{\guilsinglright}",
    "„": r"{\quotedblbase}", "‚": r"{\quotesinglbase}", "¡": "{!`}", "¿": "{?`}",
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}",
    "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "đ": r"{\dj}", "Đ": r"{\DJ}",
    "þ": r"{\th}", "Þ": r"{\TH}", "ð": r"{\dh}", "Ð": r"{\DH}", "§": r"{\S}", "¶": r"{\P}",
    "©": r"{\copyright}", "£": r"{\pounds}", "€": r"{\texteuro}", "°": r"{\textdegree}",
    "·": r"{\textperiodcentered}", "№": r"{\textnumero}", "×": r"{\texttimes}",
}  # fmt: skip


# Most texts are empty, or stand in many works: languages, containers, people.
@lru_cache(maxsize=4096)
def utf8(raw: str) -> str:
    """Make a text that LaTeX with UTF-8 sets as it is."""
    return _LIGATURES.sub("{}", _tame(raw))


@lru_cache(maxsize=4096)
def ascii8(raw: str) -> str:
    """Make a text for old BibTeX: accents and typographic marks as TeX's own.

    A letter that TeX has no command for stays what it is.
    """
    if raw.isascii():
        return utf8(raw)
    return _NOT_ASCII.sub(_letter, _LIGATURES_8.sub("{}", normalize("NFC", _tame(raw))))


def _tame(raw: str) -> str:
    return _SPACES.sub(" ", safe(raw)).strip().translate(_MARKS)


def _letter(match: re.Match[str]) -> str:
    char = match[0]
    if char in _LETTERS:
        return _LETTERS[char]
    base, mark = normalize("NFD", char)[:1], normalize("NFD", char)[1:]
    if mark not in _ACCENTS or not base.isascii():
        return char
    dot = mark >= "\u0323" or (base == "i" and mark in _DOTTED)
    dotless = {} if dot else {"i": r"\i", "j": r"\j"}
    return "{" + _ACCENTS[mark] + dotless.get(base, base) + "}"


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
