from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sergecli.cli.declare import argument, flag, option, options
from sergecli.cli.new_catalogue import NewCatalogue
from sergecli.cli.options import Command, progress
from sergecli.errors import CatalogueError, RefusedError
from sergecli.importers.forms import FORMS
from sergecli.terminal import messages
from sergecli.text.english import check_among

if TYPE_CHECKING:
    from sergecli.importers.entry import Entry, Verdict
    from sergecli.model.work import Catalogue, Head, Work


class _Source(NamedTuple):
    """An entry and the file it comes from."""

    file: str
    entry: "Entry"

    @property
    def where(self) -> str:
        """The place of the entry: "zotero.bib:12: serge1938"."""
        line = f":{self.entry.line}" if self.entry.line else ""
        label = f": {self.entry.label}" if self.entry.label else ""
        return f"{self.file}{line}{label}"


class _File(NamedTuple):
    """A file to import: its name, its text, its format, and its address (or else its name)."""

    name: str
    text: str
    form: str
    address: str

    @property
    def head(self) -> "Head | None":
        """The head that the file has for a new catalogue, if any; raises CatalogueError."""
        from sergecli.importers import detect

        with self.named():
            return detect.begins(self.text, self.form, self.address)

    @contextmanager
    def named(self) -> Iterator[None]:
        """Add the file's name to a CatalogueError, which importers don't know."""
        try:
            yield
        except CatalogueError as error:
            raise CatalogueError(error.path or self.name, error.problems) from None


class _Outcome(NamedTuple):
    """The result of importing an entry, and why: imported, skipped or refused.

    `where` is its place in its file.
    """

    what: str
    work: "Work | None"
    where: str
    why: str
    dropped: Sequence[str]


@options
class Import(Command, NewCatalogue):
    """Import records from other programs into your own catalogue.

    Example: serge import zotero.bib --dry-run
    Example: serge import letters.ris letters.json
    """

    files: list[Path] = argument("FILE…", "Files, or - for standard input.", readable=False)
    format: str = option("FORMAT", f"{', '.join(FORMS)}; detected if not given.", FORMS)
    map: str = option("FIELD=COLUMN,…", "Columns of a CSV file: title=Titel,author=Name.")
    address: str = option("URL", "Address of a page of the archive, if its file doesn't tell.")
    dry_run: bool = flag("--dry-run", "Show what would happen; write nothing.")

    def run(self) -> None:
        """Import the entries; raises RefusedError if some cannot become records."""
        from sergecli.terminal import plain

        if self.format:
            check_among("--format", self.format, FORMS)
        files = [self._file(file) for file in self.files]
        beginning = self.beginning(lambda: files[0].head)
        present = self.present(beginning)
        entries = [one for file in files for one in self._read(file, present.head)]
        outcomes = _judged(entries, present) if self.dry_run else self._write(entries, beginning)
        plain.aligned(
            (one.what, one.work.id if one.work else "", one.where, one.why) for one in outcomes
        )
        for one in outcomes:
            if one.work and one.dropped:
                messages.say(f"{one.where}: dropped: {', '.join(one.dropped)}")
        counts = Counter(one.what for one in outcomes)
        summary = ", ".join(f"{counts[what]} {what}" for what in ("imported", "skipped", "refused"))
        if self.dry_run:
            summary += "; dry run: nothing was written"
        if counts["refused"]:
            raise RefusedError(summary)
        messages.say(summary)

    def _file(self, file: Path) -> "_File":
        """Read a file; raises CatalogueError, or UsageError if its format is unknown."""
        from sergecli.catalogue import store
        from sergecli.importers import detect

        name = "<stdin>" if str(file) == "-" else str(file)
        text = detect.text_of(store.content(None if str(file) == "-" else file), name, self.format)
        return _File(name, text, self.format or detect.sniff(name, text), self.address or name)

    def _read(self, file: "_File", head: "Head") -> list[_Source]:
        """Read the entries of a file; raises CatalogueError."""
        from sergecli.importers import detect

        columns = self._columns(file)
        with file.named():
            read = detect.entries(file.text, file.form, head, columns, file.address)
        return [_Source(file.name, entry) for entry in read]

    def _columns(self, file: "_File") -> dict[str, str]:
        """Parse --map, and print the columns of a CSV file before anything is written."""
        parts = (pair.partition("=") for pair in self.map.split(",") if pair)
        chosen = {field.strip(): column.strip() for field, _, column in parts}
        if file.form != "csv":
            return chosen
        from sergecli.importers import csv

        mapping = csv.columns(file.text, chosen)
        if mapping:
            read = (f"{field}={' or '.join(found)}" for field, found in mapping.items())
            messages.say(f"{file.name}: {', '.join(read)}")
        return chosen

    def _write(self, entries: list[_Source], beginning: str) -> list[_Outcome]:
        """Write the new works, all of them or none; raises CatalogueError."""
        from sergecli.catalogue import blocks
        from sergecli.exporters import toml

        outcomes: list[_Outcome] = []

        def appended(present: "Catalogue", text: str) -> str:
            outcomes[:] = _judged(entries, present)
            works = [one.work for one in outcomes if one.work]
            records = [toml.record(work, present.head) + "\n" for work in works]
            return blocks.append(text, "\n".join(records)) if records else text

        self.change(appended, backed_up=False, beginning=beginning)
        return outcomes


def _judged(entries: list[_Source], present: "Catalogue") -> list[_Outcome]:
    """Return for each entry whether it is imported, skipped or refused."""
    from sergecli.importers import deduplicate

    valid = [one for one in entries if not (one.entry.refused or one.entry.skipped)]
    records = [one.entry.values for one in valid]
    verdicts = iter(deduplicate.sift(records, present, progress, [one.file for one in valid]))
    taken = {id(one) for one in valid}
    return [_outcome(one, next(verdicts) if id(one) in taken else None) for one in entries]


def _outcome(source: _Source, verdict: "Verdict | None") -> _Outcome:
    entry = source.entry
    if verdict is None:
        what = "refused" if entry.refused else "skipped"
        return _Outcome(what, None, source.where, entry.refused or entry.skipped, entry.dropped)
    what = "imported" if verdict.work else "skipped" if verdict.known else "refused"
    reason = verdict.why_not or "; ".join(verdict.remarks)
    return _Outcome(what, verdict.work, source.where, reason, entry.dropped)
