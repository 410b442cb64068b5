"""The command that cites."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sergecli.cli import completion
from sergecli.cli.commands.read import found
from sergecli.cli.options import Citation, Display, Filters, Source, with_options
from sergecli.errors import NothingFoundError

if TYPE_CHECKING:
    from sergecli.exporters.compose import CitationOptions
    from sergecli.model.csl import Reference

_NOTHING = "no work answers to these filters"


@with_options
def cite(  # noqa: PLR0913, PLR0917 - its options stand in groups
    selection: Filters,
    citation: Citation,
    source: Source,
    display: Display,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID…]",
            help="As for show; none means all works.",
            autocompletion=completion.ids,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write to a file that is not there yet.", readable=False),
    ] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over FILE.")] = False,
) -> None:
    """Cite works, as one bibliography.

    Example: serge cite once-more-kronstadt --format biblatex
    Example: serge cite --year 1938 --style mla
    """
    from sergecli.terminal import lines

    bare = (selection, citation) == (Filters(), Citation()) and not (names or output)
    if bare and not display.facts().terminal:
        lines.write(source.remembered("chicago", partial(_all_cited, source)))
        return
    from sergecli.catalogue import store
    from sergecli.exporters import compose
    from sergecli.search import filters

    wanted = selection.query()
    wish = citation.wish(own_order=bool(wanted.sort))
    catalogue = source.named(names) if names else source.load(wanted.span)
    works = filters.select(found(catalogue, names) if names else catalogue, wanted)
    if not works:
        raise NothingFoundError(_NOTHING)
    references = compose.references(works, catalogue.head, citation.edition)
    read = wish.format == "text" and display.facts().terminal and not output
    if read and not wish.csl:
        shown(references, wish, display)
        return
    written = compose.compose(works, references, catalogue.head, wish)
    if read:
        _paragraphs(written.text, display)
    elif output:
        store.save(output, written.text, force=force)
    else:
        lines.write(written.text)
    for loss in written.warnings:
        lines.say(loss)


def _all_cited(source: Source) -> tuple[str, bool]:
    """Cite all works in the first style; what leaves a work out is told each time, not kept."""
    from sergecli.exporters import compose
    from sergecli.terminal import lines

    catalogue = source.load()
    if not catalogue.works:
        raise NothingFoundError(_NOTHING)
    references = compose.references(catalogue.works, catalogue.head)
    written = compose.compose(
        catalogue.works, references, catalogue.head, compose.CitationOptions()
    )
    for loss in written.warnings:
        lines.say(loss)
    return written.text, not written.warnings


def _paragraphs(text: str, display: Display) -> None:
    """Print entries, one a line, at a terminal."""
    from sergecli.terminal import views

    with display.screen() as screen:
        views.citations(screen, [(line,) for line in text.splitlines() if line])


def shown(references: "list[Reference]", wish: "CitationOptions", display: Display) -> None:
    """Print citations at a terminal."""
    from sergecli.exporters import compose
    from sergecli.terminal import lines, views

    with display.screen() as screen:
        hanging = wish.form == "bibliography"
        views.citations(screen, compose.entries(references, wish), hanging=hanging)
    for loss in compose.unlisted(references, wish):
        lines.say(loss)
