"""RIS, the tagged format of reference managers (Reference Manager's and EndNote's tags).

A line is a tag, two spaces, a hyphen, a space and the value, and ends in CRLF;
a value never contains a line end, so that it cannot begin a tag.
"""

import re
from collections.abc import Iterator

from sergecli.exporters import base, casing
from sergecli.exporters.formats import ExportResult, Selection
from sergecli.model import date_words, degrees
from sergecli.model.csl import DATA_SET, LETTER, THESIS, Name, Reference
from sergecli.model.edtf import Date
from sergecli.text.sanitize import safe

_LABEL = "RIS"
_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "webpage": "ELEC",
    DATA_SET: "DATA",
    LETTER: "PCOMM",
    THESIS: "THES",
}
_RANGE = re.compile(r"([^\s,–-]+)[–-]([^\s,–-]+)")

Line = tuple[str, str]


def write(selection: Selection) -> ExportResult:
    """Write a .ris file, in UTF-8, with CRLF."""
    every = tuple(base.entries(selection))
    lost = base.lost(_LABEL, every, map(_in_note, every))
    return ExportResult("\r\n".join(map(_record, every)), lost)


def _record(entry: base.ExportEntry) -> str:
    lines = [f"{tag}  - {text}\r\n" for tag, raw in _lines(entry) if (text := safe(raw).strip())]
    return "".join((*lines, "ER  - \r\n"))


def _in_note(entry: base.ExportEntry) -> tuple[str, ...]:
    missing = {"whole", "container_author", "reviewed_title"}
    missing |= {"original_container", "original_publisher"}
    date = entry.reference.issued
    if date and (date.vague or not base.single(date)[1]):
        missing.add("issued")
    if entry.reference.type != LETTER:
        missing.add("recipient")
    return base.unheld(entry, missing)


def _lines(entry: base.ExportEntry) -> Iterator[Line]:
    reference = casing.in_sentence_style(entry.reference)
    short = casing.shortened(entry.reference)
    yield "TY", _type(reference)
    yield "ID", reference.id
    yield from _names(reference)
    # The form of italics that Zotero and Mendeley read.
    yield "TI", casing.emphasized(reference.title, reference.inner_titles, str, "<i>", "</i>")
    yield "ST", casing.in_sentence_style(short).title if short else ""
    yield "T2", reference.container_title
    yield "T3", reference.collection_title
    yield "VL", reference.volume
    yield "IS", reference.issue
    yield "ET", reference.edition or reference.version
    yield from _pages(reference.page)
    yield "PB", reference.publisher
    yield "CY", reference.publisher_place
    yield from _date(reference.issued)
    yield "PY", reference.status
    yield "OP", _original(reference)
    yield "SN", reference.isbn
    yield "LA", reference.language
    yield "M3", degrees.genre(reference.genre) if reference.type == THESIS else ""
    yield "DB", reference.archive
    yield "AV", reference.archive_location
    yield "UR", reference.url
    yield from (("KW", tag) for tag in entry.work.free("tags"))
    yield from (("CN", mark) for mark in entry.work.free("shelfmark"))
    yield "N1", base.note(entry, _in_note(entry))


def _type(reference: Reference) -> str:
    if reference.reference_work:
        return "ENCYC"
    return "UNPB" if base.is_manuscript(reference) else _TYPES.get(reference.type, "GEN")


def _names(reference: Reference) -> Iterator[Line]:
    # A2 is the recipient of a letter or the editor of a containing book, but for
    # a book it is only the series editor; its own editor is in ED.
    letter = reference.type == LETTER
    editor = "A2" if reference.container_title and not letter else "ED"
    recipient = reference.recipient if letter else ()
    tags = (
        ("AU", reference.author),
        ("A2", recipient),
        (editor, reference.editor),
        ("A4", reference.translator),
    )
    for tag, names in tags:
        yield from ((tag, _name(name)) for name in names)


def _name(name: Name) -> str:
    # The comma makes even several words one family name.
    return f"{name.family}, {name.given}".strip()


def _pages(page: str) -> Iterator[Line]:
    found = _RANGE.fullmatch(page)
    yield "SP", found[1] if found else page
    yield "EP", found[2] if found else ""


def _date(date: Date | None) -> Iterator[Line]:
    """Return the year, and more precisely year/month/day/other."""
    point, _ = base.single(date)
    if point is None:
        return
    month = f"{point.month:02d}" if point.month and not point.season else ""
    day = f"{point.day:02d}" if point.day else ""
    yield "PY", f"{point.year:04d}"
    if point.month:
        yield "DA", f"{point.year:04d}/{month}/{day}/{point.season.capitalize()}"


def _original(reference: Reference) -> str:
    """Return the title and date of the original, in words."""
    date = reference.original_date
    return ", ".join(
        filter(None, (reference.original_title, date_words.in_words(date) if date else ""))
    )
