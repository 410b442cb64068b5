"""The commands that read: list, search, show, open."""

import sys
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sergecli.cli import completion
from sergecli.cli.options import Display, Filters, Output, Source, with_options
from sergecli.errors import NothingFoundError, UnknownWorkError

if TYPE_CHECKING:
    from sergecli.catalogue.index import Index
    from sergecli.model.work import Catalogue, Work


Words = Annotated[list[str], typer.Argument(metavar="WORDS…", help="Words of a title, or a name.")]
Names = Annotated[
    list[str],
    typer.Argument(
        metavar="ID…",
        help="An id, its beginning, a title, words, or - (stdin).",
        autocompletion=completion.ids,
    ),
]


class Editions(NamedTuple):
    """Editions instead of works."""

    editions: Annotated[bool, typer.Option("--editions", help="Editions, not works.")] = False
    language: Annotated[
        str,
        typer.Option(
            metavar="TAG",
            help="Of editions: en, fr …",
            autocompletion=completion.languages,
        ),
    ] = ""
    publisher: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Of editions, or a series.",
            autocompletion=completion.publishers,
        ),
    ] = ""

    @property
    def asked(self) -> bool:
        """Whether any of it was asked for."""
        return any(self)


@with_options
def list_works(
    selection: Filters, editions: Editions, output: Output, source: Source, display: Display
) -> None:
    """List the works, all or some of them.

    Example: serge list --year 1936-1940 --kind letter
    Example: serge list --on 11-07
    """
    from sergecli.search import filters

    wanted = selection.query()
    if editions.asked:
        catalogue = source.load()
        printed = filters.editions(
            catalogue, catalogue.head, wanted, editions.language, editions.publisher
        )
        if not printed:
            raise NothingFoundError("no edition answers to these filters")
        output.print_editions(printed, display)
        return
    catalogue = source.load(wanted.span)
    works = filters.select(catalogue, wanted)
    if not works:
        raise NothingFoundError("no work answers to these filters")
    output.print(works, catalogue.total, display, catalogue.own)


@with_options
def search_works(  # noqa: PLR0913 - its options stand in groups
    words: Words,
    selection: Filters,
    output: Output,
    source: Source,
    display: Display,
    *,
    score: Annotated[bool, typer.Option("--score", help="Say how well each was met.")] = False,
) -> None:
    """Search the works, the best match first; spelling is forgiven.

    Example: serge search cronstadt
    Example: serge search le retif --score
    """
    from sergecli.search import filters, fuzzy
    from sergecli.terminal import lines

    wanted = selection.query()
    index = source.words()
    said = " ".join(words)
    hits = {hit.work.id: hit for hit in fuzzy.search(index, said)}
    works = filters.select([hit.work for hit in hits.values()], wanted)
    if hits and not works:
        raise NothingFoundError(f"what was found for ‘{said}’ does not answer to the filters")
    if not works:
        raise fuzzy.nothing(source.load().works, said)
    if output.json or output.ids or not display.facts().terminal:
        own = frozenset(identity for identity, hit in hits.items() if hit.own)
        output.print(works, len(index), display, own)
        return
    from sergecli.terminal import views

    with display.screen() as screen:
        views.hits(screen, [hits[work.id] for work in works], scores=score)
    lines.say(f"{len(works)} of {len(index)} works")


@with_options
def show(names: Names, output: Output, source: Source, display: Display) -> None:
    """Show everything that is known of a work.

    Example: serge show once-more-kronstadt
    Example: serge show unforgiving years
    """
    catalogue = source.load()
    shown(catalogue, found(catalogue, names), output, display)


def shown(catalogue: "Catalogue", works: "list[Work]", output: Output, display: Display) -> None:
    """Print all that is known of some works."""
    from sergecli.citations import bibliography, source
    from sergecli.terminal import lines

    if output.json or output.ids:
        output.print(works, catalogue.total, display, catalogue.own)
        return
    if not display.facts().terminal:
        lines.cards(works)
        return
    from sergecli.terminal import views

    with display.screen() as screen:
        for number, work in enumerate(works):
            if number:
                screen.print()
            citation = bibliography.entry(source.cited(work, catalogue.head), "chicago")
            views.card(screen, work, catalogue, citation)


@with_options
def open_text(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="ID",
            help="An id, its beginning, a title, or words.",
            autocompletion=completion.ids,
        ),
    ],
    source: Source,
    *,
    show_only: Annotated[bool, typer.Option("--print", help="Print the address only.")] = False,
) -> None:
    """Open the text in the browser.

    Example: serge open once-more-kronstadt --print
    Example: serge open machine gun --print
    """
    opened(one(source.named(names), " ".join(names)), show_only=show_only)


def opened(work: "Work", *, show_only: bool = False) -> None:
    """Open the text of a work in the browser, or print its address only."""
    import webbrowser

    from sergecli.terminal import lines

    if not work.url:
        raise NothingFoundError(f"‘{work.title}’ has no text of its own; serge show {work.id}")
    if show_only:
        lines.write(work.url + "\n")
    elif not webbrowser.open(work.url):
        raise NothingFoundError(f"no browser was found; the address is {work.url}")


def found(catalogue: "Catalogue", names: list[str]) -> "list[Work]":
    """Find the work that each name means; `-` stands for names on standard input.

    Where they don't each mean one, they may be the words of one name. Raises
    UnknownWorkError, and NothingFoundError where standard input has none.
    """
    try:
        meant = [one(catalogue, name) for name in _spelled_out(names)]
    except UnknownWorkError:
        together = [] if "-" in names else _meant(catalogue, " ".join(names))
        if not together:
            raise
        return [one(catalogue, " ".join(names))]
    if not meant:
        raise NothingFoundError("no ids came on standard input")
    return meant


def _spelled_out(names: list[str]) -> Iterable[str]:
    for name in names:
        if name != "-":
            yield name
            continue
        for line in sys.stdin:
            if line.strip():
                yield line.split("\t")[0].strip()


def one(catalogue: "Catalogue", name: str) -> "Work":
    """Find the work that a name means: an id, its beginning, a title, or words of a search.

    Raises UnknownWorkError with the candidates, or the nearest, where it is not
    clear; a slip of the keys is never taken for a work.
    """
    meant = _meant(catalogue, name)
    if len(meant) == 1:
        return meant[0]
    from sergecli.search import fuzzy

    raise fuzzy.unknown(catalogue.works, name, meant)


def _meant(catalogue: "Catalogue", name: str) -> "list[Work]":
    """Give the works that a name may mean."""
    from sergecli.search import filters

    meant = filters.named(catalogue, name)
    if meant:
        return meant
    from sergecli.search import fuzzy

    hits = fuzzy.search(_words(catalogue.works), name)
    return [hit.work for hit in hits if hit.kind < fuzzy.SLIP]


@lru_cache(maxsize=1)
def _words(works: "tuple[Work, ...]") -> "Index":
    """Read the words of the works once, however many names are looked up in them."""
    from sergecli.catalogue.index import Built

    return Built(works)
