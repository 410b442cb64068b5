"""BibLaTeX (its manual), in UTF-8 for biber.

Entries have only fields that its data model allows for their type, so that biber does not
warn.
"""

from sergecli.exporters import base, bib, casing
from sergecli.exporters.bib import BibEntry, braced, edtf, item, language
from sergecli.exporters.formats import ExportResult, Selection
from sergecli.model import degrees
from sergecli.model.csl import DATA_SET, LETTER, SERIALS, THESIS, Reference
from sergecli.text import latex

_LABEL = "BibLaTeX"
_IN_CHAPTERS = frozenset(
    {
        "collection_title", "container_author", "container_title", "edition", "editor", "isbn",
        "page", "publisher", "publisher_place", "translator", "volume", "archive",
    }
)  # fmt: skip
# The variables for which a type has a field.
_HOLDS = {
    "article": frozenset(
        {"archive", "container_title", "editor", "issue", "page", "translator", "volume"}
    ),
    "book": _IN_CHAPTERS - {"container_author", "container_title"},
    "inbook": _IN_CHAPTERS,
    "incollection": _IN_CHAPTERS,
    "inreference": _IN_CHAPTERS,
    "online": frozenset({"container_title", "editor", "archive"}),
    "misc": frozenset({"container_title", "editor", "publisher_place", "archive"}),
    "dataset": frozenset({"version"}),
    "thesis": frozenset({"genre", "publisher", "publisher_place"}),
}
_TYPES = dict.fromkeys(SERIALS, "article") | {
    "book": "book",
    DATA_SET: "dataset",
    THESIS: "thesis",
}


def write(selection: Selection) -> ExportResult:
    """Write a .bib file for BibLaTeX and biber."""
    every, text = bib.written(selection, _DIALECT)
    dateless = sum(not each.reference.issued for each in every)
    demanded = base.changed(f"{_LABEL} requires a date; XXXX was inserted", dateless)
    return ExportResult(text, bib.lost(every, _LABEL, demanded))


def _type(reference: Reference) -> str:
    if reference.type == "chapter":
        if not reference.editor:
            # The other types for a part of a book require an editor.
            return "inbook"
        return "inreference" if reference.reference_work else "incollection"
    if reference.type == "webpage" and reference.url:
        return "online"
    # Biber's data model has no fields for a review, which is an article to the standard styles.
    return _TYPES.get(reference.type, "misc")


def _unfit(reference: Reference) -> set[str]:
    """Return the variables whose values the fields cannot fully hold."""
    volume = reference.volume
    unfit = set() if volume.isascii() and volume.isdecimal() else {"volume"}
    dates = ("issued", "original_date")
    return unfit | {date for date in dates if not edtf(getattr(reference, date))[1]}


def _values(entry: BibEntry) -> dict[str, str]:
    reference, whole = entry.reference, entry.export.whole
    pseudonym, escape = reference.pseudonym, entry.dialect.escape
    short = casing.shortened(reference)
    original = entry.export.work.language
    translated = not entry.loose and entry.type != THESIS and original != reference.language
    return {
        "nameaddon": braced(escape(f"{pseudonym}, pseud." if pseudonym else "")),
        "shorttitle": entry.title("title", short) if short else "",
        "origtitle": entry.title("original_title"),
        "origpublisher": braced(item(entry.said("original_publisher"))),
        "translator": braced(entry.said("translator")),
        "bookauthor": braced(entry.said("container_author")),
        "edition": braced(entry.said("edition")),
        # BibLaTeX requires a date; XXXX is EDTF's year of which nothing is known.
        "date": braced(edtf(reference.issued)[0] or "XXXX"),
        "origdate": braced(edtf(reference.original_date)[0]),
        "pubstate": braced(reference.status.replace(" ", "")),
        "entrysubtype": braced(_subtype(entry)),
        "type": braced(escape(_type_field(reference))),
        "origlanguage": braced(language(original) if translated else ""),
        "related": braced(whole.id if whole else ""),
        "relatedstring": braced(entry.export.relation if whole else ""),
    }


def _subtype(entry: BibEntry) -> str:
    if entry.reference.reference_work:
        return "entry" if entry.type == "inbook" else ""
    return "newspaper" if entry.reference.type == "article-newspaper" else ""


def _type_field(reference: Reference) -> str:
    """Return "letter", or a degree by the word for which BibLaTeX has a translation, if any."""
    if reference.type == THESIS:
        return degrees.names(reference.genre).biblatex or degrees.genre(reference.genre)
    return "letter" if reference.type == LETTER else ""


_DIALECT = bib.Dialect(
    emphasis=r"\mkbibemph",
    escape=latex.write,
    type_of=_type,
    holds=_HOLDS,
    noted=frozenset({"original_container", "recipient", "reviewed_title"}),
    unfit=_unfit,
    values=_values,
    names={},
)
