"""Types of entries in .bib files, and the variables for which each has a field."""

from sergecli.exporters.bib_values import edtf, year_month
from sergecli.model import degrees
from sergecli.model.csl import DATA_SET, SERIALS, THESIS, Reference

_IN_BOOKS = frozenset({"collection_title", "edition", "volume", "publisher", "publisher_place"})
_IN_CHAPTERS = _IN_BOOKS | {"container_title", "editor", "page"}
_IN_ARTICLES = frozenset({"container_title", "volume", "issue", "page"})
_IN_THESES = frozenset({"genre", "publisher", "publisher_place"})
# The variables for which a type has a field.
IN_BIBLATEX = {
    "article": _IN_ARTICLES | {"editor", "translator", "archive"},
    "book": (_IN_CHAPTERS | {"translator", "archive", "isbn"}) - {"container_title"},
    "inbook": _IN_CHAPTERS | {"container_author", "translator", "archive", "isbn"},
    "incollection": _IN_CHAPTERS | {"container_author", "translator", "archive", "isbn"},
    "online": frozenset({"container_title", "editor", "archive"}),
    "misc": frozenset({"container_title", "editor", "publisher_place", "archive"}),
    "dataset": frozenset({"version"}),
    "thesis": _IN_THESES,
}
IN_BIBTEX = {
    "article": _IN_ARTICLES,
    "book": _IN_BOOKS,
    "incollection": _IN_CHAPTERS,
    "misc": frozenset({"container_title", "archive"}),
    "mastersthesis": _IN_THESES,
    "phdthesis": _IN_THESES,
}
_TYPES = dict.fromkeys(SERIALS, "article") | {"book": "book", THESIS: THESIS}


def biblatex(reference: Reference) -> str:
    """Return the type of an entry in BibLaTeX."""
    if reference.type == "chapter":
        return "incollection" if reference.editor else "inbook"
    if reference.type == "webpage" and reference.url:
        return "online"
    if reference.type == DATA_SET:
        return "dataset"
    return _TYPES.get(reference.type, "misc")


def bibtex(reference: Reference) -> str:
    """Return the type of an entry in BibTeX; other theses than those for a master's are PhDs."""
    if reference.type == THESIS:
        return "mastersthesis" if degrees.is_masters(reference.genre) else "phdthesis"
    return "incollection" if reference.type == "chapter" else _TYPES.get(reference.type, "misc")


def unfit_for_biblatex(reference: Reference) -> set[str]:
    """Return the variables whose values BibLaTeX's fields cannot fully hold."""
    volume = reference.volume
    unfit = set() if volume.isascii() and volume.isdecimal() else {"volume"}
    dates = ("issued", "original_date")
    return unfit | {date for date in dates if not edtf(getattr(reference, date))[1]}


def unfit_for_bibtex(reference: Reference) -> set[str]:
    """Return the variables whose values BibTeX's fields cannot fully hold."""
    # The standard styles warn of a number without a volume.
    unfit = set() if reference.volume else {"issue"}
    whole = not reference.issued or year_month(reference.issued)[2]
    return unfit if whole else unfit | {"issued"}
