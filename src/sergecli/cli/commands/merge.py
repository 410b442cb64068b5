from typing import TYPE_CHECKING

from sergecli.cli import completion
from sergecli.cli.declare import argument, flag, options
from sergecli.cli.options import Command, Own, built_in
from sergecli.errors import UsageError
from sergecli.terminal import messages

if TYPE_CHECKING:
    from sergecli.model.merging import Merged
    from sergecli.model.work import Catalogue


@options
class Merge(Command, Own):
    """Merge two records of one work in your own catalogue; a backup is kept.

    Example: serge merge a-letter another-letter --dry-run
    Example: serge merge a-letter another-letter
    """

    name: str = argument("ID", "The record to keep.", completion.own_ids)
    other: str = argument("OTHER", "The record to merge into it.", completion.own_ids)
    dry_run: bool = flag("--dry-run", "Show what would happen; write nothing.")

    def run(self) -> None:
        """Merge the records; raises UsageError, UnknownWorkError, CatalogueError."""
        from sergecli.exporters import toml

        present = self.present()
        merged = self._merged(present)
        messages.write(toml.record(merged.work, present.head) + "\n")
        if merged.dropped:
            messages.say(f"{self.other}: dropped: {', '.join(merged.dropped)}")
        if self.dry_run:
            messages.say("Dry run: nothing was written.")
            return
        self.change(self._edited, f"merged {self.other} into {self.name}")

    def _merged(self, present: "Catalogue") -> "Merged":
        from sergecli.model import merging

        if self.name == self.other:
            raise UsageError(f"{self.name}: give two ids")
        for name in (self.name, self.other):
            present.work(name)
            if name not in present.own or any(base.id == name for base in present.amended):
                raise built_in(name)
        return merging.merged(present.work(self.name), present.work(self.other))

    def _edited(self, present: "Catalogue", text: str) -> str:
        """Return the text with the merged record, and references to the other pointing to it."""
        from sergecli.catalogue import blocks
        from sergecli.exporters import toml
        from sergecli.model import merging

        ids = {self.other: self.name}
        works = [merging.renamed(work, ids) for work in present if work.id in present.own]
        changed = {
            work.id: toml.record(work, present.head)
            for work in works
            if work.id != self.other and work != present.work(work.id)
        }
        changed[self.name] = toml.record(self._merged(present).work, present.head)
        return blocks.remove(blocks.replace(text, changed), [self.other])
