"""The command random."""

from sergecli.cli.commands.show import print_to_read
from sergecli.cli.declare import option, options
from sergecli.cli.filter_options import Filters, select
from sergecli.cli.options import Command, Output, Source
from sergecli.errors import ExitCode


@options
class Random(Command, Filters, Output, Source):
    """Show a work chosen at random, preferably one that can be read online.

    Example: serge random --kind letter
    Example: serge random --year 1936-1940 --seed 1
    """

    seed: int | None = option("N", "Choose the same work each time.", default=None)

    def run(self) -> int:
        """Print a work; raises NothingFoundError."""
        import random

        from sergecli.search import suggestions

        catalogue = self.load()
        works = select(self, catalogue, self.query())
        # Not used for security.
        work = random.Random(self.seed).choice(suggestions.to_read(works))  # noqa: S311
        print_to_read(catalogue, [work], self)
        return ExitCode.FOUND
