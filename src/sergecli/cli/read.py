"""The commands that read: list, search, show, open."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sergecli.cli import completion
from sergecli.cli.options import Filters, Output, Source, with_options
from sergecli.errors import NothingFoundError

if TYPE_CHECKING:
    from sergecli.model import Catalogue, Work


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
    language: Annotated[str, typer.Option(metavar="TAG", help="Of editions: en, fr …")] = ""
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Of editions, or a series.")] = ""

    @property
    def asked(self) -> bool:
        """Whether any of it was asked for."""
        return any(self)


@with_options
def list_works(filters: Filters, editions: Editions, output: Output, source: Source) -> None:
    """List the works, all or some of them.

    Example: serge list --year 1936-1940 --kind letter
    """
    from sergecli import query

    wanted = filters.query()
    catalogue = source.load(wanted.span)
    works = query.select(catalogue, wanted)
    if not works:
        raise NothingFoundError("no work answers to these filters")
    if not editions.asked:
        output.print(works, catalogue.total, source.color, catalogue.own)
        return
    found = query.editions(works, catalogue.head, wanted, editions.language, editions.publisher)
    if not found:
        raise NothingFoundError("no edition answers to these filters")
    output.print_editions(found, source.color)


@with_options
def search_works(
    words: Words,
    filters: Filters,
    output: Output,
    source: Source,
    *,
    score: Annotated[bool, typer.Option("--score", help="Say how well each was met.")] = False,
) -> None:
    """Search the works, the best match first; spelling is forgiven.

    Example: serge search cronstadt
    """
    from sergecli import lines, query, search

    wanted = filters.query()
    index = source.words()
    said = " ".join(words)
    hits = {hit.work.id: hit for hit in search.search(index, said)}
    works = query.select([hit.work for hit in hits.values()], wanted)
    if not works:
        raise search.nothing(source.load().works, said)
    if output.json or output.ids or not sys.stdout.isatty():
        own = frozenset(identity for identity, hit in hits.items() if hit.own)
        output.print(works, len(index), source.color, own)
        return
    from sergecli import views

    views.hits([hits[work.id] for work in works], source.color, scores=score)
    lines.say(f"{len(works)} of {len(index)} works")


@with_options
def show(names: Names, output: Output, source: Source) -> None:
    """Show everything that is known of a work.

    Example: serge show once-more-kronstadt
    """
    from sergecli import lines, reference, styles

    catalogue = source.load()
    works = found(catalogue, names)
    if output.json or output.ids:
        output.print(works, catalogue.total, source.color, catalogue.own)
        return
    for number, work in enumerate(works):
        if number:
            lines.write("\n")
        if sys.stdout.isatty():
            from sergecli import views

            citation = styles.entry(reference.of(work, catalogue.head), "chicago")
            views.card(work, catalogue, citation, source.color)
        else:
            lines.card(work)


@with_options
def open_text(
    name: Annotated[
        str,
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
    """
    import webbrowser

    from sergecli import lines

    work = one(source.load(), name)
    if not work.url:
        raise NothingFoundError(f"‘{work.title}’ has no text of its own; serge show {work.id}")
    if show_only:
        lines.write(work.url + "\n")
    elif not webbrowser.open(work.url):
        raise NothingFoundError(f"no browser was found; the address is {work.url}")


def found(catalogue: "Catalogue", names: list[str]) -> "list[Work]":
    """Find the work that each name means; `-` stands for names on standard input."""
    return [one(catalogue, name) for name in _spelled_out(names)]


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
    from sergecli import query

    meant = query.named(catalogue, name)
    if len(meant) == 1:
        return meant[0]
    from sergecli import search
    from sergecli.index import Built

    if not meant:
        hits = search.search(Built(catalogue.works), name)
        meant = [hit.work for hit in hits if hit.kind < search.SLIP]
    if len(meant) == 1:
        return meant[0]
    raise search.unknown(catalogue.works, name, meant)
