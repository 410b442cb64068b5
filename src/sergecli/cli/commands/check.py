import os
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sergecli.cli.declare import argument, flag, option, options
from sergecli.cli.options import ALONE, Command, check_exclusive, chosen, own_file, progress
from sergecli.errors import ExitCode, UsageError
from sergecli.terminal import messages
from sergecli.text.english import check_among
from sergecli.text.sanitize import safe

if TYPE_CHECKING:
    from sergecli.catalogue.check import Finding

_FORMATS = ("text", "github")
_warnings = partial(option, panel="Warnings")
# Endings of files that are imported.
_TO_IMPORT = frozenset({".bib", ".csv", ".ris"})


def _names() -> tuple[str, ...]:
    """Return the names of warnings and gaps, for completion."""
    from sergecli.catalogue import gaps, lint

    return (*lint.NAMES, *gaps.NAMES)


@options
class Check(Command):
    """List errors and warnings, with line numbers.

    Example: serge check --strict --ignore no-sources
    Example: serge check --gaps --select publisher
    """

    files: list[str] | None = argument(
        "[FILE…]", "Catalogues, or - for standard input; your own if none.", default=None
    )
    json: bool = flag("--json", "As JSON.")
    format: str = option(
        "FORMAT", "text, or github: annotations of a pull request.", _FORMATS, default="text"
    )
    fix: bool = flag("--fix", "Fix quotation marks, dashes and spaces.")
    yes: bool = flag("--yes", "With --fix: skip the confirmation.")
    gaps: bool = flag("--gaps", "Count and list missing information instead.")
    strict: bool = flag("--strict", "Treat warnings as errors.", panel="Warnings")
    select: list[str] | None = _warnings("NAME", "Only these; repeatable.", _names, default=None)
    ignore: list[str] | None = _warnings("NAME", "Not these; repeatable.", _names, default=None)
    catalogue: Path | None = own_file
    alone: bool = flag(
        "--alone", "Check without the built-in catalogue.", **ALONE, panel="Your own catalogue"
    )

    def run(self) -> int | None:
        """Print the errors and warnings of each file, or fix them; or print the gaps."""
        from sergecli.catalogue import lint

        files = self.files or [_default(self.catalogue)]
        for file in files:
            if Path(file).suffix.lower() in _TO_IMPORT:
                raise UsageError(
                    f"{file}: is not TOML; check it with serge import --dry-run {file}"
                )
        if self.gaps:
            self._missing(files)
            return None
        wanted, written = self._wanted(lint.NAMES), chosen("--format", self.format, _FORMATS)
        check_exclusive(json=self.json, format=written != _FORMATS[0])
        if self.fix:
            self._mend(files)
            return None
        findings = self._findings(files, wanted)
        self._print(findings, written)
        levels = [one.level for found in findings.values() for one in found]
        invalid = "error" in levels or (self.strict and levels)
        return ExitCode.FAULTY_CATALOGUE if invalid else None

    def _missing(self, files: Sequence[str]) -> None:
        from sergecli.catalogue import check, gaps
        from sergecli.terminal import capabilities, output
        from sergecli.terminal.form import Form

        wanted = self._wanted(gaps.NAMES)
        form = Form(capabilities.facts(sys.stdout), json=self.json)
        for file in files:
            catalogue = check.catalogue(file, alone=self.alone)
            output.gaps(form, *gaps.find(catalogue, catalogue.head, wanted), whole=not self.select)

    def _findings(self, files: Sequence[str], wanted: frozenset[str]) -> "dict[str, list[Finding]]":
        from sergecli.catalogue import check

        findings: dict[str, list[check.Finding]] = {}
        ids: dict[str, str] = {}
        seen: set[str] = set()
        for file in files:
            # A file named twice must not report its own ids as duplicates.
            known = {} if os.path.realpath(file) in seen else ids
            seen.add(os.path.realpath(file))
            found = check.check(file, known, alone=self.alone, progress=progress)
            findings[file] = [one for one in found if not one.name or one.name in wanted]
        return findings

    def _print(self, findings: "dict[str, list[Finding]]", written: str) -> None:
        from sergecli.terminal import capabilities, output, plain

        every = [one for found in findings.values() for one in found]
        facts = capabilities.facts(sys.stdout)
        if self.json:
            plain.dump([one._asdict() for one in every])
        elif written == "github":
            plain.annotations(every)
        elif facts.terminal:
            from sergecli.terminal import findings as drawn
            from sergecli.terminal.form import Form

            with output.screen(Form(facts)) as screen:
                drawn.by_record(screen, every)
        else:
            plain.rows((one,) for one in every)
        # Flush before the counts, so that a broken pipe is noticed here.
        sys.stdout.flush()
        output.findings(findings)

    def _mend(self, files: Sequence[str]) -> None:
        """Show the corrections of each file, and write them once confirmed."""
        from difflib import unified_diff

        from sergecli.catalogue import editing, mending, store
        from sergecli.cli import prompts

        for file in files:
            if file == "-":
                raise UsageError("--fix: standard input cannot be written; give a file")
            old = store.text(Path(file))
            new = mending.mended(old, file)
            if new == old:
                messages.say(f"{file}: there is nothing to fix")
                continue
            changes = unified_diff(old.split("\n"), new.split("\n"), file, file, lineterm="", n=0)
            messages.write("".join(f"{safe(line)}\n" for line in changes))
            sys.stdout.flush()
            if self.yes or prompts.agreed(f"Write {file}? [y/N] "):
                options = editing.WriteOptions(alone=self.alone, backed_up=True)
                backup = editing.replace(Path(file), old, new, options)
                messages.say(f"changed {file}\nbackup: {backup}")

    def _wanted(self, known: Iterable[str]) -> frozenset[str]:
        """Return the names of the warnings or gaps to print; raises UsageError."""
        for typed, names in (("--select", self.select), ("--ignore", self.ignore)):
            for name in names or ():
                check_among(typed, name, tuple(known))
        return frozenset(self.select or known).difference(self.ignore or ())


def _default(catalogue: Path | None) -> str:
    """Return the file of the user's own catalogue if it exists, else of the built-in one."""
    from sergecli.catalogue import paths

    own = catalogue or paths.own()
    there = own and (catalogue or own.exists())
    return str(own if there else paths.built_in())
