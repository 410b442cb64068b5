r"""BibTeX (Oren Patashnik, *BibTeXing*, 1988), in ASCII where TeX has commands.

For its standard styles accents and typographic marks are TeX commands and months are macros.
These styles know no translator, original or address: the note has the first two, and the
address is in the field `url`, which they ignore. They also ignore `date`, which has the date
in EDTF for other programs.
"""

from sergecli.exporters import base, bib, casing
from sergecli.exporters.bib import BibEntry, braced, edtf
from sergecli.exporters.formats import ExportResult, Selection
from sergecli.model import date_words, degrees, edition_statements
from sergecli.model.csl import SERIALS, THESIS, Reference
from sergecli.model.edtf import MONTHS, Date, Kind, Point
from sergecli.model.note_sentences import NO_DATE, NO_PUBLISHER, OPENINGS
from sergecli.text import latex
from sergecli.text.english import capitalized

_LABEL = "BibTeX"
_IN_BOOKS = frozenset({"collection_title", "edition", "volume", "publisher", "publisher_place"})
_IN_THESES = frozenset({"genre", "publisher", "publisher_place"})
# The variables for which a type has a field.
_HOLDS = {
    "article": frozenset({"container_title", "volume", "issue", "page"}),
    "book": _IN_BOOKS,
    "incollection": _IN_BOOKS | {"container_title", "editor", "page"},
    "misc": frozenset({"container_title", "archive"}),
    "mastersthesis": _IN_THESES,
    "phdthesis": _IN_THESES,
}
_TYPES = dict.fromkeys(SERIALS, "article") | {"book": "book", "chapter": "incollection"}
_PUBLISHED = frozenset({"book", "incollection"})
_MONTHS = ("", *(month[:3].lower() for month in MONTHS))


def write(selection: Selection) -> ExportResult:
    """Write a .bib file for BibTeX's standard styles."""
    every, text = bib.written(selection, _DIALECT)
    lacking = sum(map(_lacks_publication, every))
    placeholders = f"{NO_PUBLISHER} and {NO_DATE} were inserted"
    demand = f"{_LABEL} requires a publisher and a year; {placeholders}"
    address = f"{_LABEL}: addresses are in the field url, which old styles do not print"
    letters = "".join(sorted({char for char in text if not char.isascii()}))
    foreign = f"{_LABEL}: TeX has no command for these letters; left as UTF-8: {letters}"
    lost = (
        *bib.lost(every, _LABEL, base.changed(demand, lacking)),
        *base.changed(address, sum(bool(each.reference.url) for each in every)),
        *((foreign,) if letters else ()),
    )
    return ExportResult(text, lost)


def _type(reference: Reference) -> str:
    """Return the type of an entry; other theses than those for a master's are PhDs."""
    if reference.type == THESIS:
        return "mastersthesis" if degrees.is_masters(reference.genre) else "phdthesis"
    return _TYPES.get(reference.type, "misc")


def _unfit(reference: Reference) -> set[str]:
    """Return the variables whose values the fields cannot fully hold."""
    # The standard styles warn of a number without a volume.
    unfit = set() if reference.volume else {"issue"}
    whole = not reference.issued or _year_month(reference.issued)[2]
    return unfit if whole else unfit | {"issued"}


def _lacks_publication(entry: BibEntry) -> bool:
    reference, published = entry.reference, entry.type in _PUBLISHED
    return (published and not reference.publisher) or not (
        reference.issued or reference.status or entry.loose
    )


def _values(entry: BibEntry) -> dict[str, str]:
    reference, escape, loose = entry.reference, entry.dialect.escape, entry.loose
    date = reference.issued
    undated = reference.status or ("" if loose else NO_DATE)
    year, month, _ = _year_month(date) if date else (undated, "", True)
    text, whole = edtf(date)
    publisher = reference.publisher or NO_PUBLISHER
    signature = entry.export.work.signed_as
    signed = f"{OPENINGS['signed_as']} {signature}." if signature else ""
    return {
        # The sort key of an entry without an author.
        "key": braced("" if reference.author or not loose else escape(casing.headline(reference))),
        "edition": braced(edition_statements.in_bibtex(entry.said("edition"))),
        "publisher": braced(escape(publisher) if entry.type in _PUBLISHED else ""),
        "type": braced(escape(_type_field(entry))),
        "year": braced(escape(year)),
        "month": month,
        "date": braced(text if whole else ""),
        "note": braced(escape(f"{signed} {entry.printed_note()}")),
    }


def _type_field(entry: BibEntry) -> str:
    """Return "entry", or what a thesis is if BibTeX's type of entry does not say so."""
    if entry.reference.reference_work:
        return "entry"
    usual = {"phdthesis": "PhD", "mastersthesis": "master’s"}.get(entry.type)
    genre = entry.reference.genre
    return "" if usual in {None, genre} else capitalized(degrees.genre(genre))


def _year_month(date: Date) -> tuple[str, str, bool]:
    """Return the year in words, the month in macros, and whether they are the whole date."""
    years = tuple(point._replace(month=0, day=0) for point in date.points)
    if date.kind is Kind.POINT:
        return date_words.in_words(Date(Kind.POINT, years)), _day_month(date.points[0]), True
    if len(set(years)) > 1:
        months = any(point.month for point in date.points)
        return date_words.in_words(Date(date.kind, years)), "", not months
    month = _months(date) if date.kind is Kind.INTERVAL else ""
    return date_words.in_words(Date(Kind.POINT, years[:1])), month, bool(month)


def _day_month(point: Point) -> str:
    if point.season:
        return braced(point.season.capitalize())
    if not point.month:
        return ""
    day = f'"{point.day}~" # ' if point.day else ""
    return day + _MONTHS[point.month]


def _months(date: Date) -> str:
    """Return "7--8~" # nov, or nov # "--" # dec, for an interval within one year."""
    first, last = date.points[0], date.points[-1]
    if first.season or last.season or not (first.month and last.month):
        return ""
    if first.month == last.month and first.day and last.day:
        return f'"{first.day}--{last.day}~" # {_MONTHS[first.month]}'
    between = f'"--{last.day}~"' if last.day else '"--"'
    return f"{_day_month(first)} # {between} # {_MONTHS[last.month]}"


_DIALECT = bib.Dialect(
    emphasis=r"\emph",
    escape=latex.write_ascii,
    type_of=_type,
    holds=_HOLDS,
    noted=frozenset(
        {
            "container_author", "original", "original_container", "original_publisher",
            "recipient", "reviewed_title", "translator", "version", "whole",
        }
    ),
    unfit=_unfit,
    values=_values,
    names={
        "journaltitle": "journal", "organization": "howpublished", "location": "address",
        "langid": "language", "annotation": "annote", "institution": "school",
    },
)  # fmt: skip
