"""Numbers and tags as their standards have them: ISBN (ISO 2108), language tags (BCP 47)."""

import re

_TEN, _THIRTEEN = 10, 13
_NUMBER = re.compile(r"\d{9}[\dX]|\d{13}", re.ASCII)
_SBN = re.compile(r"\d{8}[\dX]", re.ASCII)
# RFC 5646, 2.1, without the four or more letters that no language has been given yet.
_TAG = re.compile(
    r"""
    [a-z]{2,3} (?: -[a-z]{3} ){0,3}             # language, and its extensions
    (?: -[a-z]{4} )?                            # script
    (?: -(?: [a-z]{2} | \d{3} ) )?              # region
    (?: -(?: [a-z0-9]{5,8} | \d[a-z0-9]{3} ) )* # variants
    (?: -[a-wy-z0-9] (?: -[a-z0-9]{2,8} )+ )*   # extensions
    (?: -x (?: -[a-z0-9]{1,8} )+ )?             # private use
    | x (?: -[a-z0-9]{1,8} )+
    | i (?: -[a-z]{2,8} )+                      # registered before there was a form
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def isbn_error(isbn: str) -> str:
    """Say what is wrong with an ISBN of ten or thirteen digits (ISO 2108); "" if nothing is.

    Hyphens and spaces between the digits are ignored.
    """
    bare = isbn.replace("-", "").replace(" ", "")
    if _SBN.fullmatch(bare):
        return f"{isbn!r} is an SBN of nine digits; put 0- before it"
    if not _NUMBER.fullmatch(bare):
        return f"{isbn!r} is not an ISBN; an ISBN has ten or thirteen digits"
    if len(bare) == _THIRTEEN and not bare.startswith(("978", "979")):
        return f"{isbn!r} is not an ISBN; thirteen digits begin with 978 or 979"
    if bare[-1] != (right := _check_digit(bare)):
        return f"{isbn!r} has the wrong check digit; for the other digits it is {right}"
    return ""


def _check_digit(bare: str) -> str:
    digits = list(map(int, bare[:-1]))
    if len(bare) == _TEN:
        weighed = sum(
            weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True)
        )
        return "0123456789X"[-weighed % 11]
    return str(-sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10)


def language_error(tag: str) -> str:
    """Return what is wrong with a language tag (BCP 47, RFC 5646), or ""."""
    if _TAG.fullmatch(tag):
        return ""
    return f"{tag!r} is not a language tag (BCP 47); write en, fr, pt-BR"


def usual_tag(tag: str) -> str:
    """Return a language tag in the case that RFC 5646, 2.1.1, recommends: pt-BR, zh-Hant."""
    language, *others = tag.lower().split("-")
    usual = [language]
    for one in others:
        after_single = any(len(before) == 1 for before in usual)
        written = {2: one.upper(), 4: one.capitalize()}.get(len(one), one)
        # A variant such as 1996 has no letters.
        usual.append(one if after_single else written)
    return "-".join(usual)
