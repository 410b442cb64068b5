"""What Python programs ask of serge: load, search, cite, check.

Nothing prints, and neither Typer nor Rich is loaded. Every error is a SergeError, whose text
is a sentence for the reader.
"""

import warnings
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sergecli.catalogue import store
from sergecli.catalogue.index import Built, Index
from sergecli.errors import LossWarning, UsageError
from sergecli.exporters import compose
from sergecli.model.work import Catalogue, Head, Person, Work

if TYPE_CHECKING:
    from sergecli.catalogue.check import Finding

__all__ = ["check", "cite", "load", "search"]


def load(path: Path | str | None = None, *, alone: bool = False) -> Catalogue:
    """Read the built-in catalogue, and the one in the file `path` beside it.

    With `alone` only the file is read, which may be of any author. A person's
    own catalogue is read only where its path is given, so that a notebook
    answers the same everywhere.

    Raises CatalogueError, whose `faults` are all that is wrong in the file.
    """
    return store.load(None if path is None else Path(path), alone=alone)


def search(works: Iterable[Work], words: str, limit: int | None = None) -> list[Work]:
    """Find the works that meet every word, the best first; none is an empty list.

    `works` is a catalogue, or some works of it; `words` are looked for in
    titles, names, signatures, periodicals and notes, and spelling is forgiven,
    as `serge search` does it. `limit` keeps so many of the best.

    Raises UsageError where `limit` is less than 1.
    """
    # RapidFuzz takes a while to load; who only cites need not wait for it.
    from sergecli.search import fuzzy  # noqa: PLC0415

    if limit is not None and limit < 1:
        raise UsageError(f"limit is {limit}; it counts from 1")
    people = works.head.people if isinstance(works, Catalogue) else ()
    hits = fuzzy.search(_index(tuple(works), people), words)
    return [hit.work for hit in hits[:limit]]


@lru_cache(maxsize=4)
def _index(works: tuple[Work, ...], people: tuple[Person, ...]) -> Index:
    """Read the words of works once; whoever searches, searches again."""
    return Built(works, people)


def check(path: Path | str, *, alone: bool = False) -> "list[Finding]":
    """Return the errors and warnings of a catalogue's file, in the order of its text.

    The file is checked beside the built-in catalogue, or `alone`. Each finding has a
    level ("error" or "warning"), a line and column (from 1), the record's id, the field, the
    message and, if it is a warning, the name of its check (`docs/check.md`). A file that
    cannot be read is an error too.
    """
    # Checking loads the reader of TOML; who only cites need not wait for it.
    from sergecli.catalogue import check as checking  # noqa: PLC0415

    return checking.check(str(path), alone=alone)


def cite(  # noqa: PLR0913 - all but three by name, and hardly ever given
    works: Work | Iterable[Work],
    style: str = "chicago",
    format: str = "text",  # noqa: A002 - the word for it
    *,
    form: str = "bibliography",
    page: str = "",
    edition: str = "",
    csl: str = "",
    own_order: bool = False,
    catalogue: Catalogue | None = None,
) -> str:
    """Cite a work, or several as one bibliography, as `serge cite` writes it.

    `style` is chicago, chicago-author-date, mla or apa; `format` is text,
    markdown, html, latex, biblatex, bibtex, ris, csl-json, hayagriva, csv or
    toml (all but the first four have no style). `form` is bibliography, note,
    short (a shortened note) or in-text, and `page` what the last three cite.
    `edition` names one: its year, publisher or translator. `csl` is any other
    CSL style, a file or a name, and needs pandoc. A bibliography is in the order
    of its style, or with `own_order` in that of `works`. `catalogue` is the one
    that the works are of, where it is neither `works` itself nor built on the
    built-in one: it says who wrote what has no author of its own, and where the
    texts stand.

    The text ends with a line break; it is empty, or an empty list of its format,
    where there are no works. What the format or the style could not carry is
    warned of (LossWarning).

    Raises UsageError for a style, a format or a form that does not exist or does
    not go with the others, and UnknownWorkError where a work has no such
    edition, or several.
    """
    wish = compose.CitationOptions(style, form, page, format, own_order, csl)
    compose.check(wish)
    head = _head(works, catalogue)
    cited = [works] if isinstance(works, Work) else list(works)
    written = compose.compose(cited, compose.references(cited, head, edition), head, wish)
    for loss in written.warnings:
        warnings.warn(loss, LossWarning, stacklevel=2)
    return written.text


def _head(works: Work | Iterable[Work], catalogue: Catalogue | None) -> Head:
    if catalogue is not None:
        return catalogue.head
    return works.head if isinstance(works, Catalogue) else _built_in_head()


@cache
def _built_in_head() -> Head:
    """Read it once: a site may cite each work by itself."""
    return load().head
