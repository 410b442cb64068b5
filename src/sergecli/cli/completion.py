"""What the shell offers when TAB is pressed; each list is made when it is asked for."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sergecli.catalogue.paths import CatalogueSource
    from sergecli.model.work import Catalogue, Head, Publication, Work

_Pairs = Iterator[tuple[str, str]]


def ids(ctx: typer.Context, incomplete: str) -> _Pairs:
    """Give the ids that begin so, with their titles."""
    return _ids(_shelves(ctx.params), incomplete)


def own_ids(ctx: typer.Context, incomplete: str) -> _Pairs:
    """Give the ids of a person's own catalogue likewise."""
    from sergecli.catalogue import paths

    own = (shelf for shelf in _shelves(ctx.params) if shelf.path != paths.built_in())
    return _ids(own, incomplete)


def _ids(shelves: "Iterable[CatalogueSource]", incomplete: str) -> _Pairs:
    from sergecli.catalogue import paths

    for shelf in shelves:
        names = paths.recall_names(shelf)
        if names is None:
            names = [(one.id, one.title) for one in _read(shelf)]
        for identity, title in names:
            if identity.startswith(incomplete):
                yield identity, title


def _shelves(given: dict[str, Any]) -> "Iterator[CatalogueSource]":
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


def _read(shelf: "CatalogueSource") -> "Catalogue":
    """Give the works of a catalogue itself; none where it is faulty."""
    from sergecli.catalogue import store
    from sergecli.errors import SergeError
    from sergecli.model.work import Catalogue, Head

    alone = not shelf.beside
    try:
        return store.load(shelf.path, alone=alone, only_own=not alone)
    except SergeError:
        return Catalogue(Head(title="", author="", language=""), ())


def _works(ctx: typer.Context) -> "Iterator[Work]":
    for shelf in _shelves(ctx.params):
        yield from _read(shelf)


def years(ctx: typer.Context, incomplete: str) -> _Pairs:
    """Give the years that have works, also as the second of two."""
    from sergecli.model.edtf import Span, may_fall_in

    since, dash, _ = incomplete.rpartition("-")
    counted: Counter[int] = Counter()
    for date in (one.date for one in _works(ctx) if one.date):
        between = range(date.earliest.year, date.latest.year + 1)
        counted.update(year for year in between if may_fall_in(date, Span(year, year)))
    for year, count in sorted(counted.items()):
        if not dash or since < f"{year:04}":
            yield f"{since}{dash}{year:04}", "" if dash else _counted(count)


def _counted(count: int) -> str:
    return f"{count} work{'s' * (count > 1)}"


def translators(ctx: typer.Context, incomplete: str) -> _Pairs:
    """Give the translators, or the family names that begin so."""
    return _people(_works(ctx), incomplete, lambda printing: printing.translators)


def editors(ctx: typer.Context, incomplete: str) -> _Pairs:
    """Give the editors likewise."""
    return _people(_works(ctx), incomplete, lambda printing: printing.editors)


def _people(
    works: "Iterable[Work]", incomplete: str, of: "Callable[[Publication], tuple[str, ...]]"
) -> _Pairs:
    counted: Counter[str] = Counter()
    for work in works:
        counted.update({name for printing in work.publications for name in of(printing)})
    offered = {name: _counted(count) for name, count in counted.items()}
    if not any(name.startswith(incomplete) for name in offered):
        offered = {name.split()[-1]: name for name in offered if name.split()}
    yield from sorted(offered.items())


def languages(ctx: typer.Context) -> list[str]:
    """Give the languages of editions."""
    found = {
        one.language or catalogue.head.language
        for catalogue in map(_read, _shelves(ctx.params))
        for work in catalogue
        for one in work.publications
    }
    return sorted(found - {""})


def publishers(ctx: typer.Context) -> list[str]:
    """Give the publishers of editions."""
    return sorted({one.publisher for work in _works(ctx) for one in work.publications} - {""})


def editions(ctx: typer.Context) -> _Pairs:
    """Give the years, else the publishers, that each mean one edition of the first work named."""
    # Behind an option whose value is still to come, Typer has not yet named what it read.
    named = [*(ctx.params.get("names") or ctx.args), ""][0]
    for catalogue in map(_read, _shelves(ctx.params)):
        for work in (one for one in catalogue if one.id == named):
            yield from _editions(work, catalogue.head)


def _editions(work: "Work", head: "Head") -> _Pairs:
    from sergecli.search import filters

    told: set[Publication] = set()
    printed = work.publications_as_printed(head)
    by_year = [(f"{one.date.earliest.year:04}" if one.date else "", one) for one in printed]
    for offered, one in sorted(by_year, key=lambda pair: pair[0]):
        if offered and filters.edition(work, head, offered) == [one]:
            told.add(one)
            yield offered, ", ".join(filter(None, (one.publisher or one.container, one.place)))
    for one in printed:
        if (
            one.publisher
            and one not in told
            and filters.edition(work, head, one.publisher) == [one]
        ):
            yield one.publisher, str(one.date or "")


def kinds(incomplete: str) -> Iterator[str]:
    """Give the kinds of works."""
    from sergecli.model.kinds import KINDS

    return (kind for kind in KINDS if kind.startswith(incomplete))


def styles(incomplete: str) -> Iterator[str]:
    """Give the citation styles."""
    from sergecli.citations.bibliography import STYLES

    return (style for style in STYLES if style.startswith(incomplete))


def formats(incomplete: str) -> Iterator[str]:
    """Give the formats of citations."""
    from sergecli.exporters.compose import FORMATS

    return (name for name in FORMATS if name.startswith(incomplete))


def one_of(*known: str) -> Callable[[str], list[str]]:
    """Make a function that offers a few words."""
    return lambda incomplete: [word for word in known if word.startswith(incomplete)]
