"""The command that cites."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sergecli.cli import completion
from sergecli.cli.options import Citation, Filters, Source, with_options
from sergecli.cli.read import found
from sergecli.errors import NothingFoundError


@with_options
def cite(  # noqa: PLR0913, PLR0917 - its options stand in groups
    filters: Filters,
    citation: Citation,
    source: Source,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID…]",
            help="As for show; none means all works.",
            autocompletion=completion.ids,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file that is not there yet.")
    ] = None,
    edition: Annotated[
        str, typer.Option(metavar="WHICH", help="Cite that edition: 1975, nyrb, greeman …")
    ] = "",
    csl: Annotated[
        str, typer.Option(metavar="STYLE", help="Any CSL style, a file or a name (needs pandoc).")
    ] = "",
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over FILE.")] = False,
) -> None:
    """Cite works, as one bibliography.

    Example: serge cite once-more-kronstadt --format biblatex
    """
    from sergecli import citing, lines, query, store

    wanted = filters.query()
    wish = citation.wish(own_order=bool(wanted.sort), csl=csl)
    catalogue = source.load(None if names else wanted.span)
    works = query.select(found(catalogue, names) if names else catalogue, wanted)
    if not works:
        raise NothingFoundError("no work answers to these filters")
    references = citing.references(works, catalogue.head, edition)
    if wish.format == "text" and sys.stdout.isatty() and not (output or csl):
        from sergecli import views

        views.citations(citing.entries(references, wish), source.color)
        for loss in citing.unlisted(references, wish):
            lines.say(loss)
        return
    written = citing.compose(works, references, catalogue.head, wish)
    if output:
        store.save(output, written.text, force=force)
    else:
        lines.write(written.text)
    for loss in written.lost:
        lines.say(loss)
