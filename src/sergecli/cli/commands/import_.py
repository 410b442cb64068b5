"""The command import: other programs' records into a person's own catalogue."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sergecli.cli import completion
from sergecli.cli.beginning import Beginning, Opened, ask
from sergecli.cli.options import Own, watch, with_options
from sergecli.errors import CatalogueError, RefusedError, check_among
from sergecli.importers.detect import FORMS

if TYPE_CHECKING:
    from sergecli.importers.deduplicate import Verdict
    from sergecli.importers.detect import Entry
    from sergecli.model.work import Catalogue, Head
    from sergecli.terminal.lines import Outcome


class _Found(NamedTuple):
    """An entry, and the file in which it stands."""

    file: str
    entry: "Entry"

    @property
    def where(self) -> str:
        """Say "zotero.bib:12: serge1938"."""
        line = f":{self.entry.line}" * bool(self.entry.line)
        return f"{self.file}{line}: {self.entry.label}"


@with_options
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Files to read, or - (stdin).", readable=False),
    ],
    own: Own,
    beginning: Beginning,
    *,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{', '.join(FORMS)}; else as the file looks.",
            autocompletion=completion.one_of(*FORMS),
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell it, write nothing.")] = False,
) -> None:
    """Import what other programs wrote into your own catalogue.

    Example: serge import zotero.bib --dry-run
    Example: serge import letters.ris letters.json
    """
    from sergecli.terminal import lines

    if form:
        check_among("format", form, FORMS)
    can_ask = sys.stdin.isatty() and sys.stdout.isatty()
    opened = beginning.opened(own, ask if can_ask else None)
    present = opened.present()
    found = [one for file in files for one in _found(file, form, present.head)]
    outcomes = _looked_at(found, present) if dry_run else _written(found, opened)
    lines.outcomes(outcomes)
    counted = Counter(one.what for one in outcomes)
    said = ", ".join(f"{counted[what]} {what}" for what in ("imported", "skipped", "refused"))
    lines.say(f"{said}; nothing is written in a dry run" if dry_run else said)
    if counted["refused"]:
        raise RefusedError(f"{counted['refused']} of {len(found)} records were refused")


def _found(file: Path, form: str, head: "Head") -> "list[_Found]":
    """Read the entries of a file; raises CatalogueError, or UsageError for an unknown kind."""
    from sergecli.catalogue import store
    from sergecli.importers import detect

    name = "<stdin>" if str(file) == "-" else str(file)
    text = store.standard_input() if str(file) == "-" else store.text(file)
    try:
        read = detect.entries(text, form or detect.sniff(name, text), head)
    except CatalogueError as error:
        # What is wrong is known there, but not of which file.
        raise CatalogueError(error.path or name, error.problems) from None
    return [_Found(name, entry) for entry in read]


def _written(found: "list[_Found]", opened: Opened) -> "list[Outcome]":
    """Write the new works, all of them or none; raises CatalogueError."""
    from sergecli.catalogue import blocks
    from sergecli.exporters import toml

    outcomes: list[Outcome] = []

    def appended(present: "Catalogue", text: str) -> str:
        outcomes[:] = _looked_at(found, present)
        works = [one.work for one in outcomes if one.work]
        records = [toml.record(work, present.head) + "\n" for work in works]
        return blocks.append(text, "\n".join(records)) if records else text

    opened.change(appended)
    return outcomes


def _looked_at(found: "list[_Found]", present: "Catalogue") -> "list[Outcome]":
    """Tell of each entry what becomes of it."""
    from sergecli.importers import deduplicate

    sound = [one for one in found if not one.entry.refused]
    records = [one.entry.values for one in sound]
    verdicts = iter(deduplicate.sift(records, present, watch, [one.file for one in sound]))
    return [_refused(one) if one.entry.refused else _judged(one, next(verdicts)) for one in found]


def _refused(one: _Found) -> "Outcome":
    from sergecli.terminal.lines import Outcome

    return Outcome("refused", None, one.where, one.entry.refused, one.entry.lost)


def _judged(one: _Found, verdict: "Verdict") -> "Outcome":
    from sergecli.terminal.lines import Outcome

    what = "imported" if verdict.work else "skipped" if verdict.known else "refused"
    said = verdict.why_not or "; ".join(verdict.remarks)
    return Outcome(what, verdict.work, one.where, said, one.entry.lost)
