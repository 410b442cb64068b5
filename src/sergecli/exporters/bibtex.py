r"""BibTeX, for its standard styles (Oren Patashnik, *BibTeXing*, 1988).

Accents and typographic marks are TeX's commands, months are the styles' macros,
titles stand in double braces. The styles know no translator, no original and no
address: the note says the first two, and the field `url`, which they pass over,
has the third. So does `date`, in EDTF, for the programs that read it.
"""

from collections.abc import Iterator

from sergecli.exporters import tex
from sergecli.exporters.base import (
    ExportEntry,
    Selection,
    changed,
    entries,
    note,
    noted,
    strays,
    unheld,
)
from sergecli.exporters.result import ExportResult
from sergecli.exporters.tex import Field, braced
from sergecli.model import date_words
from sergecli.model.csl import Reference
from sergecli.model.edtf import MONTHS, Date, Kind, Point
from sergecli.model.note_sentences import ANONYMOUS, NO_DATE, NO_PUBLISHER
from sergecli.text.latex import write_ascii as escape

_LABEL = "BibTeX"
_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
}
_IN_BOOKS = frozenset({"collection_title", "volume", "publisher", "publisher_place"})
# Which variables an entry type has a field for; the note says the others.
_HOLDS = {
    "article": frozenset({"container_title", "volume", "issue", "page"}),
    "book": _IN_BOOKS,
    "incollection": _IN_BOOKS | {"container_title", "editor", "page"},
    "misc": frozenset({"container_title"}),
}
_ANY = _HOLDS["article"] | _HOLDS["incollection"] | {"translator", "recipient", "whole", "original"}
_PUBLISHED = frozenset({"book", "incollection"})
_MONTHS = ("", *(month[:3].lower() for month in MONTHS))


def write(selection: Selection) -> ExportResult:
    """Write a .bib file for BibTeX's standard styles."""
    every = tuple(entries(selection))
    text = "\n".join(tex.entry(_type(one), one.reference.id, _fields(one)) for one in every)
    return ExportResult(text, _lost(every, text))


def _lost(every: tuple[ExportEntry, ...], text: str) -> tuple[str, ...]:
    urls = sum(bool(one.reference.url) for one in every)
    nobody = sum(map(_nobody, every))
    unnamed = sum(map(_lacks, every))
    tongues = sum(tex.nameless(one.reference) for one in every)
    letters = "".join(sorted({char for char in text if not char.isascii()}))
    foreign = f"{_LABEL}: TeX has no command for these letters; left as UTF-8: {letters}"
    return (
        *noted(_LABEL, (_in_note(one) for one in every)),
        *strays(_LABEL, every),
        *changed(_LABEL, f"requires an author; {ANONYMOUS.family} was inserted", nobody),
        *changed(
            _LABEL,
            f"requires a publisher and a year; {NO_PUBLISHER} and {NO_DATE} were inserted",
            unnamed,
        ),
        *changed(_LABEL, "dropped: languages it has no name for", tongues),
        *changed(_LABEL, "addresses are in the field url, which old styles do not print", urls),
        *((foreign,) if letters else ()),
    )


def _nobody(entry: ExportEntry) -> bool:
    return not entry.reference.author and _type(entry) != "misc"


def _lacks(entry: ExportEntry) -> bool:
    reference, kind = entry.reference, _type(entry)
    published = reference.publisher or kind not in _PUBLISHED
    return not published or not (reference.issued or kind == "misc")


def _type(entry: ExportEntry) -> str:
    return _TYPES.get(entry.reference.type, "misc")


def _in_note(entry: ExportEntry) -> tuple[str, ...]:
    reference, kind = entry.reference, _type(entry)
    missing = set(_ANY - _HOLDS[kind])
    if reference.issued and not _year_month(reference.issued)[2]:
        missing.add("issued")
    if not reference.volume:
        # The standard styles complain of a number without a volume.
        missing.add("issue")
    if kind != "misc" or reference.container_title:
        missing.add("archive")
    return unheld(entry, missing)


def _fields(entry: ExportEntry) -> Iterator[Field]:
    reference, kind, apart = entry.reference, _type(entry), _in_note(entry)
    author = reference.author or ((ANONYMOUS,) if _nobody(entry) else ())
    yield "author", braced(tex.people(author, escape))
    if not author:
        yield "key", braced(escape(reference.title))
    yield "title", _title(reference.title)
    if "editor" not in apart:
        yield "editor", braced(tex.people(reference.editor, escape))
    yield from _container(reference, kind)
    yield from _numbers(reference, apart)
    yield from _printer(reference, kind)
    yield from _date(reference.issued, kind)
    yield "isbn", braced(escape(reference.isbn))
    yield "language", braced(tex.language(reference.language))
    yield "url", braced(tex.address(reference.url))
    yield "note", braced(escape(note(entry, apart)))


def _title(title: str) -> str:
    return braced(braced(escape(title)))


def _container(reference: Reference, kind: str) -> Iterator[Field]:
    container = reference.container_title
    if kind == "article":
        yield "journal", braced(escape(container))
    elif kind == "incollection":
        yield "booktitle", _title(container)
    elif kind == "misc":
        yield "howpublished", braced(escape(container or reference.archive))


def _numbers(reference: Reference, apart: tuple[str, ...]) -> Iterator[Field]:
    if "collection_title" not in apart:
        yield "series", _title(reference.collection_title)
    if "volume" not in apart:
        yield "volume", braced(escape(reference.volume))
    if "issue" not in apart:
        yield "number", braced(escape(reference.issue))
    if "page" not in apart:
        yield "pages", braced(escape(reference.page))


def _printer(reference: Reference, kind: str) -> Iterator[Field]:
    if kind in _PUBLISHED:
        yield "publisher", braced(escape(reference.publisher or NO_PUBLISHER))
        yield "address", braced(escape(reference.publisher_place))


def _date(date: Date | None, kind: str) -> Iterator[Field]:
    if date is None:
        yield "year", braced(NO_DATE if kind != "misc" else "")
        return
    year, month, _ = _year_month(date)
    yield "year", braced(escape(year))
    yield "month", month
    text, whole = tex.edtf(date)
    yield "date", braced(text if whole else "")


def _year_month(date: Date) -> tuple[str, str, bool]:
    """Give the year in words, the month in macros, and whether they are the whole date."""
    years = tuple(
        Point(p.year, 0, 0, p.unspecified, p.approximate, p.uncertain) for p in date.points
    )
    if date.kind is Kind.POINT:
        return date_words.in_words(Date(Kind.POINT, years)), _day_month(date.points[0]), True
    if len(set(years)) > 1:
        return (
            date_words.in_words(Date(date.kind, years)),
            "",
            not any(p.month for p in date.points),
        )
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
    """Give "7--8~" # nov, or nov # "--" # dec, for an interval within one year."""
    first, last = date.points[0], date.points[-1]
    if first.season or last.season or not (first.month and last.month):
        return ""
    if first.month == last.month and first.day and last.day:
        return f'"{first.day}--{last.day}~" # {_MONTHS[first.month]}'
    between = f'"--{last.day}~"' if last.day else '"--"'
    return f"{_day_month(first)} # {between} # {_MONTHS[last.month]}"
