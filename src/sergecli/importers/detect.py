"""Read other programs' files as the fields of a catalogue's records.

Each format is a module with one function, `read`; it is imported on demand, and
with it the library that reads the format.
"""

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sergecli.catalogue import store
from sergecli.errors import CatalogueError, UsageError, needing
from sergecli.importers import base
from sergecli.importers.archive import encoding
from sergecli.importers.entry import Entry
from sergecli.importers.forms import FORMS, MODULES
from sergecli.text.english import check_among, joined

if TYPE_CHECKING:
    from sergecli.model.work import Head

PAGE = "archive-page"

_SUFFIXES = {
    ".bib": "bibtex", ".bibtex": "bibtex", ".biblatex": "biblatex", ".ris": "ris",
    ".json": "csl-json", ".yaml": "hayagriva", ".yml": "hayagriva", ".rdf": "zotero-rdf",
    ".toml": "toml", ".csv": "csv", ".tsv": "csv", ".htm": PAGE, ".html": PAGE, ".xhtml": PAGE,
}  # fmt: skip
# What each format looks like, the most distinctive first.
_LOOKS = {
    "ris": re.compile(r"(?:[^\n]*\n){0,30}?[ \t]{0,9}TY[ \t]{0,3}-", re.IGNORECASE),
    "toml": re.compile(r"(?:^|.*\n)[ \t]*\[\[?[ \t]*(?:works|catalogue)[ \t]*\]", re.DOTALL),
    "zotero-rdf": re.compile(r"(?:<\?xml[^>]{0,200}>\s*)?<rdf:RDF\b"),
    "archive-page": re.compile(
        r"(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|!--|html|head|title|body)", re.IGNORECASE
    ),
    "csl-json": re.compile(r"[\[{]"),
    "bibtex": re.compile(r"(?:^|.*\n)[ \t]*@[A-Za-z]+[ \t]*[{(]", re.DOTALL),
    "csv": re.compile(r"(?:[^\n]*,)?id,title,kind,"),
    "csl-yaml": re.compile(r"(?:|.*\n)references:[ \t\r]*\n", re.DOTALL),
    "hayagriva": re.compile(r"(?:^|.*\n)[^\s#][^\n]*:[ \t\r]*\n[ \t]+[a-z-]+:", re.DOTALL),
}
_BIBLATEX = re.compile(
    r"^[ \t]*(?:journaltitle|location|langid|eventtitle|maintitle|related)[ \t]*=", re.MULTILINE
)
# How much of a file is read to detect its format.
_ENOUGH = 100_000

__all__ = ["FORMS", "PAGE", "Entry", "begins", "entries", "sniff", "text_of"]


def sniff(name: str, text: str) -> str:
    """Return the format of a file, from the extension of its name or else from its text.

    Raises UsageError if neither shows it.
    """
    start = text[:_ENOUGH]
    form = _form(name, start)
    if not form:
        choice = joined(FORMS, "or")
        raise UsageError(f"Can't tell the format of {name}; choose one with --format: {choice}")
    if form == "hayagriva" and _LOOKS["csl-yaml"].match(start):
        return "csl-yaml"
    return "biblatex" if form == "bibtex" and _BIBLATEX.search(start) else form


def _form(name: str, text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")
    suffix = re.search(r"\.[a-z]+$", name.lower())
    return _SUFFIXES.get(suffix[0] if suffix else "") or next(
        (form for form, look in _LOOKS.items() if look.match(start)), ""
    )


def text_of(raw: bytes, name: str, form: str = "") -> str:
    """Turn the bytes of a file into text: a page by what it declares, all else as UTF-8.

    Raises CatalogueError for what is not UTF-8 but should be.
    """
    form = form or _form(name, raw[:_ENOUGH].decode("latin-1"))
    return encoding.decoded(raw) if form == PAGE else store.decoded(raw, Path(name))


def begins(text: str, form: str, name: str) -> "Head | None":
    """Return the head that a file proposes for a new catalogue, if its format has one."""
    if form != PAGE:
        return None
    head: Head = _module(PAGE).head(text, name)
    return head if head.author else None


def _module(form: str) -> ModuleType:
    with needing(f"reading {form}", "import"):
        return import_module(f"sergecli.importers.{MODULES[form]}")


def entries(
    text: str,
    form: str,
    head: "Head | None" = None,
    columns: Mapping[str, str] | None = None,
    name: str = "",
) -> list[Entry]:
    """Read a file's entries, in its order; `form` is one of `FORMS`.

    `columns` says which column of a table is what, where its headings don't; `name` is that
    of the file, or the address of a page.

    `head` is that of the catalogue that they will join: its language, author and
    archive are left out of the records. Raises CatalogueError, with an empty path, if
    the file is not in this format or has too many entries, and UsageError if there is
    no such format or the library for it is not installed.
    """
    check_among("format", form, FORMS)
    module = _module(form)
    # No library accepts half of a surrogate pair.
    whole = text.removeprefix("\ufeff").encode("utf-8", "replace").decode("utf-8")
    more = {"csv": (columns,), PAGE: (name,)}.get(form, ())
    read: list[Entry] = module.read(whole, head, *more)
    if not read:
        raise CatalogueError.of_file("", f"contains no {form} entries")
    return list(base.limited(read))
