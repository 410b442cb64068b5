"""The command list."""

from typing import Annotated

import typer

from sergecli.cli.filter_options import Filters
from sergecli.cli.options import Command, Output, Source, options
from sergecli.errors import ExitCode, NothingFoundError, UsageError


@options
class List(Command, Filters, Output, Source):
    """List works, or their editions.

    Example: serge list --year 1936-1940 --kind letter
    Example: serge list --on 11-07
    """

    words: Annotated[list[str] | None, typer.Argument(hidden=True)] = None
    editions: Annotated[bool, typer.Option("--editions", help="Editions, not works.")] = False

    def run(self) -> int:
        """Print the works, or the editions, that match; raises NothingFoundError."""
        from sergecli.search import filters
        from sergecli.terminal import output

        if self.words:
            words = " ".join(self.words)
            raise UsageError(f"serge list takes no words. Did you mean: serge search {words}")
        query = self.query("date")
        if self.editions:
            catalogue = self.load()
            found = filters.editions(catalogue, catalogue.head, query)
            if not found:
                raise NothingFoundError("No editions match.")
            output.editions(self.form(), found)
            return ExitCode.FOUND
        catalogue = self.load(query.span)
        works = filters.select(catalogue, query, catalogue.head.language)
        if not works:
            raise NothingFoundError("No works match.")
        output.works(self.form(), works, catalogue.total, catalogue.own)
        return ExitCode.FOUND
