"""File formats that reference managers, typesetters and spreadsheets read.

Each format has a module of its own, imported only when it is needed, with a function `write`.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from sergecli.errors import UsageError, needing
from sergecli.model.csl import LETTER, Reference
from sergecli.model.work import Head, Work
from sergecli.text.english import check_among
from sergecli.text.sanitize import percent_encoded

FORMATS = (
    "biblatex", "bibtex", "ris", "csl-json", "hayagriva", "csv", "toml", "marcxml", "jsonld",
)  # fmt: skip
# If formats share an extension, it means the first unless another is asked for.
_ENDINGS = {
    "text": (".txt",),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "latex": (".tex",),
    "docx": (".docx",),
    "odt": (".odt",),
    "rtf": (".rtf",),
    "biblatex": (".bib",),
    "bibtex": (".bib",),
    "ris": (".ris",),
    "csl-json": (".json",),
    "hayagriva": (".yaml", ".yml"),
    "csv": (".csv",),
    "toml": (".toml",),
    "marcxml": (".xml",),
    "jsonld": (".jsonld", ".json"),
}
EXTENSIONS = tuple(dict.fromkeys(each for endings in _ENDINGS.values() for each in endings))


class Selection(NamedTuple):
    """What is to be written: works, their references, and the head of their catalogue.

    `annotations` are the requested annotations, by the ids of the works.
    """

    head: Head
    works: tuple[Work, ...]
    references: tuple[Reference, ...]
    annotations: Mapping[str, str]


class ExportResult(NamedTuple):
    """A bibliography in some format, and warnings about what it does not hold.

    A file for a word processor, which is not text, is in `data`.
    """

    text: str
    warnings: tuple[str, ...] = ()
    data: bytes = b""


def dump(
    works: Iterable[Work],
    references: Iterable[Reference],
    name: str,
    head: Head,
    annotations: Mapping[str, str] | None = None,
) -> ExportResult:
    """Write works in the format called `name`, one of `FORMATS`.

    `references` has one reference for each work, in the same order; `head` is
    that of their catalogue; only CSL-JSON has annotations. Raises UsageError if the
    format is unknown, or needs a package that is missing.
    """
    check_among("format", name, FORMATS)
    selection = Selection(head, tuple(works), tuple(map(dated, references)), annotations or {})
    with needing(f"--format {name}", "marc"):
        module = import_module(f"sergecli.exporters.{name.replace('-', '_')}")
    written: ExportResult = module.write(selection)
    return written


def format_of(file: str, asked: str) -> str:
    """Return the format of a file to be written: the one asked for, or that of its extension.

    A file without an extension is text, unless another format is asked for. Raises
    UsageError if the extension is unknown, or is that of another format.
    """
    ending = PurePath(file).suffix.lower()
    if not ending:
        return asked or "text"
    meant = of_ending(ending)
    if not meant:
        known = ", ".join(EXTENSIONS)
        raise UsageError(f"--output: '{file}' has an unknown extension (choose {known})")
    if asked and asked not in meant:
        fit = " or ".join(_ENDINGS[asked])
        raise UsageError(
            f"--output: '{file}' has the extension of {meant[0]}; --format {asked} writes {fit}"
        )
    return asked or meant[0]


def of_ending(ending: str) -> list[str]:
    """Return the formats whose files may end like this (".json"), the usual one first."""
    return [name for name, endings in _ENDINGS.items() if ending in endings]


def dated(reference: Reference) -> Reference:
    """Give letters and unpublished texts the date of writing, as other programs expect it.

    The source of a translation is not an original publication. In the address, characters
    that these programs, or the files that they write, would read as syntax are encoded.
    """
    reference = reference._replace(url=percent_encoded(reference.url))
    written = reference.written
    if written and reference.issued and reference.type != LETTER:
        return reference._replace(original_date=written, written=None)
    if written:
        return reference._replace(issued=written, original_date=None, written=None)
    if reference.type == "webpage" and not reference.issued:
        return reference._replace(issued=reference.original_date, original_date=None)
    return reference
