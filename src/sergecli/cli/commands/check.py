"""The command check: errors and warnings of catalogues, with line numbers."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sergecli.cli.options import Command, options, own_file, own_option, progress
from sergecli.errors import ExitCode
from sergecli.text.english import check_among

if TYPE_CHECKING:
    from sergecli.catalogue.check import Finding

_warnings = partial(typer.Option, rich_help_panel="Warnings")


def _names() -> tuple[str, ...]:
    """Offer the names of warnings to the shell."""
    from sergecli.catalogue.lint import NAMES

    return tuple(NAMES)


@options
class Check(Command):
    """List errors and warnings, with line numbers.

    Example: serge check --json
    Example: serge check --strict --ignore no-sources
    """

    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE…]", help="Catalogues, or - for standard input; your own if none."
        ),
    ] = None
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False
    strict: Annotated[bool, _warnings("--strict", help="Treat warnings as errors.")] = False
    select: Annotated[
        list[str] | None,
        _warnings(metavar="NAME", help="Only these warnings; repeatable.", autocompletion=_names),
    ] = None
    ignore: Annotated[
        list[str] | None,
        _warnings(metavar="NAME", help="Not these warnings; repeatable.", autocompletion=_names),
    ] = None
    catalogue: Annotated[Path | None, own_file] = None
    alone: Annotated[
        bool, own_option("--alone", help="The files stand alone, not beside the built-in one.")
    ] = False

    def run(self) -> int:
        """Print what is wrong in each file."""
        from sergecli.catalogue import check
        from sergecli.terminal import messages, output, plain

        wanted = self._wanted()
        findings: dict[str, list[check.Finding]] = {}
        ids: dict[str, str] = {}
        seen: set[str] = set()
        for file in self.files or [_default(self.catalogue)]:
            # A file that is named twice is not another file.
            known = {} if os.path.realpath(file) in seen else ids
            seen.add(os.path.realpath(file))
            found = check.check(file, known, alone=self.alone, progress=progress)
            findings[file] = [one for one in found if not one.name or one.name in wanted]
            if not self.json:
                messages.write("".join(map(_line, findings[file])))
        if self.json:
            plain.dump([one._asdict() for found in findings.values() for one in found])
        # Here, so that a reader who has gone away is still noticed.
        sys.stdout.flush()
        output.findings([_count(*one) for one in findings.items()])
        levels = [one.level for found in findings.values() for one in found]
        invalid = check.ERROR in levels or (self.strict and levels)
        return ExitCode.FAULTY_CATALOGUE if invalid else ExitCode.FOUND

    def _wanted(self) -> frozenset[str]:
        """Return the names of the warnings to be printed; raises UsageError."""
        from sergecli.catalogue.lint import NAMES

        for option, names in (("--select", self.select), ("--ignore", self.ignore)):
            for name in names or ():
                check_among(option, name, tuple(NAMES))
        return frozenset(self.select or NAMES).difference(self.ignore or ())


def _line(finding: "Finding") -> str:
    from sergecli.text.sanitize import safe

    return f"{safe(str(finding))}\n"


def _count(file: str, found: "list[Finding]") -> tuple[str, int, int]:
    """Count the errors and the warnings of a file."""
    from sergecli.catalogue import check

    levels = [finding.level for finding in found]
    return check.shown(file), levels.count(check.ERROR), levels.count(check.WARNING)


def _default(catalogue: Path | None) -> str:
    """Give the file of a person's own catalogue, if there is one, else of the built-in one."""
    from sergecli.catalogue import paths

    own = catalogue or paths.own()
    there = own and (catalogue or own.exists())
    return str(own if there else paths.built_in())
