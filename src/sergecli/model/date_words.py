"""Writes dates in English words; `date_reader` reads them back."""

from sergecli.model.edtf import MONTHS, Date, Kind, Point
from sergecli.text.english import joined

# How a word that keeps its capital begins: a month, in full or abbreviated.
_CAPITALS = tuple(month[:3] for month in MONTHS)


def in_words(date: Date | None, index_date: str = "") -> str:
    """Write the date in English.

    `index_date` is the date as the source prints it; its words are preferred if EDTF can
    only say "approximately" ("Early 1928" for 1928~).
    """
    if date is None:
        return "undated"
    if date.approximate and index_date:
        start = index_date[0] if index_date.startswith(_CAPITALS) else index_date[0].lower()
        return start + index_date[1:]
    if date.kind is Kind.POINT:
        return _point_in_words(date.points[0])
    return _several_in_words(date.points, date.kind)


def _several_in_words(points: tuple[Point, ...], kind: Kind) -> str:
    """Return several points in words; a month or year they share comes only once, at the end."""
    texts = [_point_in_words(point) for point in points]
    tail = _shared(points)
    texts = [text.removesuffix(tail) for text in texts]
    if kind is Kind.SET:
        return joined(texts) + tail
    return (" – " if any(" " in text for text in texts) else "–").join(texts) + tail


def _shared(points: tuple[Point, ...]) -> str:
    first = points[0]
    if any(p.approximate or p.uncertain or p.year != first.year for p in points):
        return ""
    if all(p.day for p in points) and all(p.month == first.month for p in points):
        return f" {MONTHS[first.month - 1]} {first.year}"
    return f" {first.year}" if all(p.month for p in points) else ""


def _point_in_words(point: Point) -> str:
    if point.unspecified > 1:
        text = f"between {point.year} and {point.latest.year}"
    elif point.unspecified:
        text = f"{point.year}s"
    elif point.season:
        text = f"{point.season} {point.year}"
    else:
        month = MONTHS[point.month - 1] if point.month else ""
        text = " ".join(filter(None, (str(point.day or ""), month, str(point.year))))
    return ("c. " if point.approximate else "") + text + ("?" if point.uncertain else "")
