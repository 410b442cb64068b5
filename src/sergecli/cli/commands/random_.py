"""The command random."""

from typing import Annotated

import typer

from sergecli.cli.commands.show import print_details
from sergecli.cli.filter_options import Filters
from sergecli.cli.options import Command, Output, Source, options
from sergecli.errors import ExitCode, NothingFoundError


@options
class Random(Command, Filters, Output, Source):
    """Show a work chosen at random.

    Example: serge random --kind letter
    Example: serge random --year 1936-1940 --seed 1
    """

    seed: Annotated[
        int | None, typer.Option(metavar="N", help="Choose the same work for the same number.")
    ] = None

    def run(self) -> int:
        """Print a work; raises NothingFoundError."""
        import random

        from sergecli.search import filters

        catalogue = self.load()
        works = filters.select(catalogue, self.query(), catalogue.head.language)
        if not works:
            raise NothingFoundError("No works match.")
        # Nothing secret depends on it.
        work = random.Random(self.seed).choice(works)  # noqa: S311
        print_details(catalogue, [work], self)
        return ExitCode.FOUND
