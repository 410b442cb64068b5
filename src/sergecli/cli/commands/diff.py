from pathlib import Path
from typing import TYPE_CHECKING

from sergecli.cli.declare import argument, flag, option, options
from sergecli.cli.options import Command, Source
from sergecli.errors import CatalogueError, NothingFoundError, UsageError
from sergecli.terminal import messages

if TYPE_CHECKING:
    from sergecli.importers.archive.changes import Change


@options
class Diff(Command, Source):
    """Show what changed on a page of the archive, or in your own catalogue.

    Example: serge diff index.htm
    Example: serge diff index.htm --json
    """

    page: Path | None = argument(
        "[PAGE]",
        "The author's page, saved from the browser; without one, write a patch.",
        readable=False,
        default=None,
    )
    address: str = option("URL", "Where the page is, if its file's name doesn't tell.")
    json: bool = flag("--json", "As JSON.")

    def run(self) -> None:
        """Print the differences; raises NothingFoundError where there are none."""
        from sergecli.terminal import plain

        if self.page is None:
            messages.write(self._patch())
            return
        changes = self._changes(self.page)
        if not changes:
            raise NothingFoundError("The page has nothing that the catalogue lacks.")
        if self.json:
            filled = [{key: one for key, one in row._asdict().items() if one} for row in changes]
            plain.dump(filled)
        else:
            plain.rows(changes)

    def _patch(self) -> str:
        """Return the user's amendments and additions as a patch of the built-in catalogue.

        The fields of the user's own are no part of it.
        """
        from dataclasses import replace
        from difflib import unified_diff

        from sergecli.catalogue import blocks, paths, store
        from sergecli.exporters import toml
        from sergecli.model.publications import editions_in_books

        if self.alone or self.only:
            raise UsageError("a patch is of the built-in catalogue; leave out --alone and --only")
        catalogue = self.load()
        in_books = editions_in_books(catalogue)
        works = (
            replace(toml.without(work, in_books.get(work.id, ())), x=())
            for work in catalogue
            if work.id in catalogue.own
        )
        records = {work.id: toml.record(work, catalogue.head) for work in works}
        old = new = store.text(paths.built_in())
        amended = {base.id: records.pop(base.id) for base in catalogue.amended}
        new = blocks.replace(new, amended)
        new = blocks.append(new, "\n\n".join(records.values())) if records else new
        names = ("a/data/works.toml", "b/data/works.toml")
        was, now = (text.splitlines(keepends=True) for text in (old, new))
        patch = "".join(unified_diff(was, now, *names))
        if not patch:
            raise NothingFoundError("Your own catalogue adds nothing to the built-in one.")
        return patch

    def _changes(self, page: Path) -> "list[Change]":
        from sergecli.catalogue import store
        from sergecli.importers import detect
        from sergecli.importers.archive import changes

        name = str(page)
        catalogue = self.load()
        text = detect.text_of(store.content(page), name, detect.PAGE)
        try:
            head = detect.begins(text, detect.PAGE, self.address or name)
            entries = detect.entries(text, detect.PAGE, catalogue.head, name=self.address or name)
        except CatalogueError as error:
            raise CatalogueError(error.path or name, error.problems) from None
        sources = (one.values["sources"][0] for one in entries if one.values)
        at = next(sources, head.archive_url if head else "")
        return list(changes.changes(entries, at, catalogue))
