"""The command import."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sergecli.cli import completion
from sergecli.cli.new_catalogue import NewCatalogue
from sergecli.cli.options import Command, options, progress
from sergecli.errors import CatalogueError, ExitCode, RefusedError
from sergecli.importers.detect import FORMS
from sergecli.text.english import check_among

if TYPE_CHECKING:
    from sergecli.importers.deduplicate import Verdict
    from sergecli.importers.detect import Entry
    from sergecli.model.work import Catalogue, Head
    from sergecli.terminal.plain import Outcome


class _Source(NamedTuple):
    """An entry, and the file in which it stands."""

    file: str
    entry: "Entry"

    @property
    def where(self) -> str:
        """Its place, as "zotero.bib:12: serge1938"."""
        line = f":{self.entry.line}" if self.entry.line else ""
        return f"{self.file}{line}: {self.entry.label}"


@options
class Import(Command, NewCatalogue):
    """Import records from other programs into your own catalogue.

    Example: serge import zotero.bib --dry-run
    Example: serge import letters.ris letters.json
    """

    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Files, or - for standard input.", readable=False),
    ]
    format: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help=f"{', '.join(FORMS)}; detected if not given.",
            autocompletion=completion.words(*FORMS),
        ),
    ] = ""
    map: Annotated[
        str,
        typer.Option(
            metavar="FIELD=COLUMN,…", help="Columns of a CSV file, as title=Titel,author=Name."
        ),
    ] = ""
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would happen; write nothing.")
    ] = False

    def run(self) -> int:
        """Import the entries; raises RefusedError where some cannot be records."""
        from sergecli.terminal import messages, plain

        if self.format:
            check_among("--format", self.format, FORMS)
        beginning = self.beginning()
        present = self.present(beginning)
        entries = [one for file in self.files for one in self._read(file, present.head)]
        outcomes = _judged(entries, present) if self.dry_run else self._write(entries, beginning)
        plain.outcomes(outcomes)
        counts = Counter(one.what for one in outcomes)
        summary = ", ".join(f"{counts[what]} {what}" for what in ("imported", "skipped", "refused"))
        messages.say(f"{summary}; dry run: nothing was written" if self.dry_run else summary)
        if counts["refused"]:
            raise RefusedError(f"{counts['refused']} of {len(entries)} records were refused")
        return ExitCode.FOUND

    def _read(self, file: Path, head: "Head") -> list[_Source]:
        """Read the entries of a file; raises CatalogueError, or UsageError for its format."""
        from sergecli.catalogue import store
        from sergecli.importers import detect

        name = "<stdin>" if str(file) == "-" else str(file)
        text = store.text(None if str(file) == "-" else file)
        try:
            form = self.format or detect.sniff(name, text)
            read = detect.entries(text, form, head, self._columns(name, text, form))
        except CatalogueError as error:
            # The reader of a format knows what is wrong, but not in which file.
            raise CatalogueError(error.path or name, error.problems) from None
        return [_Source(name, entry) for entry in read]

    def _columns(self, name: str, text: str, form: str) -> dict[str, str]:
        """Read --map, and show how a table is read before anything is written."""
        from sergecli.terminal import messages

        parts = (pair.partition("=") for pair in self.map.split(",") if pair)
        chosen = {field.strip(): column.strip() for field, _, column in parts}
        if form != "csv":
            return chosen
        from sergecli.importers import csv

        mapping = csv.columns(text, chosen)
        if mapping:
            messages.say(
                f"{name}: " + ", ".join(f"{field}={one}" for field, one in mapping.items())
            )
        return mapping

    def _write(self, entries: list[_Source], beginning: str) -> "list[Outcome]":
        """Write the new works, all of them or none; raises CatalogueError."""
        from sergecli.catalogue import blocks
        from sergecli.exporters import toml

        outcomes: list[Outcome] = []

        def appended(present: "Catalogue", text: str) -> str:
            outcomes[:] = _judged(entries, present)
            works = [one.work for one in outcomes if one.work]
            records = [toml.record(work, present.head) + "\n" for work in works]
            return blocks.append(text, "\n".join(records)) if records else text

        self.change(appended, beginning=beginning)
        return outcomes


def _judged(entries: list[_Source], present: "Catalogue") -> "list[Outcome]":
    """Decide for each entry what becomes of it."""
    from sergecli.importers import deduplicate

    valid = [one for one in entries if not one.entry.refused]
    records = [one.entry.values for one in valid]
    verdicts = iter(deduplicate.sift(records, present, progress, [one.file for one in valid]))
    return [_outcome(one, None if one.entry.refused else next(verdicts)) for one in entries]


def _outcome(source: _Source, verdict: "Verdict | None") -> "Outcome":
    from sergecli.terminal.plain import Outcome

    entry = source.entry
    if verdict is None:
        return Outcome("refused", None, source.where, entry.refused, entry.dropped)
    what = "imported" if verdict.work else "skipped" if verdict.known else "refused"
    reason = verdict.why_not or "; ".join(verdict.remarks)
    return Outcome(what, verdict.work, source.where, reason, entry.dropped)
