"""The command list."""

from typing import Annotated

import typer

from sergecli.cli import completion
from sergecli.cli.options import Command, Filters, Output, Source, options
from sergecli.errors import ExitCode, NothingFoundError, UsageError


@options
class List(Command, Filters, Output, Source):
    """List works, or their editions.

    Example: serge list --year 1936-1940 --kind letter
    Example: serge list --on 11-07
    """

    words: Annotated[list[str] | None, typer.Argument(hidden=True)] = None
    editions: Annotated[bool, typer.Option("--editions", help="Editions, not works.")] = False
    language: Annotated[
        str,
        typer.Option(
            metavar="TAG",
            help="Editions in a language: en, fr …",
            autocompletion=completion.languages,
        ),
    ] = ""
    publisher: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Editions of a publisher or a series.",
            autocompletion=completion.publishers,
        ),
    ] = ""

    def run(self) -> int:
        """Print the works, or the editions, that match; raises NothingFoundError."""
        from sergecli.search import filters
        from sergecli.terminal import output

        if self.words:
            words = " ".join(self.words)
            raise UsageError(f"serge list takes no words. Did you mean: serge search {words}")
        query = self.query()
        if self.editions or self.language or self.publisher:
            catalogue = self.load()
            found = filters.editions(
                catalogue, catalogue.head, query, self.language, self.publisher
            )
            if not found:
                raise NothingFoundError("No editions match.")
            output.editions(self.form(), found)
            return ExitCode.FOUND
        catalogue = self.load(query.span)
        works = filters.select(catalogue, query)
        if not works:
            raise NothingFoundError("No works match.")
        output.works(self.form(), works, catalogue.total, catalogue.own)
        return ExitCode.FOUND
