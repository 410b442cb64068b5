"""The command cite."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sergecli.cli import completion
from sergecli.cli.citation_options import Citation
from sergecli.cli.commands.show import read_names
from sergecli.cli.filter_options import Filters
from sergecli.cli.options import Command, Display, Source, options
from sergecli.errors import ExitCode, NothingFoundError, UsageError

if TYPE_CHECKING:
    from sergecli.exporters.compose import CitationOptions
    from sergecli.model.csl import Reference
    from sergecli.model.work import Catalogue, Head, Work
    from sergecli.search.filters import Query

    # What is cited: its catalogue's head, the works, and what their citations say.
    _Cited = tuple[Head, Sequence[Work], Sequence[Reference]]


@options
class Cite(Command, Filters, Citation, Display, Source):
    """Cite works, as one bibliography.

    Example: serge cite once-more-kronstadt --format biblatex
    Example: serge cite --year 1938 --style mla
    """

    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID…]",
            help="As for show; without any, all works.",
            autocompletion=completion.ids,
        ),
    ] = None
    catalogue_itself: Annotated[
        bool, typer.Option("--catalogue-itself", help="Cite the catalogue, not its works.")
    ] = False

    def run(self) -> int:
        """Write the citations; raises UnknownWorkError, NothingFoundError."""
        from sergecli.catalogue import store
        from sergecli.exporters import compose
        from sergecli.terminal import messages

        query = self.query()
        options = self.citation_options(own_order=bool(query.sort))
        head, works, references = self._itself() if self.catalogue_itself else self._works(query)
        to_read = options.format == "text" and self.form().drawn and not self.output
        if to_read and not options.csl:
            _show_entries(references, options, self)
            return ExitCode.FOUND
        composed = compose.compose(works, references, head, options)
        if to_read:
            _show_paragraphs(composed.text, self)
        elif self.output:
            store.save(self.output, composed.data or composed.text, force=self.force)
        else:
            messages.write(composed.text)
        for warning in composed.warnings:
            messages.say(warning)
        return ExitCode.FOUND

    def _works(self, query: "Query") -> "_Cited":
        from sergecli.exporters import compose
        from sergecli.search import filters, lookup

        names = read_names(self.names or ())
        catalogue = self.load_named(names) if names else self.load(query.span)
        named = lookup.find(catalogue, names) if names else catalogue
        works = filters.select(named, query, catalogue.head.language)
        if not works:
            raise NothingFoundError("No works match.")
        return catalogue.head, works, compose.references(works, catalogue.head, self.edition)

    def _itself(self) -> "_Cited":
        from sergecli.citations import source

        if self.names:
            raise UsageError("--catalogue-itself cites no works; leave out the ids")
        head = self.load(()).head
        work, reference = source.catalogue_itself(head)
        return head, [work], [reference]


def print_citations(catalogue: "Catalogue", works: "Sequence[Work]", display: Display) -> None:
    """Print how works are cited in the first style."""
    from sergecli.exporters import compose
    from sergecli.terminal import messages

    references, options = compose.references(works, catalogue.head), compose.CitationOptions()
    if display.form().drawn:
        _show_entries(references, options, display)
        return
    composed = compose.compose(works, references, catalogue.head, options)
    messages.write(composed.text)
    for warning in composed.warnings:
        messages.say(warning)


def _show_paragraphs(text: str, display: Display) -> None:
    """Show entries, one a line, on a terminal."""
    from sergecli.terminal import output, paragraphs

    with output.screen(display.form()) as screen:
        paragraphs.citations(screen, [(line,) for line in text.splitlines() if line])


def _show_entries(
    references: "Sequence[Reference]", options: "CitationOptions", display: Display
) -> None:
    """Show citations on a terminal."""
    from sergecli.exporters import compose
    from sergecli.terminal import messages, output, paragraphs

    with output.screen(display.form()) as screen:
        hanging = options.form == "bibliography"
        paragraphs.citations(screen, compose.entries(references, options), hanging=hanging)
    for warning in compose.warnings(references, options):
        messages.say(warning)
