from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sergecli.cli.declare import argument, flag, option, options
from sergecli.cli.filter_options import Filters, select
from sergecli.cli.options import Command, Source, progress
from sergecli.errors import UsageError, needing
from sergecli.terminal import messages

if TYPE_CHECKING:
    from sergecli.model.csl import Reference
    from sergecli.model.work import Head, Work
    from sergecli.website.site import Downloads
    from sergecli.website.site import Site as Pages

# Files for other programs: their endings and formats.
_DOWNLOADS = {"bib": "biblatex", "ris": "ris", "json": "csl-json", "jsonld": "jsonld"}


@options
class Site(Command, Filters, Source):
    """Write the bibliography as a web site, or as a single page.

    Example: serge site public --year 1936-1940
    Example: serge site --one serge.html
    """

    directory: Path | None = argument(
        "[DIR]", "A new or empty directory, or one that serge wrote.", default=None
    )
    one: Path | None = option("FILE", "Write a single page instead.", readable=False, default=None)
    url: str = option(
        "ADDRESS", "Where the site will be, for its feed, its sitemap and search engines."
    )
    force: bool = flag("--force", "Overwrite files that serge did not write.")

    def run(self) -> None:
        """Write the files; raises UsageError, NothingFoundError."""
        from sergecli.catalogue import directory, store

        self._check()
        with needing("serge site", "site"):
            from sergecli.website import pages, single
        site = self._site()
        if self.one:
            store.save(self.one, single.page(site), force=self.force)
            _report(site, self.one, self.one)
        elif self.directory:
            files = pages.files(site)
            with directory.changing(self.directory, files, force=self.force) as place:
                site.recall(place.notes)
                for name in progress("Writing", tuple(files)):
                    place.write(name, files[name]())
            _report(site, self.directory, self.directory / "index.html")

    def _check(self) -> None:
        from sergecli.text.sanitize import is_web_address

        if not self.directory and not self.one:
            raise UsageError("serge site: name a directory, or a file with --one")
        if self.directory and self.one:
            raise UsageError("serge site: a directory and --one exclude each other")
        if self.url and not is_web_address(self.url):
            raise UsageError(f"--url: '{self.url}' is not valid; it begins with https://")

    def _site(self) -> "Pages":
        from sergecli.website.site import Site as Pages

        query = self.query("date")
        catalogue = self.load()
        works = select(self, catalogue, query)
        return Pages(catalogue, tuple(works), _downloads(catalogue.head), self.url)


def _report(site: "Pages", written: Path, to_open: Path) -> None:
    """Say what is on the site, also of the user's own works, and which file to open."""
    own = sum(work.id in site.catalogue.own for work in site.works)
    of_own = f", {own or 'none'} of them your own" if site.catalogue.own else ""
    messages.say(
        f"{written}: {len(site.works)} of {site.catalogue.total} works{of_own}\n"
        f"Open {to_open} in a browser."
    )


def _downloads(head: "Head") -> "Downloads":
    """Map the ending of each downloadable file to the function that writes it."""
    from sergecli.exporters import formats

    def export(name: str, works: "Sequence[Work]", references: "Sequence[Reference]") -> str:
        return formats.dump(works, references, name, head).text

    return {ending: partial(export, name) for ending, name in _DOWNLOADS.items()}
