"""Reads dates as people and programs write them.

It understands what `date_words.in_words` writes; the names of months and seasons in
English and eight other languages; and numbers in the order of ISO 8601 or
with the day first. A year is read only if the text means exactly that
year: "before 1940" and "1936 or 1937" are not dates, and are kept as words.
"""

import re
from typing import NamedTuple
from unicodedata import combining, normalize

from sergecli.errors import DateError
from sergecli.model import edtf
from sergecli.model.edtf import MONTHS, SEASONS, Date

# Names in other languages than English: French, Spanish, German, Russian, Italian, Portuguese,
# Dutch and Swedish.
OTHER_MONTHS = (
    "janvier janv enero ene januar jänner январь января янв gennaio janeiro januari",
    "février fév févr febrero februar febr февраль февраля фев февр febbraio fevereiro februari",
    "mars marzo märz mär mrz март марта мар março maart",
    "avril avr abril abr апрель апреля апр aprile",
    "mai mayo май мая maggio maio mei maj",
    "juin junio juni июнь июня июн giugno junho",
    "juillet juil julio juli июль июля июл luglio julho",
    "août agosto ago август августа авг augustus augusti",
    "septembre septiembre setiembre sept сентябрь сентября сен сент settembre setembro",
    "octobre octubre oktober okt октябрь октября окт ottobre outubro",
    "novembre noviembre ноябрь ноября ноя нояб novembro",
    "décembre déc diciembre dic dezember dez декабрь декабря дек dicembre dezembro",
)
OTHER_SEASONS = {
    21: "printemps primavera frühling frühjahr весна lente vår",
    22: "été verano sommer лето verão zomer sommar",
    23: "fall automne otoño herbst осень autunno outono herfst höst",
    24: "hiver invierno зима inverno",
}
_CIRCA = "c ca circa about around approximately approx vers environ um etwa hacia около"
# EDTF cannot express these fully: "early 1936" becomes about 1936.
_PART_OF = "early mid late début fin anfang mitte ende principios finales начало конец"
_FILLERS = "the of le de del la el der den die im in en am jahre jahr año année год года г"
# The parts that a date in words may have, in order: a complete date, and one
# that shares its year or month with its neighbour ("4 May" in "4 May–6 June 1979").
_DAY_AND_MONTH = frozenset({"dm", "md", "m"})
_WHOLE = frozenset({"y", "my", "ym", "dmy", "mdy", "ymd", "sy", "ys", "x"})
_PARTIAL = _WHOLE | _DAY_AND_MONTH | {"d", "s", "dy"}

# --- patterns ------------------------------------------------------------------

# A text with more characters than this is not a date.
_LONGEST = 250
_NO_DATE = re.compile(r"|n\.? ?d\.?|s\.? ?d\.?|o\.? ?j\.?|undated|no date|x{4}", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<decade>[0-9]{3})0(?:['’]?s|er)\b|(?P<number>[0-9]+)(?:st|nd|rd|th|er)?(?![^\W_])"
    r"|(?P<word>[^\W\d_]+)|(?P<uncertain>\(?\?\)?)|(?P<blank>[\s.,]+|(?<=[\w.])[-/](?=\w))|(?P<other>.)"
)
_CENTURY = re.compile(r"(?P<circa>c\. )?between (\d\d)00 and \2(?:99)(?P<uncertain>\?)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})", re.ASCII)
_SHORT_YEARS = re.compile(r"(\d{2})(\d{2}) ?[–/-] ?(\d{2})", re.ASCII)
_PARTS_OF_YEAR = range(25, 42)
_LONGEST_SHORT_SPAN = 20
_INTERVAL = re.compile(r" ?[–/-] ?| (?:to|bis|à) ")
_AND = re.compile(r",? (?:and|et|und|y|и|&) ")
_TIME = re.compile(r"(?<=\d)(?:T\d| \d\d?:\d)[\d:.Z+-]*")
# A decade or a century as libraries write it (AACR2 1.4F7): "193-", "19--?".
_UNSPECIFIED = re.compile(r"\d\d(?:\d-|–)\??", re.ASCII)


class DateReading(NamedTuple):
    """A date that was read from a text, and the words if the date cannot express all of them."""

    date: Date | None = None
    words: str = ""


# --- reading -------------------------------------------------------------------


def _fold(text: str) -> str:
    # Not NFKD, which would turn superscript numbers into digits.
    return "".join(char for char in normalize("NFD", text.casefold()) if not combining(char))


def _vocabulary() -> dict[str, tuple[str, int]]:
    """Return each word its part of a date (d, m, s, …) and its number."""
    words = dict.fromkeys(_fold(_FILLERS).split(), ("filler", 0))
    words |= dict.fromkeys(_fold(_CIRCA).split(), ("circa", 0))
    words |= dict.fromkeys(_fold(_PART_OF).split(), ("part", 0))
    for number, (english, others) in enumerate(zip(MONTHS, OTHER_MONTHS, strict=True), 1):
        names = _fold(f"{english} {english[:3]} {others}").split()
        words |= dict.fromkeys(names, ("m", number))
    for number, others in OTHER_SEASONS.items():
        words |= dict.fromkeys(_fold(f"{SEASONS[number]} {others}").split(), ("s", number))
    return words


_WORDS = _vocabulary()


def read(raw: str) -> DateReading:
    """Read EDTF or words; if a text is not a date, only its words are returned."""
    text = _tidy(raw)
    if _NO_DATE.fullmatch(text):
        return DateReading()
    words = raw.strip()[:_LONGEST]
    if date := _edtf(text):
        return DateReading(date)
    if date := parse(text):
        return DateReading(date, words if _is_vaguer(text) else "")
    # In 03/04/1938 the year is clear, but not which number is the day.
    numbers = _DAY_FIRST.fullmatch(text)
    return DateReading(_edtf(numbers[4]) if numbers else None, words)


def parse(text: str) -> Date | None:
    """Read a date in words or numbers; None if it is not one."""
    if len(text) > _LONGEST:
        return None
    text = _tidy(text)
    return _numeric(text) or _point(_parts(text)) or _interval(text) or _set(text)


def _tidy(raw: str) -> str:
    text = raw.replace("\u00a0", " ").replace("—", "–").replace("--", "–").strip(" []{}().,©")
    if raw.strip().startswith("{") and raw.strip().endswith("}"):
        text = "{" + text + "}"
    return re.sub(" +", " ", text)


def _is_vaguer(text: str) -> bool:
    return any(_part(match)[0] == "part" for match in _TOKEN.finditer(_fold(text)))


def _edtf(text: str) -> Date | None:
    """Read EDTF, and the variants of it that other programs write."""
    plain = _TIME.sub("", text).replace(" /", "/").replace("/ ", "/")
    if _UNSPECIFIED.fullmatch(plain):
        plain = plain.replace("–", "XX").replace("-", "X")
    variants = (plain, plain.replace("u", "X"), re.sub(r"-(?:00|XX)\b", "", plain))
    for variant in dict.fromkeys(variants):
        try:
            return edtf.parse(variant)
        except DateError:
            continue
    return None


def _numeric(text: str) -> Date | None:
    """Read 1979/05/04, 4.5.1979, and 13/04/1938, which has only one reading."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day = match.groups()
        # 1905/06 may be two years.
        if day or int(month) <= int(year[2:]):
            return _made(year, int(month), int(day or 0))
    if match := _DAY_FIRST.fullmatch(text):
        first, mark, second, year = match.groups()
        day_first = _made(year, int(second), int(first))
        month_first = _made(year, int(first), int(second))
        if mark == "." or day_first == month_first or not (day_first and month_first):
            return day_first or month_first
    return None


def _made(year: str, month: int = 0, day: int = 0, flag: str = "") -> Date | None:
    rest = "".join(f"-{part:02d}" for part in (month, day) if part)
    return _edtf(year + rest + flag)


def _parts(text: str) -> dict[str, str]:
    """Return the parts of a date, complete or not; empty if the text says anything else.

    They are `d`, `m`, `s` (a season), `y`, `x` (a decade or century), and `circa`,
    `part` and `uncertain`.
    """
    if century := _CENTURY.fullmatch(text):
        marks = {name: "1" for name in ("circa", "uncertain") if century[name]}
        return {"x": f"{century[2]}XX", **marks}
    parts: dict[str, str] = {}
    for match in _TOKEN.finditer(_fold(text)):
        name, value = _part(match)
        if not name or name in parts:
            return {}
        if name not in {"filler", "blank"}:
            parts[name] = value
    return parts if _order(parts) in _PARTIAL else {}


def _part(match: re.Match[str]) -> tuple[str, str]:
    """Return the name and the value of one part of a date; "" for anything else."""
    kind, text = match.lastgroup or "", match[match.lastgroup or 0]
    if kind == "decade":
        return "x", f"{text}X"
    if kind == "number":
        return {1: "d", 2: "d", 4: "y"}.get(len(text), ""), text
    if kind == "word":
        name, number = _WORDS.get(text, ("", 0))
        return name, str(number)
    return kind if kind in {"blank", "uncertain"} else "", text


def day_and_month(text: str) -> dict[str, str]:
    """Read "7 November" or "November": the day `d`, if any, and the month `m`; else empty."""
    parts = _parts(text)
    return parts if _order(parts) in _DAY_AND_MONTH else {}


def _order(parts: dict[str, str]) -> str:
    return "".join(name for name in parts if len(name) == 1)


def _point(parts: dict[str, str]) -> Date | None:
    if _order(parts) not in _WHOLE:
        return None
    approximate = "circa" in parts or ("part" in parts and "x" not in parts)
    flags = {(True, True): "%", (True, False): "~", (False, True): "?"}
    month, day = int(parts.get("m") or parts.get("s") or 0), int(parts.get("d", 0))
    year = parts.get("x") or parts["y"]
    return _made(year, month, day, flags.get((approximate, "uncertain" in parts), ""))


def _interval(text: str) -> Date | None:
    """Read "1926–1929", "August–December 1917", "May 4-6, 1979", "1936/37"."""
    short = _SHORT_YEARS.fullmatch(text)
    if short and _is_part_of_year(short):
        return None
    if short and int(short[3]) > len(MONTHS):
        return _edtf(f"{short[1]}{short[2]}/{short[1]}{short[3]}")
    points = _completed(_INTERVAL.split(text))
    return _edtf("/".join(map(str, points))) if points else None


def _is_part_of_year(short: re.Match[str]) -> bool:
    """Return whether "2001-33" may be a quarter (EDTF, level 2) rather than 2001 to 2033."""
    span = int(short[3]) - int(short[2])
    return "-" in short[0] and int(short[3]) in _PARTS_OF_YEAR and span > _LONGEST_SHORT_SPAN


def _set(text: str) -> Date | None:
    """Read "10, 17 and 24 November 1921"; the "and" is required."""
    members: list[str] = []
    *before, last = _AND.split(text)
    for member in before:
        members += [member] if _parts(member) else member.split(", ")
    points = _completed([*members, last]) if members else []
    return _edtf("{" + ",".join(map(str, points)) + "}") if points else None


def _completed(texts: list[str]) -> list[Date]:
    """Return dates, each with the month or year it shares with the last; [] if one is invalid."""
    known = [_parts(text) for text in texts]
    first, last = known[0], known[-1]
    if "m" in first and _order(last) == "dy":
        last = {"d": last["d"], "m": first["m"], **last}
        known[-1] = {**{name: last[name] for name in "dmy"}, **last}
    points = [_point(_with_shared(parts, last)) for parts in known]
    return [point for point in points if point] if all(points) else []


def _with_shared(parts: dict[str, str], last: dict[str, str]) -> dict[str, str]:
    if not parts or not last or "y" in parts or "x" in parts:
        return parts
    month = {"m": last["m"]} if _order(parts) == "d" and "m" in last else {}
    return {**parts, **month, **({"y": last["y"]} if "y" in last else {})}
