"""The command search."""

from dataclasses import replace
from typing import Annotated

import typer

from sergecli.cli import completion
from sergecli.cli.filter_options import PLACES, Filters, nothing
from sergecli.cli.options import Command, Output, Source, options
from sergecli.errors import ExitCode

_TITLE = "title"


@options
class Search(Command, Filters, Output, Source):
    """Search for works in any spelling; the best match comes first.

    Example: serge search cronstadt
    Example: serge search open letter --in title
    """

    words: Annotated[
        list[str], typer.Argument(metavar="WORDS…", help="Words of a title, or a name.")
    ]
    in_: Annotated[
        str,
        typer.Option(
            "--in",
            metavar="WHERE",
            help="title, to search only titles; or index, beyond or all (as for list).",
            autocompletion=completion.words(*PLACES, _TITLE),
            rich_help_panel="Filters",
        ),
    ] = "all"
    score: Annotated[bool, typer.Option("--score", help="Show how well each result matched.")] = (
        False
    )

    def run(self) -> int:
        """Print the works found; raises NothingFoundError."""
        from sergecli.search import filters, fuzzy, lookup
        from sergecli.terminal import output

        form = self.form()
        titles_only = self.in_.lower() == _TITLE
        query = (replace(self, in_="all") if titles_only else self).query()
        index, words = self.index(), " ".join(self.words)
        hits = {hit.work.id: hit for hit in fuzzy.search(index, words, titles_only=titles_only)}
        found = [hit.work for hit in hits.values()]
        works = filters.select(found, query, self.language_of_texts())
        if not hits:
            raise lookup.nothing(self.load().works, words)
        if not works:
            raise nothing(self, query, f"No works match both '{words}' and the filters.")
        output.hits(form, [hits[work.id] for work in works], len(index), scores=self.score)
        return ExitCode.FOUND
