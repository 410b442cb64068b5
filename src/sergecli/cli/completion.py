"""What the shell offers when TAB is pressed; each list is made when it is asked for.

Typer reads what a shell asks and writes the answer. Its scripts pass the answer through the
shell, so that only plain words are offered (of a name the family name), with plain help.
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
# A word that means only itself to every shell.
_PLAIN = re.compile(r"[\w.’-]+")
# What is markup to Rich or syntax to a shell, and the letters that look like it.
_LOOKALIKES = str.maketrans("\"'`\\$[]<>:", "”’‘⧵＄［］‹›：")


def words_before(environ: MutableMapping[str, str]) -> list[str] | None:
    """Give the words of the line that a shell wants completed; None where it gave none.

    Bash takes --style=mla for three words; they are put together for Typer.
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


def _plain(told: str) -> str:
    """Give the help of a value so that neither Rich nor a shell reads anything into it."""
    from sergecli.text.sanitize import safe

    return safe(told).translate(_LOOKALIKES)


def ids(ctx: typer.Context, incomplete: str) -> _Pairs:
    """Give the ids that begin so, with their titles."""
    return _ids(_sources(ctx.params), incomplete)


def own_ids(ctx: typer.Context, incomplete: str) -> _Pairs:
    """Give the ids of a person's own catalogue likewise."""
    from sergecli.catalogue import paths

    own = (source for source in _sources(ctx.params) if source.path != paths.built_in())
    return _ids(own, incomplete)


def _ids(sources: "Iterable[CatalogueSource]", incomplete: str) -> _Pairs:
    from sergecli.catalogue import kept_files

    for source in sources:
        names = kept_files.recall_names(source)
        if names is None:
            names = [(one.id, one.title) for one in _read(source)]
        for identity, title in names:
            if identity.startswith(incomplete):
                yield identity, _plain(title)


def _sources(given: dict[str, Any]) -> "Iterator[CatalogueSource]":
    """Give the catalogues that the options before the cursor, or their defaults, name."""
    from sergecli.catalogue import paths

    # While a line is being completed, Typer leaves what was typed as it was.
    own = Path(given["catalogue"]) if given.get("catalogue") else paths.own()
    if own and given.get("alone"):
        yield paths.CatalogueSource(own)
        return
    yield paths.CatalogueSource(paths.built_in())
    if own and own.exists():
        yield paths.CatalogueSource(own, paths.built_in())


def _read(source: "CatalogueSource") -> "Catalogue":
    """Give the works of a catalogue itself; none where it is faulty."""
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
    """Give the years that have works, also as the second of two."""
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
    """Give the family names of translators, each with the full names."""
    return _last_words(_of_publications(ctx, lambda one: one.translators))


def editors(ctx: typer.Context) -> _Pairs:
    """Give the family names of editors, each with the full names."""
    return _last_words(_of_publications(ctx, lambda one: one.editors))


def _of_publications(
    ctx: typer.Context, names: "Callable[[Publication], Iterable[str]]"
) -> set[str]:
    return {name for work in _works(ctx) for one in work.publications for name in names(one)}


def _last_words(names: Iterable[str]) -> _Pairs:
    """Give the last words of names: none of them has blanks, which shells would break."""
    return _grouped((name.split()[-1], name) for name in names if name.split())


def _grouped(pairs: Iterable[tuple[str, str]]) -> _Pairs:
    full: dict[str, list[str]] = {}
    for word, name in sorted(pairs):
        if _PLAIN.fullmatch(word):
            full.setdefault(word, []).append(name)
    for word, names in full.items():
        yield word, _plain(", ".join(names))


def languages(ctx: typer.Context) -> list[str]:
    """Give the languages of editions."""
    found = {
        one.language or catalogue.head.language
        for catalogue in map(_read, _sources(ctx.params))
        for work in catalogue
        for one in work.publications
    }
    return sorted(found - {""})


def publishers(ctx: typer.Context) -> _Pairs:
    """Give the first words of publishers' names, each with the full names."""
    names = _of_publications(ctx, lambda one: (one.publisher,))
    return _grouped((name.split()[0], name) for name in names if name)


def editions(ctx: typer.Context) -> _Pairs:
    """Give the years, else the publishers, that each mean one edition of the first work named."""
    # Behind an option whose value is still to come, Typer has not yet named what it read.
    named = [*(ctx.params.get("names") or ctx.args), ""][0]
    for catalogue in map(_read, _sources(ctx.params)):
        for work in (one for one in catalogue if one.id == named):
            yield from _editions(work, catalogue.head)


def _editions(work: "Work", head: "Head") -> _Pairs:
    from sergecli.search import filters

    for one in work.publications_as_printed(head):
        year = f"{one.date.earliest.year:04}" if one.date else ""
        about = ", ".join(filter(None, (one.publisher or one.container, one.place)))
        for word in (year, *one.publisher.split()):
            if _PLAIN.fullmatch(word) and filters.edition(work, head, word) == [one]:
                yield word, _plain(about)
                break


def kinds() -> Iterable[str]:
    """Give the kinds of works."""
    from sergecli.model.kinds import KINDS

    return KINDS


def styles() -> Iterable[str]:
    """Give the citation styles."""
    from sergecli.citations.bibliography import STYLES

    return STYLES


def formats() -> Iterable[str]:
    """Give the formats of citations."""
    from sergecli.exporters.compose import ALL_FORMATS

    return ALL_FORMATS


def words(*known: str) -> Callable[[], list[str]]:
    """Make a function that offers a few words."""
    return lambda: list(known)
