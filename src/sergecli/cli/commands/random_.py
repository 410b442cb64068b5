from sergecli.cli.commands.show import print_each
from sergecli.cli.declare import option, options
from sergecli.cli.filter_options import Filters, select
from sergecli.cli.options import Command, Output, Source


@options
class Random(Command, Filters, Output, Source):
    """Show a work chosen at random, preferably one that can be read online.

    Example: serge random --kind letter
    Example: serge random --year 1936-1940 --limit 3
    """

    seed: int | None = option("N", "Choose the same work each time.", default=None)

    def run(self) -> None:
        """Print a work, or several with --limit; raises NothingFoundError."""
        import random

        from sergecli.search import suggestions

        catalogue = self.load()
        works = suggestions.to_read(select(self, catalogue, self.query()._replace(limit=None)))
        count = min(self.limit or 1, len(works))
        chosen = random.Random(self.seed).sample(works, count)  # noqa: S311 - keeps no secret
        print_each(catalogue, chosen, self, lambda _: "")
