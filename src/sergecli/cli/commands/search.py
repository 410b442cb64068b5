"""The command search."""

from typing import Annotated

import typer

from sergecli.cli.filter_options import Filters, nothing
from sergecli.cli.options import Command, Output, Source, options
from sergecli.errors import ExitCode


@options
class Search(Command, Filters, Output, Source):
    """Search for works, the best match first; spelling is forgiven.

    Example: serge search cronstadt
    Example: serge search le retif --score
    """

    words: Annotated[
        list[str], typer.Argument(metavar="WORDS…", help="Words of a title, or a name.")
    ]
    score: Annotated[bool, typer.Option("--score", help="Show how well each result matched.")] = (
        False
    )

    def run(self) -> int:
        """Print the works found; raises NothingFoundError."""
        from sergecli.search import filters, fuzzy, lookup
        from sergecli.terminal import output

        form = self.form()
        query, index, words = self.query(), self.index(), " ".join(self.words)
        hits = {hit.work.id: hit for hit in fuzzy.search(index, words)}
        found = [hit.work for hit in hits.values()]
        works = filters.select(found, query, self.language_of_texts())
        if not hits:
            raise lookup.nothing(self.load().works, words)
        if not works:
            raise nothing(self, query, f"No works that match '{words}' pass the filters.")
        output.hits(form, [hits[work.id] for work in works], len(index), scores=self.score)
        return ExitCode.FOUND
