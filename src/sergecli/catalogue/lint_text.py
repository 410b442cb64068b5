"""Checks single texts of a catalogue: quotes, dashes, blanks, capitals, letters.

`docs/check.md` explains each warning by its name.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator
from functools import cache
from typing import NamedTuple

# How many characters of a text a message quotes.
_LONGEST = 60
_TITLES = frozenset({"title", "original_title", "container", "other_titles"})
_NAMES = frozenset({"author", "authors", "recipient", "translators", "editors"})
_NUMBERS = frozenset({"volume", "issue", "pages"})
# Fields that are not the cataloguer's wording: quotations, and addresses with a remark.
_OTHERS = frozenset({"rights", "sources"})

_STRAIGHT = re.compile(r"['\"`]")
_DOUBLE = re.compile(r"[^\S\n]{2}")
_ODD_NO_BREAK = re.compile(r"[^\W\d_]{2}\xa0[^\W\d_]{2}")
_LAST_WORD = re.compile(r"(?<![^\s“‘«(])[^\W\d_]{5,}\.\Z")
_YEARS = re.compile(r"(?<![\d-])(?<!ISSN )(1[4-9]\d\d|20\d\d)-(1[4-9]\d\d|20\d\d)(?![\d-])")
_RANGE = re.compile(r"(?<!\d)(\d+)(–|-)(\d+)(?!\d)", re.ASCII)
_HYPHENED = re.compile(r"(?<!\d)(\d+)-(\d+)(?!\d)", re.ASCII)
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_CYRILLIC = "Ѐ-ӿ"
_LOOK_ALIKES = f"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο{_CYRILLIC}"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_MIXED = re.compile(f"[{_LATIN}][{_LOOK_ALIKES}]|[{_LOOK_ALIKES}][{_LATIN}]")
# Signs of a UTF-8 text that was decoded with another encoding.
_TWICE_ENCODED = re.compile(r"[ÂÃâ][^\x00-\x7f]+")
_MARKUP = re.compile(
    r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]{2,8});"
    r"|</?(?:a|b|br|em|i|p|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>"
    r"|\\[a-zA-Z]+\{|\\[\"'^`~]\{?[a-zA-Z]"
)
_LABELS = {
    "pages": re.compile(r"(?:pp?|pages?|pgs?)\b\.?\s*\d", re.IGNORECASE),
    "volume": re.compile(r"(?:vol|vols|volumes?|tome|bd|band)\b\.?\s*\d", re.IGNORECASE),
    "issue": re.compile(r"(?:no|nos|nr|numbers?|issues?)\b\.?\s*\d|n[°º]\s*\d|№", re.IGNORECASE),
}
_FAMILY_FIRST = re.compile(r"([^\s,]+), (?!(?:Jr|Sr|Inc|Ltd|Co|LLC|Esq|PhD)\b|[IVX]+\Z)(\S[^,]*)")
_MARKS = {"“": "”", "«": "»", "(": ")", "[": "]"}
_SHOWN_AS_NOTHING = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp"})
# Line breaks, and the joiners and non-joiners of Arabic, Persian and Indian scripts.
_MEANT = frozenset("\n\u200c\u200d")


def _straight_quotes(key: str, text: str) -> Iterator[tuple[str, int]]:
    """Yield a message for each straight quote, and the position of its character in the text."""
    for found in _STRAIGHT.finditer(text) if key not in _OTHERS else ():
        curved = "“ or ”" if found[0] == '"' else "‘ or ’"
        yield f"has a straight {found[0]}; write {curved}", found.start() + 1


def _space(key: str, text: str) -> str:
    # A note may have several lines.
    inner = text.strip("\n") if key == "note" else text
    if inner != inner.strip():
        return "begins or ends with a space"
    if "\n" in inner and key != "note":
        return "runs over a line end"
    if "\t" in inner or _DOUBLE.search(inner):
        return "has two spaces, or a tab, between words"
    if "\xa0" in inner and (key in _NAMES or _ODD_NO_BREAK.search(inner)):
        return "has a non-breaking space between words"
    return ""


def _full_stop(key: str, text: str) -> str:
    # The name of a container may be abbreviated.
    found = key != "container" and text.endswith(".") and _LAST_WORD.search(text)
    return "ends with a full stop" if found else ""


def hyphened(key: str, text: str) -> list[re.Match[str]]:
    """Return matches for the ranges written with a hyphen: their first and last number."""
    if key in _NUMBERS:
        # If the second number is smaller, it may be a number in two parts, such as 2014-1.
        return [
            one
            for one in _HYPHENED.finditer(text)
            if key == "pages" or _number(one[1]) < _number(one[2])
        ]
    if key in _OTHERS or key in _NAMES:
        return []
    return [one for one in _YEARS.finditer(text) if one[1] < one[2]]


def _hyphen(key: str, text: str) -> str:
    ranges = hyphened(key, text)
    if ranges:
        return f"has a hyphen in a range; write {'–'.join(ranges[0].groups())}"
    if key in _OTHERS or key in _NAMES:
        return ""
    if " - " in text and key not in _NUMBERS:
        return "has a hyphen for a dash; write –"
    return ""


def _number(digits: str) -> tuple[int, str]:
    """Return a key that sorts as the number does, however many digits it has."""
    bare = digits.lstrip("0")
    return len(bare), bare


def _backwards(key: str, text: str) -> str:
    if ":" in text:
        return ""
    for first, _, last in _RANGE.findall(text.partition(" [")[0]):
        if _number(first) <= _number(last):
            continue
        if len(last) < len(first) and key == "pages":
            return "runs backwards; write both in full, as in 115–121"
        # 1936–37 is a volume covering two years.
        if len(last) >= len(first):
            return f"runs backwards, from {first[:_LONGEST]} to {last[:_LONGEST]}"
    return ""


def _capitals(_key: str, text: str) -> str:
    if text.isupper() and len(_LONG_WORD.findall(text)) > 1:
        return "is all in capitals"
    return ""


def _mixed_script(_key: str, text: str) -> str:
    if not (found := _MIXED.search(text)):
        return ""
    foreign = next(char for char in found[0] if not re.match(f"[{_LATIN}]", char))
    return f"has a letter of another alphabet in a word: {_named(foreign)}"


def _decomposed(_key: str, text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return ""
    return "is not in Unicode’s form NFC: letters and their accents are separate characters"


def _invisible(_key: str, text: str) -> str:
    if "\ufffd" in text:
        return "has lost a letter (it contains U+FFFD)"
    if text.isprintable():
        return ""
    for char in text:
        if unicodedata.category(char) in _SHOWN_AS_NOTHING and char not in _MEANT and char != "\t":
            return f"has an invisible character: {_named(char)}"
    return ""


def _named(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()


def _encoded_twice(_key: str, text: str) -> str:
    for found in _TWICE_ENCODED.findall(text):
        for encoding in ("cp1252", "latin-1"):
            try:
                right = found.encode(encoding).decode()
            except ValueError:
                continue
            return f"was read in the wrong encoding; {quoted(found)} was {quoted(right)}"
    return ""


def _markup(key: str, text: str) -> str:
    if key not in _OTHERS and (found := _MARKUP.search(text)):
        return f"contains markup: {quoted(found[0])}"
    return ""


def _label(key: str, text: str) -> str:
    if found := _LABELS[key].match(text):
        label = quoted(found[0][:-1].strip() or found[0])
        return f"begins with {label}; leave it out, since citations add it"
    return ""


def _unclosed(key: str, text: str) -> str:
    # In German “ is the closing mark for „.
    if key in _OTHERS or "„" in text:
        return ""
    for opened, closed in _MARKS.items():
        if (
            opened in text
            and text.count(opened) > text.count(closed)
            and not (opened == "«" and "»" in text)
        ):
            return f"opens {opened} and does not close it"
    return ""


def _name_order(_key: str, text: str) -> str:
    if found := _FAMILY_FIRST.fullmatch(text):
        return f"has the family name first; write {quoted(f'{found[2]} {found[1]}')}"
    return ""


class _Check(NamedTuple):
    """What looks for something wrong in a text, and if not in all, in the texts of which fields."""

    look: Callable[[str, str], str]
    fields: Container[str] = ()
    beyond_ascii: bool = False


CHECKS = {
    "space": _Check(_space),
    "full-stop": _Check(_full_stop, _TITLES),
    "hyphen": _Check(_hyphen),
    "backwards": _Check(_backwards, _NUMBERS),
    "capitals": _Check(_capitals, _TITLES),
    "mixed-script": _Check(_mixed_script, beyond_ascii=True),
    "decomposed": _Check(_decomposed, beyond_ascii=True),
    "invisible": _Check(_invisible),
    "encoded-twice": _Check(_encoded_twice, beyond_ascii=True),
    "markup": _Check(_markup),
    "label": _Check(_label, _NUMBERS),
    "unclosed": _Check(_unclosed),
    "name-order": _Check(_name_order, _NAMES),
}


@cache
def _checks_of(key: str, *, ascii_only: bool) -> dict[str, Callable[[str, str], str]]:
    return {
        name: check.look
        for name, check in CHECKS.items()
        if key in (check.fields or {key}) and not (ascii_only and check.beyond_ascii)
    }


def about(key: str, text: str) -> Iterator[tuple[str, str, int]]:
    """Check the text of a field; yield each warning's name, message and character (or 0)."""
    if key == "sources" and "://" in text:
        return
    for message, letter in _straight_quotes(key, text):
        yield "straight-quote", message, letter
    for name, check in _checks_of(key, ascii_only=text.isascii()).items():
        if message := check(key, text):
            yield name, message, 0


def quoted(text: str) -> str:
    """Return a text, or its beginning, quoted for a message."""
    return f"‘{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}’"
