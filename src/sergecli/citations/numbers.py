"""Volumes, issues and pages."""

import re

from sergecli.model.csl import Reference

_NUMERIC_PARTS = re.compile(r"[,&-]")
_DASH = re.compile(r"[-–]")
ALL_DIGITS = 99


def number(value: str) -> str:
    """Write a number without leading zeros; return other values unchanged."""
    return value.lstrip("0") or "0" if value.isascii() and value.isdigit() else value


def is_numeric(value: str) -> bool:
    """Return whether each part of a value has a digit (CSL 1.0.2, "is-numeric")."""
    parts = map(str.strip, _NUMERIC_PARTS.split(value))
    return all(re.search(r"\d", part) and " " not in part for part in parts)


def is_plural(value: str) -> bool:
    """Return whether a value has several parts: "4–5", but not "45"."""
    return any(char in ",;–-" or char.isspace() for char in value.partition(" [")[0])


def labelled(value: str, singular: str, plural: str) -> str:
    """Write "no. 4" or "nos. 4–5"."""
    return f"{plural if is_plural(value) else singular} {number(value)}" if value else ""


def volume(reference: Reference) -> str:
    """Write "vol. 2", or the volume alone if it is not a number."""
    value = reference.volume
    return labelled(value, "vol.", "vols.") if is_numeric(value) else value


def known_pages(value: str) -> str:
    """Return one page for a range with equal ends, and "" if the last page is unknown."""
    first, dash, last = value.partition("–")
    if dash and not last:
        return ""
    return first if first == last else value


def pages(value: str, least: int = 1, *, chicago: bool = False) -> str:
    """Write page ranges (CSL 1.0.2, "Page Ranges").

    At least `least` digits of the second number are kept; `chicago` follows the
    Chicago Manual of Style (9.63).
    """
    return ", ".join(_range(one.strip(), least, chicago=chicago) for one in value.split(","))


def _range(value: str, least: int, *, chicago: bool) -> str:
    ends = [end.strip() for end in _DASH.split(value)]
    if len(ends) != 2:  # noqa: PLR2004 - one page, or no range
        return "–".join(ends)
    (before, first), (between, last) = map(_number_at_end, ends)
    if between not in {"", before}:
        return "–".join(ends)
    last = first[: max(0, len(first) - len(last))] + last
    if len(first) < len(last):
        return f"{before}{first}–{last}"
    if least >= ALL_DIGITS:
        return f"{before}{first}–{before}{last}"
    if chicago:
        least = _chicago_digits(first, last)
    return f"{before}{first}–{_shortened(first, last, least)}"


def _number_at_end(value: str) -> tuple[str, str]:
    stem = value.rstrip("0123456789")
    return stem, value[len(stem) :]


def _chicago_digits(first: str, last: str) -> int:
    """Return the least number of digits of the second number that Chicago keeps."""
    if len(first) < 3 or first.endswith("00"):  # noqa: PLR2004 - below 100
        return len(last)
    if first[-2] == "0":
        return 1
    return 2


def _shortened(first: str, last: str, least: int) -> str:
    pairs = enumerate(zip(first, last, strict=True))
    same = next((i for i, (one, other) in pairs if one != other), len(first))
    return last[min(same, max(0, len(last) - least)) :]
