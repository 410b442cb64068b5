"""Dates as people and programs write them, turned into EDTF's.

What is read: EDTF itself; the words that serge's own notes say ("c. 1928",
"9–16 December 1939", "July and November 1946"); numbers in the order of ISO
8601, or with points in the German one; English names of months, whole or cut.
No digit is made up: of "03/04/1938" only the year is sure.
"""

import re
from typing import NamedTuple

from sergecli.errors import DateError
from sergecli.model import edtf
from sergecli.model.edtf import MONTHS, SEASONS, Date

_MONTHS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_SEASONS = {name: number for number, name in SEASONS.items()} | {"fall": 23}
_NO_DATE = re.compile(r"|n\.? ?d\.?|s\.? ?d\.?|o\.? ?j\.?|undated|no date|x{4}", re.IGNORECASE)
_POINT = re.compile(
    r"(?:(?P<circa>ca?\.?|circa|about) ?)?"
    r"(?:(?P<season>[a-z]+) "
    r"|(?:(?P<day>\d{1,2}) )?(?P<month>[a-z]+)\.?,? (?:(?P<late>\d{1,2}), )?)?"
    r"(?P<year>\d{4})(?P<decade>s)?(?P<doubt>\?)?",
    re.IGNORECASE | re.ASCII,
)
_CENTURY = re.compile(
    r"(?P<circa>c\. )?between (?P<first>\d\d)00 and (?P=first)99(?P<doubt>\?)?", re.ASCII
)
_DAY = re.compile(r"\d{1,2}", re.ASCII)
_YEARS = re.compile(r"(\d{2})(\d{2}) ?[–/-] ?(\d{2})", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)", re.ASCII)
_GERMAN = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_TIME = re.compile(r"(?<=\d)T\d[\d:.Z+-]*")
_PARTS = re.compile(r" ?– ?")
_MEMBERS = re.compile(r", | and ")
# A date of more letters than this says something else.
_LONGEST = 120
_MONTHS_OF_YEAR = len(MONTHS)


class Said(NamedTuple):
    """A date, and the words for it if it cannot say all of them."""

    date: Date | None = None
    filed: str = ""


def read(raw: str) -> Said:
    """Read a date; what is none becomes words, with the one year in them if there is one."""
    text = _tidy(raw)
    if _NO_DATE.fullmatch(text):
        return Said()
    date = _edtf(text) or words(text)
    if date:
        return Said(date)
    years = set(_YEAR.findall(text))
    return Said(_edtf(years.pop()) if len(years) == 1 else None, raw.strip()[:_LONGEST])


def words(text: str) -> Date | None:
    """Read what `dates.words` says, and its like; None if it is no date."""
    if len(text) > _LONGEST:
        return None
    return _point(text) or _interval(text) or _set(text)


def _tidy(raw: str) -> str:
    text = raw.replace("\u00a0", " ").replace("—", "–").replace("--", "–").strip(" []{}.,")
    text = re.sub(r"(?<= )-(?= )|(?<=[a-z])-(?=[A-Za-z\d])", "–", text)
    if raw.strip().startswith("{") and raw.strip().endswith("}"):
        text = "{" + text + "}"
    return _ORDINAL.sub("", re.sub(" +", " ", text))


def _edtf(text: str) -> Date | None:
    """Read EDTF, and the forms of it that other programs write."""
    plain = _TIME.sub("", text).replace(" /", "/").replace("/ ", "/")
    tried = (plain, plain.replace("u", "X"), re.sub(r"-(?:00|XX)\b", "", plain))
    for one in dict.fromkeys(tried):
        try:
            return edtf.parse(one)
        except DateError:
            continue
    return None


def _point(text: str) -> Date | None:
    german, century, match = (pattern.fullmatch(text) for pattern in (_GERMAN, _CENTURY, _POINT))
    if german:
        return _made(german[3], int(german[2]), int(german[1]))
    if century:
        return _made(century["first"] + "XX", flag=_flag(century))
    if not match:
        return None
    name = (match["season"] or match["month"] or "").lower()
    number = _MONTHS.get(name) or (_SEASONS.get(name) if not match["day"] else None)
    if name and not number:
        return None
    if match["decade"]:
        return _made(match["year"][:3] + "X", flag=_flag(match)) if not name else None
    return _made(match["year"], number, int(match["day"] or match["late"] or 0), _flag(match))


def _flag(match: re.Match[str]) -> str:
    flags = {(True, True): "%", (True, False): "~", (False, True): "?"}
    return flags.get((bool(match["circa"]), bool(match["doubt"])), "")


def _made(year: str, month: int | None = 0, day: int = 0, flag: str = "") -> Date | None:
    rest = "".join(f"-{part:02d}" for part in (month, day) if part)
    return _edtf(year + rest + flag)


def _interval(text: str) -> Date | None:
    """Read "1926–1929", "August–December 1917", "9–16 December 1939", "1936/37"."""
    short = _YEARS.fullmatch(text)
    if short and int(short[3]) > _MONTHS_OF_YEAR:
        return _edtf(f"{short[1]}{short[2]}/{short[1]}{short[3]}")
    between = _PARTS.split(text.replace("-", "–") if _YEARS.match(text) else text)
    points = _completed(between)
    if len(points) != 2:  # noqa: PLR2004 - from, to
        return None
    return _edtf("/".join(map(str, points)))


def _set(text: str) -> Date | None:
    """Read "10, 17 and 24 November 1921"."""
    # Without "and" it may be a title with a year behind it ("Lénine, 1917, 1925").
    points = _completed(_MEMBERS.split(text)) if " and " in text else []
    return _edtf("{" + ",".join(map(str, points)) + "}") if points else None


def _completed(parts: list[str]) -> list[Date]:
    """Give every part what it shares with the last, month or year; nothing if one is no date."""
    last = parts[-1].rstrip("?").split(" ")
    tails = {0: "", 1: " ".join(last[-1:]), 2: " ".join(last[-2:])}
    made = []
    for part in parts[:-1]:
        lacks = 2 if _DAY.fullmatch(part) else 0 if _YEAR.search(part) or part.endswith("s") else 1
        made.append(_point(f"{part} {tails[lacks]}".strip()))
    points = [*made, _point(parts[-1])]
    return [point for point in points if point] if all(points) else []
