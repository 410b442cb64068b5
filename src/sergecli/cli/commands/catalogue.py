from typing import NamedTuple

from sergecli.cli.declare import flag, options
from sergecli.cli.options import Command, Source
from sergecli.terminal import messages


class _InUse(NamedTuple):
    """A catalogue in use, or that could be: whose it is, its file, number of works, version."""

    whose: str
    file: str
    works: int
    version: str
    date: str
    there: bool = True


@options
class Catalogue(Command, Source):
    """Show which catalogues are in use, and where yours would be.

    Example: serge catalogue
    Example: serge catalogue --json
    """

    json: bool = flag("--json", "As JSON.")

    def run(self) -> None:
        """Print each catalogue with the number of its works; raises CatalogueError."""
        from sergecli.terminal import plain

        catalogues = self._catalogues()
        if self.json:
            plain.dump([one._asdict() for one in catalogues])
        else:
            plain.aligned(
                (one.whose, one.works, one.file, one.version, one.date) for one in catalogues
            )
        if not catalogues[-1].there:
            messages.say(
                "You have no catalogue of your own yet; serge add, import or edit creates it."
            )

    def _catalogues(self) -> list[_InUse]:
        from sergecli.catalogue import paths, store

        self.check()
        path = self.catalogue or paths.own()
        exists = bool(path and path.exists())
        loaded = store.load(path if exists else None, alone=exists and self.alone)
        own = len(loaded) if self.alone else len(loaded.own)
        versions = loaded.head.version, str(loaded.head.date or "")
        whose = versions if self.alone and exists else ("", "")
        both = [
            _InUse("built-in", str(paths.built_in()), len(loaded) - own, *versions),
            _InUse("own", str(path or ""), own if exists else 0, *whose, there=exists),
        ]
        only = "own" if self.alone else self.only
        return [one for one in both if only in {None, one.whose}]
