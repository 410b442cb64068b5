"""Writes dates in English words; `date_reader` reads them back."""

from sergecli.model.edtf import MONTHS, Date, Kind, Point

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
    if date.kind is Kind.INTERVAL:
        return _joined(date.points, "–")
    if date.kind is Kind.SET:
        return _joined(date.points, " and ")
    return _point_in_words(date.points[0])


def _joined(points: tuple[Point, ...], mark: str) -> str:
    """Return several points in words; a month or year they share comes only once, at the end."""
    texts = [_point_in_words(point) for point in points]
    tail = _shared(points)
    texts = [text.removesuffix(tail) for text in texts]
    if mark == "–" and any(" " in text for text in texts):
        mark = " – "
    if len(texts) > 2 and mark == " and ":  # noqa: PLR2004 - "a, b and c"
        return ", ".join(texts[:-1]) + mark + texts[-1] + tail
    return mark.join(texts) + tail


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
