"""Codes of MARC 21: languages, literary forms, and the forty positions of field 008."""

from sergecli.model import languages
from sergecli.model.csl import THESIS, Reference
from sergecli.model.edtf import Date, Kind
from sergecli.model.work import Head, Work

# Position 33 of books; all other kinds are not fiction.
_FORMS = {
    "correspondence": "i", "essay": "e", "letter": "i", "novel": "f", "poem": "p",
    "poetry": "p", "prose": "1", "speech": "s", "stories": "j",
}  # fmt: skip
# Position 34.
_LIVES = {"biography": "b", "diary": "a", "memoir": "a"}


def language(tag: str) -> str:
    """Return the code of a language (MARC Code List for Languages), or "und" if it is unknown."""
    known = languages.known(tag)
    return known.marc if known else "und"


def fixed_length(work: Work, reference: Reference, head: Head, kind: str) -> str:
    """Return the forty positions of field 008; `kind` is the leader's type and level.

    A position that is not coded has a fill character, and the country is "xx". The
    record has the date of its catalogue.
    """
    entered = str(head.date.points[0]).replace("-", "")[2:8] if head.date else ""
    online = "o" if reference.type == "webpage" and reference.url else " "
    if kind.startswith("p"):
        particular = " " * 5 + online + " " * 11
    elif kind.endswith("b"):
        particular = "|| ||" + online + "||||||   ||"
    else:
        form, life = _FORMS.get(work.kind, "0"), _LIVES.get(work.kind, " ")
        contents = "m   " if reference.type == THESIS else "||||"
        particular = "|||||" + online + contents + "|||| " + form + life
    dates = _dates(reference)
    return f"{entered:0<6}{dates}xx {particular}{language(reference.language)} d"


def _dates(reference: Reference) -> str:
    """Return the type of date and two dates (positions 6 to 14)."""
    date, original = reference.issued, reference.original_date
    if date is None:
        return f"ruuuu{_year(original)}" if original else "nuuuuuuuu"
    year = f"{date.points[0].year:04d}"
    if reference.type == "book" and original:
        return f"r{year}{_year(original)}"
    point = date.points[0]
    if date.kind is Kind.POINT and not point.unspecified:
        if point.month and not point.season:
            return f"e{year}{point.month:02d}{f'{point.day:02d}' if point.day else '  '}"
        return f"s{year}    "
    first, last = date.earliest.year, date.latest.year
    kind = "m" if date.kind is Kind.SET else "q"
    return f"s{year}    " if first == last else f"{kind}{first:04d}{last:04d}"


def _year(date: Date) -> str:
    point = date.points[0]
    digits = f"{point.year:04d}"
    return digits[: len(digits) - point.unspecified] + "u" * point.unspecified
