from typing import TYPE_CHECKING

from sergecli.cli import completion
from sergecli.cli.declare import argument, flag, options
from sergecli.cli.options import Command, Own, built_in
from sergecli.errors import CatalogueError, NothingFoundError, Problem, UnknownWorkError
from sergecli.terminal import messages

if TYPE_CHECKING:
    from sergecli.model.work import Catalogue


@options
class Remove(Command, Own):
    """Remove works from your own catalogue; a backup is kept.

    Example: serge remove a-letter --yes
    Example: serge remove a-letter another-letter --dry-run
    """

    names: list[str] = argument("ID…", "Complete ids.", completion.own_ids)
    yes: bool = flag("--yes", "Skip the confirmation.")
    dry_run: bool = flag("--dry-run", "Show what would happen; write nothing.")

    def run(self) -> None:
        """Remove the works, all or none; raises UnknownWorkError, CatalogueError."""
        from sergecli.catalogue import blocks
        from sergecli.cli import prompts

        names = list(dict.fromkeys(self.names))
        present = self.present()
        self._check_own(present, names)
        self._check_unnamed(present, names)
        if self.dry_run or not self.yes:
            titles = {work.id: work.title for work in present}
            messages.say("\n".join(f"{name}  {titles[name]}" for name in names))
        if self.dry_run:
            messages.say("Dry run: nothing was written.")
            return
        if not (self.yes or prompts.agreed("Remove? [y/N] ")):
            raise NothingFoundError("Nothing was removed.")

        def without(current: "Catalogue", text: str) -> str:
            self._check_own(current, names)
            return blocks.remove(text, names)

        amended = {work.id for work in present.amended}
        removed = (f"your amendment of {name}" if name in amended else name for name in names)
        self.change(without, "\n".join(f"removed {what}" for what in removed))

    def _check_own(self, present: "Catalogue", names: list[str]) -> None:
        ids = {work.id for work in present}
        for name in names:
            if name not in ids:
                raise UnknownWorkError(f"No work in {self.path()} has the id '{name}'.")
            if not self.alone and name not in present.own:
                raise built_in(name)

    def _check_unnamed(self, present: "Catalogue", names: list[str]) -> None:
        """Raise CatalogueError if a remaining work refers to one to be removed."""
        from sergecli.model import merging

        # Removing an amendment leaves the built-in work.
        gone = frozenset(names).difference(work.id for work in present.amended)
        problems = [
            Problem(0, work.id, field, f"refers to {name}, which would be removed")
            for work in present
            if work.id not in gone
            for field, name in merging.references(work)
            if name in gone
        ]
        if problems:
            raise CatalogueError(str(self.path()), tuple(problems))
