"""BibLaTeX (the manual, sections "Entry Types", "Entry Fields", "Date and Time Specifications").

Titles stand in double braces: BibLaTeX's styles and pandoc make English titles
lower-case otherwise, and "Kronstadt" with them. Only fields that the data model
knows for an entry type are used, so that biber has nothing to remark.
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
from sergecli.model.csl import LETTER, Reference
from sergecli.model.note_sentences import ANONYMOUS
from sergecli.text.latex import write as escape

_LABEL = "BibLaTeX"
_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "webpage": "online",
}
_IN_BOOKS = frozenset(
    {
        "container_title", "editor", "collection_title", "volume", "page", "publisher",
        "publisher_place", "translator", "archive", "isbn",
    }
)  # fmt: skip
# Which variables an entry type has a field for; the note says the others.
_HOLDS = {
    "article": frozenset(
        {"container_title", "editor", "volume", "issue", "page", "translator", "archive"}
    ),
    "book": _IN_BOOKS - {"container_title"},
    "inbook": _IN_BOOKS,
    "incollection": _IN_BOOKS,
    "online": frozenset({"container_title", "editor", "archive"}),
    "misc": frozenset({"container_title", "editor", "publisher_place", "archive"}),
}
_ANY = frozenset({"recipient", "issue", "publisher", "publisher_place"}) | _IN_BOOKS


def write(selection: Selection) -> ExportResult:
    """Write a .bib file for BibLaTeX and biber, in UTF-8."""
    every = tuple(entries(selection))
    text = "\n".join(tex.entry(_type(one), one.reference.id, _fields(one)) for one in every)
    return ExportResult(text, _lost(every))


def _lost(every: tuple[ExportEntry, ...]) -> tuple[str, ...]:
    dateless = sum(not one.reference.issued for one in every)
    nobody = sum(_wants_author(one) and not one.reference.author for one in every)
    tongues = sum(tex.nameless(one.reference) for one in every)
    return (
        *noted(_LABEL, (_in_note(one) for one in every)),
        *strays(_LABEL, every),
        *changed(_LABEL, f"requires an author; {ANONYMOUS.family} was inserted", nobody),
        *changed(_LABEL, "requires a date; XXXX was inserted", dateless),
        *changed(_LABEL, "dropped: languages it has no name for", tongues),
    )


def _type(entry: ExportEntry) -> str:
    reference = entry.reference
    if reference.type == "chapter":
        return "incollection" if reference.editor else "inbook"
    if reference.type == "webpage" and not reference.url:
        return "misc"
    return _TYPES.get(reference.type, "misc")


def _wants_author(entry: ExportEntry) -> bool:
    return _type(entry) not in {"online", "misc"}


def _in_note(entry: ExportEntry) -> tuple[str, ...]:
    reference, kind = entry.reference, _type(entry)
    missing = set(_ANY - _HOLDS[kind])
    if not _is_integer(reference.volume):
        missing.add("volume")
    if reference.container_title and kind in {"online", "misc"}:
        missing.add("archive")
    if not tex.edtf(reference.issued)[1]:
        missing.add("issued")
    if not tex.edtf(reference.original_date)[1]:
        missing.add("original_date")
    return unheld(entry, missing)


def _is_integer(volume: str) -> bool:
    return volume.isascii() and volume.isdecimal()


def _fields(entry: ExportEntry) -> Iterator[Field]:
    reference, kind, apart = entry.reference, _type(entry), _in_note(entry)
    author = reference.author or ((ANONYMOUS,) if _wants_author(entry) else ())
    yield "author", braced(tex.people(author, escape))
    yield "title", _title(reference.title)
    yield "origtitle", _title(reference.original_title)
    if "translator" not in apart:
        yield "translator", braced(tex.people(reference.translator, escape))
    yield "editor", braced(tex.people(reference.editor, escape))
    yield from _container(reference, kind)
    yield from _numbers(reference, apart)
    if "publisher" not in apart:
        yield "publisher", braced(tex.group(reference.publisher, escape))
    if "publisher_place" not in apart:
        yield "location", braced(tex.group(reference.publisher_place, escape))
    yield from _dates(reference, kind)
    yield from _rest(entry, kind)
    yield "note", braced(escape(note(entry, apart)))
    yield from _related(entry)


def _title(title: str) -> str:
    return braced(braced(escape(title)))


def _container(reference: Reference, kind: str) -> Iterator[Field]:
    container = reference.container_title
    if kind == "article":
        yield "journaltitle", braced(escape(container))
    elif kind in {"inbook", "incollection"}:
        yield "booktitle", _title(container)
    elif kind in {"online", "misc"}:
        yield "organization", braced(tex.group(container or reference.archive, escape))


def _numbers(reference: Reference, apart: tuple[str, ...]) -> Iterator[Field]:
    if "collection_title" not in apart:
        yield "series", _title(reference.collection_title)
    if "volume" not in apart:
        yield "volume", braced(escape(reference.volume))
    if "issue" not in apart:
        yield "number", braced(escape(reference.issue))
    if "page" not in apart:
        yield "pages", braced(tex.pages(escape(reference.page)))


def _dates(reference: Reference, kind: str) -> Iterator[Field]:
    # BibLaTeX asks for a date: EDTF's word for a year of which nothing is known.
    yield "date", braced(tex.edtf(reference.issued)[0] or "XXXX")
    yield "origdate", braced(tex.edtf(reference.original_date)[0])
    if reference.type == "article-newspaper":
        yield "entrysubtype", "{newspaper}"
    if reference.type == LETTER and kind == "misc":
        yield "type", "{letter}"


def _rest(entry: ExportEntry, kind: str) -> Iterator[Field]:
    reference = entry.reference
    if "isbn" in _HOLDS[kind]:
        yield "isbn", braced(escape(reference.isbn))
    yield "url", braced(tex.address(reference.url))
    if kind not in {"online", "misc"}:
        yield "library", braced(escape(reference.archive))
        if entry.work.language != reference.language:
            yield "origlanguage", braced(tex.language(entry.work.language))
    yield "langid", braced(tex.language(reference.language))


def _related(entry: ExportEntry) -> Iterator[Field]:
    if entry.whole:
        yield "related", braced(entry.whole.id)
        yield "relatedstring", braced(entry.relation)
