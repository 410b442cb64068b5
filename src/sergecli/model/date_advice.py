"""Says what is wrong with a text that should be a date, and what to write instead.

Loaded only when a date is wrong. Each rule describes one kind of mistake: its pattern,
what is wrong, and the correction. Rules are applied one after another, since a text may
have several mistakes; the first is reported. A correction is parsed before it is
recommended.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sergecli.errors import DateError
from sergecli.model import date_reader, edtf
from sergecli.model.edtf import NotEdtfError, quoted

FORMS = "write 1938, 1938-04, 1938-04-28, 1928~, 1920?, 194X, 1926/1929 or {1946-07,1946-11}"
# A longer text is not a mistyped date.
_LONGEST = 40
_NO_DATE = re.compile(r"undated|no date|n\. ?d\.?|unknown|none|[-?]*\s*", re.ASCII | re.IGNORECASE)
_DAY_OF = re.compile(r"(\d{4}(?:-\d\d){0,2})[~?%]?", re.ASCII)


class _Rule(NamedTuple):
    """The pattern of a mistake, what is wrong, and the correction if it is known."""

    pattern: re.Pattern[str]
    why: str
    right: Callable[[re.Match[str]], str] | None


def _rule(
    pattern: str, why: str, right: str | Callable[[re.Match[str]], str] | None = None
) -> _Rule:
    meant = (lambda match: match.expand(right)) if isinstance(right, str) else right
    return _Rule(re.compile(pattern, re.ASCII | re.IGNORECASE), why, meant)


def explain(text: str) -> str:
    """Return what is wrong with a text that `edtf.parse` rejects, and what to write."""
    return _error(text) or f"{quoted(text)} {_mistake(text)}"


def _error(text: str) -> str | None:
    """Return what is wrong with a text: "" if it does not look like EDTF, None if nothing is."""
    try:
        edtf.parse(text)
    except NotEdtfError:
        return ""
    except DateError as error:
        return str(error)
    return None


def _mistake(text: str) -> str:
    if len(text) > _LONGEST:
        return f"is not a date; {FORMS}"
    if _NO_DATE.fullmatch(text):
        return f"is not a date; where none is known, leave the field out, else {FORMS}"
    mistakes, right = _mended(text)
    if not mistakes:
        return f"is not a date; {FORMS}"
    return mistakes[0] + _advice(right)


def _advice(right: str) -> str:
    """Return what to write, if what was probably meant is a date."""
    readings = right.split(" or ")
    start, slash, end = right.partition("/")
    if slash and _error(right) and _error(f"{end}/{start}") is None:
        readings = [f"{end}/{start}"]
    errors = [_error(reading) for reading in readings]
    if all(error is None for error in errors):
        return f"; write {' or '.join(readings)}"
    if errors[0]:
        return f", and {errors[0]}"
    if re.fullmatch(r"\d{1,3}[~?%]?", right, re.ASCII):
        return "; write all four, as in 1936"
    return f"; {FORMS}"


def _mended(text: str) -> tuple[list[str], str]:
    """Return the mistakes, in the order in which they were found, and the corrected text."""
    mistakes, text = _by_rules(text, _WHOLE)
    if " or " in text:
        return mistakes, text
    is_set = text.startswith("{") and text.endswith("}")
    meant: list[str] = []
    for part in text[1:-1].split(",") if is_set else text.split("/"):
        in_part, better = _by_rules(part, _PARTS)
        in_end, better = _without_year(better, meant)
        in_year, better = _by_rules(better, _YEARS)
        mistakes += [*in_part, *in_end, *in_year]
        meant.append(better)
    right = "{" + ",".join(meant) + "}" if is_set else "/".join(meant)
    has_words = _error(right) == "" and any(map(str.isalpha, right))
    date = date_reader.parse(right) if has_words else None
    return ([*mistakes, _IN_WORDS], str(date)) if date else (mistakes, right)


def _by_rules(text: str, rules: Sequence[_Rule]) -> tuple[list[str], str]:
    mistakes = []
    for pattern, why, right in rules:
        if match := pattern.fullmatch(text):
            better = right(match) if right else text
            if better != text or not right:
                mistakes.append(why)
            text = better
    return mistakes, text


def _two(digits: str | None) -> list[str]:
    return [digits.zfill(2)] if digits else []


def _without_year(part: str, before: Sequence[str]) -> tuple[list[str], str]:
    """Complete the end of an interval, as in 1936/37, 1936-11/12 and 1936-11-07/09."""
    short = re.fullmatch(r"\d{1,2}(?:-\d{1,2})?", part, re.ASCII)
    first = _DAY_OF.fullmatch(before[0]) if len(before) == 1 else None
    if not (short and first):
        return [], part
    known, digits = first[1].split("-"), part.split("-")
    if len(known) > len(digits):
        missing = known[: len(known) - len(digits)]
        return ["has an end without its year"], "-".join((*missing, *(d.zfill(2) for d in digits)))
    if len(known) > 1 or len(digits) > 1:
        return [], part
    return [_TOO_SHORT], known[0][:2] + part.zfill(2)


_IN_WORDS = "is in words"


def _day_and_month(match: re.Match[str]) -> str:
    """Return the readings of 28/4/1936 or 4/28/1936: two if neither number is above 12."""
    one, other, year = match.groups()
    readings = [(other, one)] * (int(other) <= 12) + [(one, other)] * (int(one) <= 12)  # noqa: PLR2004 - months
    return " or ".join(dict.fromkeys(f"{year}-{m:0>2}-{d:0>2}" for m, d in readings))


def _day_first(match: re.Match[str]) -> str:
    return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"


def _year_and_month(match: re.Match[str]) -> str:
    """Read 1936/04 as a month, since as years it would run backwards; 1905/06 may be years."""
    backwards = int(match[2]) <= int(match[1][2:])
    return f"{match[1]}-{match[2]:0>2}" if backwards else match[0]


def _without_blanks(match: re.Match[str]) -> str:
    return re.sub(r"\s*([,/{}])\s*", r"\1", match[0])


def _padded(match: re.Match[str]) -> str:
    year, month, day, mark = match.groups()
    return "-".join((year, *_two(month), *_two(day))) + (mark or "")


def _one_mark(match: re.Match[str]) -> str:
    marks = set(match[2])
    return match[1] + (marks.pop() if len(marks) == 1 else "%")


def _plain(match: re.Match[str]) -> str:
    return "".join(str(unicodedata.digit(one, one)) for one in match[0])


def _unspecified(match: re.Match[str]) -> str:
    return match[1] + "X" * (4 - len(match[1]))


_AS_SLASH = "has a dash or a word for the slash of an interval"
_TOO_SHORT = "has a year of two digits"
_OF_THREE = "has a year of three digits"
_NO_HYPHENS = "has no hyphens between its parts"
# Mistakes in a text as a whole.
_WHOLE = (
    _Rule(re.compile(r".*(?![0-9])\d.*", re.DOTALL), "has digits of another script", _plain),
    _rule(r"\s*(.*\S)\s*", "has a blank at an end", r"\1"),
    _rule(r"\{.*\s.*\}|.*\s/.*|.*/\s.*", "has a blank between its parts", _without_blanks),
    _rule(r"[\[(]([^\[\](),]+)[\])]", "is in brackets", r"\1"),
    _rule(r"(\d\d?)[-/](\d\d?)[-/](\d{4})", "begins with the day or the month", _day_and_month),
    _rule(r"(\d\d?)[./-](\d{4})", "begins with the month", lambda one: f"{one[2]}-{one[1]:0>2}"),
    _rule(r"(\d{4})/(\d\d?)/(\d\d?)()", "has slashes for hyphens", _padded),
    _rule(r"(.*\d\S*?) ?(?:[–—]|--| - | to ) ?(.*\d.*)", _AS_SLASH, r"\1/\2"),
    _rule(r"(\d{4})-(\d{3}[\dX])", _AS_SLASH, r"\1/\2"),
    _rule(r"(\d{4})/(0?[1-9]|1[0-2])", "has a slash before its month", _year_and_month),
    _rule(r".+/(?:\.\.)?|(?:\.\.)?/.+", "is an interval with one end"),
)
# Mistakes in a part of it.
_PARTS = (
    _rule(r"(\d\d?)\. ?(\d\d?)\. ?(\d{4})", "begins with the day", _day_first),
    _rule(r"(\d{4})[. ](\d\d?)(?:[. ](\d\d?))?()", _NO_HYPHENS, _padded),
    _rule(r"(\d{4})(\d\d)(\d\d)?()", _NO_HYPHENS, _padded),
    _rule(r"(\d{4}-\d\d-\d\d)[T ]\d.*", "has a time of day", r"\1"),
    _rule(r"([~?%]+) ?(\d.*)", "has its mark in front", r"\2\1"),
    _rule(r"(\d{4}(?:-\d\d)?)([~?%])((?:-\d\d?)+)", "has its mark in the middle", r"\1\3\2"),
    _rule(r"(...+[^~?% ]) ?([~?%]{2,})", "has two marks", _one_mark),
    _rule(r"(.*[^~?% ]) ([~?%])", "has a blank before its mark", r"\1\2"),
    _rule(r"(\d{4}(?:-\d\d)?)(?:-(?:XX|uu|\?\?|__))+", "has a part that is not known", r"\1"),
    _rule(r"(\d{4})-(\d)(?:-(\d\d?))?([~?%]?)", "has a month of one digit", _padded),
    _rule(r"(\d{4})-(\d\d)-(\d)([~?%]?)", "has a day of one digit", _padded),
)
# Mistakes in a year that stands alone.
_YEARS = (
    _rule(
        r"(\d{2,3})(?:[xu]+|\?\?|-+|_+)", "has no capital X for each unknown digit", _unspecified
    ),
    _rule(r"(1\d\d|20[012])\??", _OF_THREE, _unspecified),
    _rule(r"\d{3}\??", _OF_THREE),
    _rule(r"\d[~?%]?", "has a year of one digit"),
    _rule(r"\d\d[~?%]?", _TOO_SHORT),
    _rule(r"\d{5,}", "has a year of more than four digits"),
)
