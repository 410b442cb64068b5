"""The command diff."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sergecli.cli.options import Command, Source, options
from sergecli.errors import CatalogueError, ExitCode, NothingFoundError

if TYPE_CHECKING:
    from sergecli.importers.page_changes import Change


@options
class Diff(Command, Source):
    """Compare with a page of the archive: what it has added, moved or renamed.

    Example: serge diff index.htm
    Example: serge diff index.htm --json
    """

    page: Annotated[
        Path,
        typer.Argument(
            metavar="PAGE", help="The author's page, as the browser saved it.", readable=False
        ),
    ]
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where the page is, if its file's name doesn't tell.")
    ] = ""
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False

    def run(self) -> int:
        """Print the differences; raises NothingFoundError where there are none."""
        from sergecli.terminal import plain

        changes = self._changes()
        if not changes:
            raise NothingFoundError("The page has nothing that the catalogue lacks.")
        if self.json:
            filled = [{key: one for key, one in row._asdict().items() if one} for row in changes]
            plain.dump(filled)
        else:
            plain.rows(changes)
        return ExitCode.FOUND

    def _changes(self) -> "list[Change]":
        from sergecli.catalogue import store
        from sergecli.importers import detect, page_changes

        name = str(self.page)
        catalogue = self.load()
        text = detect.text_of(store.content(self.page), name, detect.PAGE)
        try:
            head = detect.begins(text, detect.PAGE, self.address or name)
            entries = detect.entries(text, detect.PAGE, catalogue.head, name=self.address or name)
        except CatalogueError as error:
            raise CatalogueError(error.path or name, error.problems) from None
        sources = (one.values["sources"][0] for one in entries if one.values)
        page = next(sources, head.archive_url if head else "")
        return list(page_changes.changes(entries, page, catalogue))
