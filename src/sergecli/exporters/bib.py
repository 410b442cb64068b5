r"""The .bib formats: BibLaTeX (its manual) and BibTeX (Oren Patashnik, *BibTeXing*, 1988).

English titles are in headline style, with braces around words that must keep their
capitals, such as "Kronstadt"; other titles are in double braces. BibLaTeX entries have
only fields that its data model allows for their type, so that biber does not
warn. For BibTeX's standard styles accents and typographic marks are TeX commands and
months are macros. These styles know no translator, original or address: the note has the
first two, and the address is in the field `url`, which they ignore. They also ignore
`date`, which has the date in EDTF for other programs. The annotation has what no
bibliography prints.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from sergecli.exporters import base, bib_types, casing
from sergecli.exporters.bib_values import braced, edtf, item, language, names, year_month
from sergecli.exporters.formats import ExportResult, Selection
from sergecli.model import degrees, edition_statements
from sergecli.model.csl import LETTER, THESIS, Reference
from sergecli.model.note_sentences import ANONYMOUS, NO_DATE, NO_PUBLISHER, OPENINGS
from sergecli.text import latex
from sergecli.text.english import capitalized

# Types of entries that need neither an author nor a publication.
_LOOSE = frozenset({"online", "misc", "dataset"})
_PUBLISHED = frozenset({"book", "incollection"})
_CHAPTERS = frozenset({"inbook", "incollection"})
# The fields of both formats, in the order of output.
_FIELDS = (
    "author", "nameaddon", "key", "title", "shorttitle", "origtitle", "translator", "editor",
    "journaltitle", "bookauthor", "booktitle", "organization", "series", "volume", "number",
    "edition", "version", "pages", "publisher", "institution", "location", "year", "month", "date",
    "origpublisher", "origdate", "pubstate", "entrysubtype", "type", "isbn", "url", "library",
    "origlanguage", "langid", "note", "annotation", "keywords", "related", "relatedstring",
)  # fmt: skip
# Sentences about these go into the annotation, which is not printed.
_UNPRINTED = frozenset({"issued", "original_date", "isbn"})
# The characters of an address (RFC 3986) other than letters and digits.
_IN_ADDRESS = "!#$%&'()*+,./:;=?@_~[]-"


class Dialect(NamedTuple):
    """One of the two formats: how it escapes text, its types of entries, its fields.

    `emphasis` is its command for the title of another work in a title.

    `holds` has the variables for which a type has a field. The note gives the other
    variables of `noted`, and those that `unfit` returns because no field can hold their
    values. `values` returns the fields that only this format has, or that it fills
    differently; `names` has its own names for fields of both.
    """

    label: str
    emphasis: str
    escape: Callable[[str], str]
    type_of: Callable[[Reference], str]
    holds: Mapping[str, frozenset[str]]
    noted: frozenset[str]
    unfit: Callable[[Reference], set[str]]
    values: "Callable[[BibEntry], dict[str, str]]"
    names: Mapping[str, str]


class BibEntry(NamedTuple):
    """An entry to be written: its work, its type, and the variables that its note gives."""

    dialect: Dialect
    export: base.ExportEntry
    reference: Reference
    type: str
    in_note: tuple[str, ...]


def write_biblatex(selection: Selection) -> ExportResult:
    """Write a .bib file for BibLaTeX and biber, in UTF-8."""
    every, text = _written(selection, _BIBLATEX)
    dateless = sum(not each.reference.issued for each in every)
    demanded = base.changed(_BIBLATEX.label, "requires a date; XXXX was inserted", dateless)
    return ExportResult(text, _lost(every, _BIBLATEX.label, demanded))


def write_bibtex(selection: Selection) -> ExportResult:
    """Write a .bib file for BibTeX's standard styles, in ASCII where TeX has commands."""
    every, text = _written(selection, _BIBTEX)
    label = _BIBTEX.label
    demand = f"requires a publisher and a year; {NO_PUBLISHER} and {NO_DATE} were inserted"
    urls = sum(bool(each.reference.url) for each in every)
    letters = "".join(sorted({char for char in text if not char.isascii()}))
    foreign = f"{label}: TeX has no command for these letters; left as UTF-8: {letters}"
    lost = (
        *_lost(every, label, base.changed(label, demand, sum(map(_lacks_publication, every)))),
        *base.changed(label, "addresses are in the field url, which old styles do not print", urls),
        *((foreign,) if letters else ()),
    )
    return ExportResult(text, lost)


def _written(selection: Selection, dialect: Dialect) -> tuple[tuple[BibEntry, ...], str]:
    known = dialect.noted.union(*dialect.holds.values())
    missing = {kind: known - held for kind, held in dialect.holds.items()}
    every = tuple(_entry(each, dialect, missing) for each in base.entries(selection))
    starts = [(key, f"  {dialect.names.get(key, key):<14}= ") for key in _FIELDS]
    return every, "\n".join(_layout(each, starts) for each in every)


def _entry(
    export: base.ExportEntry, dialect: Dialect, missing: Mapping[str, frozenset[str]]
) -> BibEntry:
    reference = export.reference
    kind = dialect.type_of(reference)
    wanted = missing[kind] | dialect.unfit(reference)
    if reference.archive and reference.archive == export.work.archive:
        # The fields for an archive have only the one of the catalogue.
        wanted |= {"archive", "archive_location"}
    if kind in _LOOSE and reference.container_title:
        # The same field holds the container, or else the archive.
        wanted |= {"archive"}
    return BibEntry(dialect, export, reference, kind, base.unheld(export, wanted))


def _layout(entry: BibEntry, starts: Sequence[tuple[str, str]]) -> str:
    """Write an entry, without the fields that have no value."""
    values = _values(entry) | entry.dialect.values(entry)
    lines = [f"{start}{values[key]}," for key, start in starts if values.get(key)]
    return "\n".join((f"@{entry.type}{{{entry.reference.id},", *lines, "}")) + "\n"


def _lost(every: tuple[BibEntry, ...], label: str, demanded: tuple[str, ...]) -> tuple[str, ...]:
    nobody = sum(not each.reference.author and each.type not in _LOOSE for each in every)
    tongues = filter(None, (each.reference.language for each in every))
    nameless = sum(not language(tag) for tag in tongues)
    return (
        *base.lost(label, [each.export for each in every], (each.in_note for each in every)),
        *base.changed(label, f"requires an author; {ANONYMOUS.family} was inserted", nobody),
        *demanded,
        *base.changed(label, "dropped: languages it has no name for", nameless),
    )


def _lacks_publication(entry: BibEntry) -> bool:
    reference, published = entry.reference, entry.type in _PUBLISHED
    return (published and not reference.publisher) or not (
        reference.issued or reference.status or entry.type in _LOOSE
    )


# --- the values of fields ---------------------------------------------------------


def _values(entry: BibEntry) -> dict[str, str]:
    """Return the fields that both formats fill in the same way, by name."""
    reference, kind, escape = entry.reference, entry.type, entry.dialect.escape
    container = _said(entry, "container_title")
    site = "container_title" if container else "archive"
    author = reference.author or (() if kind in _LOOSE else (ANONYMOUS,))
    house = "institution" if reference.type == THESIS else "publisher"
    unprinted = [variable for variable in entry.in_note if variable in _UNPRINTED]
    return {
        "author": braced(names(author, escape)),
        "title": _title(entry, "title"),
        "editor": braced(_said(entry, "editor")),
        "journaltitle": braced(container if kind == "article" else ""),
        "booktitle": _title(entry, "container_title") if kind in _CHAPTERS else "",
        "organization": braced(item(_said(entry, site))) if kind in _LOOSE else "",
        "series": braced(braced(_said(entry, "collection_title"))),
        "volume": braced(_said(entry, "volume")),
        "number": braced(_said(entry, "issue")),
        "version": braced(_said(entry, "version")),
        "pages": braced(_said(entry, "page").replace("–", "--")),
        house: braced(item(_said(entry, "publisher"))),
        "location": braced(item(_said(entry, "publisher_place"))),
        "isbn": braced(_said(entry, "isbn")),
        "url": braced(quote(reference.url, safe=_IN_ADDRESS)),
        "langid": braced(language(reference.language)),
        "note": braced(escape(_printed(entry))),
        "library": braced(_library(entry)),
        "keywords": braced(escape(", ".join(entry.export.work.free("tags")))),
        "annotation": braced(escape(base.note(entry.export, unprinted))),
    }


def _library(entry: BibEntry) -> str:
    """Return the archive, if no other field has it, and the shelfmark of a copy."""
    in_field = entry.type not in _LOOSE and "archive" in entry.dialect.holds[entry.type]
    marks = map(entry.dialect.escape, entry.export.work.free("shelfmark"))
    return "; ".join(filter(None, (_said(entry, "archive") if in_field else "", *marks)))


def _biblatex_values(entry: BibEntry) -> dict[str, str]:
    reference, whole, loose = entry.reference, entry.export.whole, entry.type in _LOOSE
    pseudonym, escape = reference.pseudonym, entry.dialect.escape
    short = casing.shortened(reference)
    original = entry.export.work.language
    translated = not loose and entry.type != THESIS and original != reference.language
    return {
        "nameaddon": braced(escape(f"{pseudonym}, pseud." if pseudonym else "")),
        "shorttitle": _title(entry, "title", short) if short else "",
        "origtitle": _title(entry, "original_title"),
        "origpublisher": braced(item(_said(entry, "original_publisher"))),
        "translator": braced(_said(entry, "translator")),
        "bookauthor": braced(_said(entry, "container_author")),
        "edition": braced(_said(entry, "edition")),
        # BibLaTeX requires a date; XXXX is EDTF's year of which nothing is known.
        "date": braced(edtf(reference.issued)[0] or "XXXX"),
        "origdate": braced(edtf(reference.original_date)[0]),
        "pubstate": braced(reference.status.replace(" ", "")),
        "entrysubtype": "{newspaper}" if reference.type == "article-newspaper" else "",
        "type": braced(escape(_biblatex_type(reference))),
        "origlanguage": braced(language(original) if translated else ""),
        "related": braced(whole.id if whole else ""),
        "relatedstring": braced(entry.export.relation if whole else ""),
    }


def _biblatex_type(reference: Reference) -> str:
    """Return "letter", or a degree by the word for which BibLaTeX has a translation, if any."""
    if reference.type == THESIS:
        return degrees.names(reference.genre).biblatex or degrees.genre(reference.genre)
    return "letter" if reference.type == LETTER else ""


def _bibtex_values(entry: BibEntry) -> dict[str, str]:
    reference, escape, loose = entry.reference, entry.dialect.escape, entry.type in _LOOSE
    date = reference.issued
    undated = reference.status or ("" if loose else NO_DATE)
    year, month, _ = year_month(date) if date else (undated, "", True)
    text, whole = edtf(date)
    publisher = reference.publisher or NO_PUBLISHER
    signature = entry.export.work.signed_as
    signed = f"{OPENINGS['signed_as']} {signature}." if signature else ""
    return {
        # The sort key of an entry without an author.
        "key": braced("" if reference.author or not loose else escape(casing.headline(reference))),
        "edition": braced(edition_statements.in_bibtex(_said(entry, "edition"))),
        "publisher": braced(escape(publisher) if entry.type in _PUBLISHED else ""),
        "type": braced(escape(_bibtex_type(entry))),
        "year": braced(escape(year)),
        "month": month,
        "date": braced(text if whole else ""),
        "note": braced(escape(f"{signed} {_printed(entry)}")),
    }


def _bibtex_type(entry: BibEntry) -> str:
    """Return what a thesis is, unless BibTeX's type of entry says so."""
    usual = {"phdthesis": "PhD", "mastersthesis": "master’s"}.get(entry.type)
    genre = entry.reference.genre
    return "" if usual in {None, genre} else capitalized(degrees.genre(genre))


def _printed(entry: BibEntry) -> str:
    variables = [variable for variable in entry.in_note if variable not in _UNPRINTED]
    return base.sentences(entry.export, variables)


def _said(entry: BibEntry, variable: str) -> str:
    """Return the value of a variable that has a field, escaped."""
    value = "" if variable in entry.in_note else getattr(entry.reference, variable)
    escape = entry.dialect.escape
    return names(value, escape) if isinstance(value, tuple) else escape(value)


def _title(entry: BibEntry, variable: str, short: Reference | None = None) -> str:
    """Return a title in braces, or that of the `short` reference."""
    if variable in entry.in_note:
        return ""
    dialect = entry.dialect
    titled = short or entry.reference
    return braced(casing.protected(titled, variable, dialect.escape, dialect.emphasis))


# --- the two formats --------------------------------------------------------------

_BIBLATEX = Dialect(
    label="BibLaTeX",
    emphasis=r"\mkbibemph",
    escape=latex.write,
    type_of=bib_types.biblatex,
    holds=bib_types.IN_BIBLATEX,
    noted=frozenset({"original_container", "recipient", "reviewed_title"}),
    unfit=bib_types.unfit_for_biblatex,
    values=_biblatex_values,
    names={},
)
_BIBTEX = Dialect(
    label="BibTeX",
    emphasis=r"\emph",
    escape=latex.write_ascii,
    type_of=bib_types.bibtex,
    holds=bib_types.IN_BIBTEX,
    noted=frozenset(
        {
            "container_author", "original", "original_container", "original_publisher",
            "recipient", "reviewed_title", "translator", "version", "whole",
        }
    ),
    unfit=bib_types.unfit_for_bibtex,
    values=_bibtex_values,
    names={
        "journaltitle": "journal", "organization": "howpublished", "location": "address",
        "langid": "language", "annotation": "annote", "institution": "school",
    },
)  # fmt: skip
