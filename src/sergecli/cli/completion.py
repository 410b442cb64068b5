"""The completions that a shell offers; each list is made when it is needed.

Typer parses the shell's request and prints the answer. Its scripts evaluate the answer in the
shell, so only plain words are offered (for a name, the family name), with plain help.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sergecli.text.english import counted

if TYPE_CHECKING:
    from sergecli.catalogue.paths import CatalogueSource
    from sergecli.model.work import Catalogue, Head, Publication, Work

_Pairs = Iterator[tuple[str, str]]
# A word without characters that are special to any shell.
_PLAIN = re.compile(r"[\w.’-]+")
# Characters special to Rich or to a shell, and lookalikes to replace them.
_LOOKALIKES = str.maketrans("\"'`\\$[]<>:", "”’‘⧵＄［］‹›：")


def words_before(environ: MutableMapping[str, str]) -> list[str] | None:
    """Return the words of the line to complete, or None if the shell passed none.

    Bash splits --style=mla into three words; they are joined again for Typer.
    """
    line = environ.get("COMP_WORDS")
    if line is None:
        line = environ.get("_TYPER_COMPLETE_ARGS")
        return None if line is None else line.split()
    cursor = environ.get("COMP_CWORD", "")
    if not cursor.isdecimal():
        return None
    *before, last = [*line.split("\n"), ""][: int(cursor) + 1]
    if before[-1:] == ["="]:
        before, last = before[:-2], f"{before[-2]}={last}"
    elif last == "=":
        before, last = before[:-1], f"{before[-1]}="
    words = [*before, last]
    environ["COMP_WORDS"], environ["COMP_CWORD"] = "\n".join(words), str(len(words) - 1)
    return words


def _plain(text: str) -> str:
    """Return the help of a value without characters special to Rich or to a shell."""
    from sergecli.text.sanitize import safe

    return safe(text).translate(_LOOKALIKES)


def ids(ctx: typer.Context, incomplete: str) -> _Pairs:
    """Offer the ids that begin with what was typed, with their titles."""
    return _ids(_sources(ctx.params), incomplete)


def own_ids(ctx: typer.Context, incomplete: str) -> _Pairs:
    """Offer the ids of the user's own catalogue that begin with what was typed."""
    from sergecli.catalogue import paths

    own = (source for source in _sources(ctx.params) if source.path != paths.built_in())
    return _ids(own, incomplete)


def _ids(sources: "Iterable[CatalogueSource]", incomplete: str) -> _Pairs:
    from sergecli.catalogue import cache_file

    for source in sources:
        names = cache_file.names(source)
        if names is None:
            names = [(one.id, one.title) for one in _read(source)]
        for identity, title in names:
            if identity.startswith(incomplete):
                yield identity, _plain(title)


def _sources(given: dict[str, Any]) -> "Iterator[CatalogueSource]":
    """Return the catalogues named by the options before the cursor, or by their defaults."""
    from sergecli.catalogue import paths

    # During completion, Typer does not convert values.
    own = Path(given["catalogue"]) if given.get("catalogue") else paths.own()
    if own and given.get("alone"):
        yield paths.CatalogueSource(own)
        return
    yield paths.CatalogueSource(paths.built_in())
    if own and own.exists():
        yield paths.CatalogueSource(own, paths.built_in())


def _read(source: "CatalogueSource") -> "Catalogue":
    """Return a catalogue without the one it is used with; an empty one if it is invalid."""
    from sergecli.catalogue import store
    from sergecli.errors import SergeError
    from sergecli.model.work import Catalogue, Head

    alone = not source.beside
    try:
        return store.load(source.path, alone=alone, only_own=not alone)
    except SergeError:
        return Catalogue(Head(title="", author="", language=""), ())


def _works(ctx: typer.Context) -> "Iterator[Work]":
    for source in _sources(ctx.params):
        yield from _read(source)


def years(ctx: typer.Context, incomplete: str) -> _Pairs:
    """Offer the years that have works, also as the end of an interval."""
    from sergecli.model.edtf import Span, may_fall_in

    since, dash, _ = incomplete.rpartition("-")
    works: Counter[int] = Counter()
    for date in (one.date for one in _works(ctx) if one.date):
        between = range(date.earliest.year, date.latest.year + 1)
        works.update(year for year in between if may_fall_in(date, Span(year, year)))
    for year, count in sorted(works.items()):
        if not dash or since < f"{year:04}":
            yield f"{since}{dash}{year:04}", "" if dash else counted(count, "work")


def translators(ctx: typer.Context) -> _Pairs:
    """Offer the family names of translators, with the full names as help."""
    return _names(ctx, lambda one: one.translators, -1)


def editors(ctx: typer.Context) -> _Pairs:
    """Offer the family names of editors, with the full names as help."""
    return _names(ctx, lambda one: one.editors, -1)


def publishers(ctx: typer.Context) -> _Pairs:
    """Offer the first words of publishers' names, with the full names as help."""
    return _names(ctx, lambda one: (one.publisher,), 0)


def _names(
    ctx: typer.Context, read: "Callable[[Publication], Iterable[str]]", place: int
) -> _Pairs:
    """Offer the word at this place of each name; shells would split whole names at the spaces."""
    names = {name for work in _works(ctx) for one in work.publications for name in read(one)}
    full: dict[str, list[str]] = {}
    for word, name in sorted((name.split()[place], name) for name in names if name.split()):
        if _PLAIN.fullmatch(word):
            full.setdefault(word, []).append(name)
    for word, named in full.items():
        yield word, _plain(", ".join(named))


def languages(ctx: typer.Context) -> list[str]:
    """Offer the languages of editions."""
    found = {
        one.language or catalogue.head.language
        for catalogue in map(_read, _sources(ctx.params))
        for work in catalogue
        for one in work.publications
    }
    return sorted(found - {""})


def editions(ctx: typer.Context) -> _Pairs:
    """Offer the years, or else publishers, that identify an edition of the first work named."""
    # After an option without its value, Typer has not yet assigned the arguments.
    named = [*(ctx.params.get("names") or ctx.args), ""][0]
    for catalogue in map(_read, _sources(ctx.params)):
        for work in (one for one in catalogue if one.id == named):
            yield from _editions(work, catalogue.head)


def _editions(work: "Work", head: "Head") -> _Pairs:
    from sergecli.model.publications import as_printed
    from sergecli.search import filters

    for one in as_printed(work, head):
        year = f"{one.date.earliest.year:04}" if one.date else ""
        about = ", ".join(filter(None, (one.publisher or one.container, one.place)))
        for word in (year, *one.publisher.split()):
            if _PLAIN.fullmatch(word) and filters.edition(work, head, word) == [one]:
                yield word, _plain(about)
                break


def fields(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the fields of `--json` after those already typed: "id,title,date"."""
    from sergecli.terminal import plain

    known = plain.EDITION_FIELDS if ctx.params.get("editions") else plain.FIELDS
    before, comma, _ = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in known if name not in before.split(",")]


def kinds() -> Iterable[str]:
    """Offer the kinds of works."""
    from sergecli.model.kinds import KINDS

    return KINDS


def styles() -> Iterable[str]:
    """Offer the citation styles."""
    from sergecli.citations.bibliography import STYLES

    return STYLES


def formats() -> Iterable[str]:
    """Offer the formats of citations."""
    from sergecli.exporters.compose import ALL_FORMATS

    return ALL_FORMATS
