"""serge for Python programs: load, search, cite, check.

Nothing is printed, and neither Typer nor Rich is loaded. Every error is a SergeError, whose
text is a sentence for the reader.
"""

import warnings
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sergecli.catalogue import store
from sergecli.catalogue.index import built
from sergecli.errors import LossWarning, UsageError
from sergecli.exporters import compose
from sergecli.model.work import Catalogue, Work

if TYPE_CHECKING:
    from sergecli.catalogue.check import Finding

__all__ = ["check", "cite", "load", "search"]


def load(path: Path | str | None = None, *, alone: bool = False) -> Catalogue:
    """Read the built-in catalogue and, if `path` is given, the one in that file.

    With `alone` only the file is read; it may be a catalogue of any author. The user's
    own catalogue is read only if its path is given, so that a program gives the same
    answer for every user.

    Raises CatalogueError, whose `problems` are all the errors in the file.
    """
    return store.load(None if path is None else Path(path), alone=alone)


def search(works: Iterable[Work], words: str, limit: int | None = None) -> list[Work]:
    """Return the works that match the words, the best match first.

    `works` is a catalogue, or some of its works. The words are looked for in titles,
    names, signatures, periodicals and notes, tolerating misspellings, other forms and a wrong
    word as `serge search` does. `limit` is the largest number of results.

    Raises UsageError if `limit` is less than 1.
    """
    from sergecli.search import fuzzy  # noqa: PLC0415 - RapidFuzz is slow; citing doesn't need it

    if limit is not None and limit < 1:
        raise UsageError(f"limit is {limit}; it must be at least 1")
    people = works.head.people if isinstance(works, Catalogue) else ()
    hits = fuzzy.search(built(tuple(works), people), words)
    return [hit.work for hit in hits[:limit]]


def check(path: Path | str, *, alone: bool = False) -> "list[Finding]":
    """Return the errors and warnings for a catalogue's file, in the order of its text.

    The file is checked together with the built-in catalogue, or `alone`. Each finding has a
    level ("error" or "warning"), a line and column (from 1), the record's id, the field, the
    message and, if it is a warning, the name of its check (`docs/check.md`). A file that
    cannot be read is an error too.
    """
    from sergecli.catalogue import check as checking  # noqa: PLC0415 - slow; citing doesn't need it

    return checking.check(str(path), alone=alone)


def cite(  # noqa: PLR0913 - all but three are keywords, and rarely used
    works: Work | Iterable[Work],
    style: str = "chicago",
    format: str = "text",  # noqa: A002 - the name of the option
    *,
    form: str = "bibliography",
    page: str = "",
    edition: str = "",
    csl: str = "",
    own_order: bool = False,
    catalogue: Catalogue | None = None,
) -> str:
    """Return the citation of a work, or a bibliography of several, as `serge cite` writes it.

    `style` is chicago, chicago-author-date, mla or apa; `format` is text,
    markdown, html, latex, biblatex, bibtex, ris, csl-json, hayagriva, csv, toml,
    marcxml or jsonld (only the first four use a style). `form` is bibliography, note,
    short (a shortened note) or in-text; `page` is the page cited by the last three.
    `edition` selects an edition by its year, publisher or translator. `csl` is any
    other CSL style, a file or a name, and needs pandoc. A bibliography is sorted as
    its style says or, with `own_order`, left in the order of `works`. `catalogue` is
    the catalogue of the works, needed only if it is neither `works` itself nor an
    addition to the built-in one.

    The text ends with a line break; without works it is empty, or an empty list in
    the format. A LossWarning tells what the format or the style could not express.

    Raises UsageError if a style, format or form does not exist or cannot be combined
    with the others, and UnknownWorkError if a work has no such edition, or several.
    """
    wish = compose.CitationOptions(style, form, page, format, own_order, csl)
    compose.check(wish)
    home = _home(works, catalogue)
    cited = [works] if isinstance(works, Work) else list(works)
    # A part may name the work that it is a part of.
    references = compose.references(cited, home.head, edition, {work.id: work for work in home})
    written = compose.compose(cited, references, home.head, wish)
    for loss in written.warnings:
        warnings.warn(loss, LossWarning, stacklevel=2)
    return written.text


def _home(works: Work | Iterable[Work], catalogue: Catalogue | None) -> Catalogue:
    """Return the catalogue that the works belong to."""
    if catalogue is not None:
        return catalogue
    return works if isinstance(works, Catalogue) else _built_in()


@cache
def _built_in() -> Catalogue:
    """Read the built-in catalogue once: a program may cite each work on its own."""
    return load()
