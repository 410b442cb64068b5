"""The command check: errors and warnings of catalogues, with line numbers."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sergecli.cli.options import Command, options, own_file, own_option, progress
from sergecli.errors import CatalogueError, ExitCode, Problem, check_among

if TYPE_CHECKING:
    from sergecli.catalogue.lint import LintWarning
    from sergecli.catalogue.reader import Examined
    from sergecli.model.work import Catalogue

# Standard input as an argument, and as it is called in messages.
_DASH, _STDIN = "-", "<stdin>"
_ERROR, _WARNING = "error", "warning"
# A text of more letters than these takes a second or more to check.
_LONG = 2_000_000
_warnings = partial(typer.Option, rich_help_panel="Warnings")


class Finding(NamedTuple):
    """One line of the answer; only a warning has a `name`."""

    file: str
    line: int
    column: int
    level: str
    id: str
    field: str
    message: str
    name: str = ""

    def __str__(self) -> str:
        """Give "works.toml:12:8: error: once-more-kronstadt: date: …", as compilers do.

        The parts are always as many; an id or a field that there is not is "-".
        """
        place = f"{self.file}:{self.line}:{self.column}"
        named = f" [{self.name}]" if self.name else ""
        return ": ".join(
            (place, self.level, _part(self.id), _part(self.field), self.message + named)
        )


def _part(text: str) -> str:
    """Give a part of a line in which nothing looks like the end of one."""
    return re.sub(r":\s+", ":", text) or "-"


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
        from sergecli.terminal import messages, plain

        wanted = self._wanted()
        findings: dict[str, list[Finding]] = {}
        ids: dict[str, str] = {}
        seen: set[str] = set()
        for file in self.files or [_default(self.catalogue)]:
            # A file that is named twice is not another file.
            known = {} if os.path.realpath(file) in seen else ids
            seen.add(os.path.realpath(file))
            found = _found(file, known, alone=self.alone)
            findings[file] = [one for one in found if not one.name or one.name in wanted]
            if not self.json:
                messages.write("".join(map(_line, findings[file])))
        if self.json:
            plain.dump([one._asdict() for found in findings.values() for one in found])
        # Here, so that a reader who has gone away is still noticed.
        sys.stdout.flush()
        if sys.stderr.isatty():
            messages.say("\n".join(_summary(*one) for one in findings.items()))
        levels = [one.level for found in findings.values() for one in found]
        invalid = _ERROR in levels or (self.strict and levels)
        return ExitCode.FAULTY_CATALOGUE if invalid else ExitCode.FOUND

    def _wanted(self) -> frozenset[str]:
        """Return the names of the warnings to be printed; raises UsageError."""
        from sergecli.catalogue.lint import NAMES

        for option, names in (("--select", self.select), ("--ignore", self.ignore)):
            for name in names or ():
                check_among(option, name, tuple(NAMES))
        return frozenset(self.select or NAMES).difference(self.ignore or ())


def _line(finding: Finding) -> str:
    from sergecli.text.sanitize import safe

    return f"{safe(str(finding))}\n"


def _summary(file: str, found: list[Finding]) -> str:
    levels = [one.level for one in found]
    counts = [(levels.count(_ERROR), "error"), (levels.count(_WARNING), "warning")]
    said = [f"{number or 'no'} {what}{'' if number == 1 else 's'}" for number, what in counts]
    return f"{', '.join(said)} in {_shown(file)}"


def _shown(file: str) -> str:
    return _STDIN if file == _DASH else file


def _default(catalogue: Path | None) -> str:
    """Give the file of a person's own catalogue, if there is one, else of the built-in one."""
    from sergecli.catalogue import paths

    own = catalogue or paths.own()
    there = own and (catalogue or own.exists())
    return str(own if there else paths.built_in())


def _found(file: str, ids: dict[str, str], *, alone: bool) -> list[Finding]:
    """Give what there is to say of a file, in the order of its text.

    `ids` are those of the files before it beside the built-in catalogue, each with
    its file; its own are put to them. Raises CatalogueError only for the built-in
    catalogue.
    """
    from sergecli.catalogue import store

    beside = None if alone or _is_built_in(file) else store.load()
    try:
        text = store.standard_input() if file == _DASH else store.text(Path(file))
        found = list(_of_text(text, _shown(file), beside, ids))
    except CatalogueError as error:
        found = [_of_problem(problem, _shown(file)) for problem in error.problems]
    return sorted(found, key=lambda one: (one.line, one.column))


def _is_built_in(file: str) -> bool:
    from sergecli.catalogue import paths

    with suppress(OSError, ValueError):
        return file != _DASH and Path(file).samefile(paths.built_in())
    return False


def _of_problem(problem: Problem, file: str) -> Finding:
    # What has no place in the text is told at its beginning, where an editor can go.
    line, column = max(problem.line, 1), max(problem.column, 1)
    return Finding(file, line, column, _ERROR, problem.work, problem.field, problem.message)


def _of_text(
    text: str, file: str, beside: "Catalogue | None", ids: dict[str, str]
) -> Iterator[Finding]:
    """Give the errors, then the warnings; raises CatalogueError for what is not TOML."""
    from sergecli.catalogue import lint, reader
    from sergecli.catalogue.progress import no_progress

    watched = progress if len(text) > _LONG else no_progress
    examined = reader.examine(text, file, beside, watched)
    if beside and _is_version(examined, beside):
        beside = None
        examined = reader.examine(text, file, None, watched)
    yield from (_of_problem(problem, file) for problem in examined.faults)
    warnings = lint.find(
        examined.works, examined.head, examined.people, beside or (), examined.faulty
    )
    if beside:
        sound = {
            number: work.id
            for number, work in enumerate(examined.works)
            if "id" not in examined.faulty.get(number, ())
        }
        warnings += lint.in_two_files(sound, ids)
        ids |= {name: ids.get(name, file) for name in sound.values()}
    yield from _of_warnings(warnings, examined, text, file)


def _is_version(examined: "Examined", built_in: "Catalogue") -> bool:
    """Tell whether a text is the built-in catalogue itself, as it was or will be.

    Its head says so: a person's own catalogue has another title, or no head.
    """
    own, known = examined.head, built_in.head
    return own is not known and (own.title, own.author) == (known.title, known.author)


def _of_warnings(
    warnings: "list[LintWarning]", examined: "Examined", text: str, file: str
) -> Iterator[Finding]:
    from sergecli.catalogue.source_lines import Place, locate

    head = "catalogue"
    wanted_places = [
        Place(
            one.record,
            one.field if one.record >= 0 else f"{head}.{one.field}",
            letter=one.letter,
        )
        for one in warnings
    ]
    spots = locate(text, wanted_places) if wanted_places else {}
    for one, place in zip(warnings, wanted_places, strict=True):
        label = examined.labels[one.record] if one.record >= 0 else head
        line, column = (max(at, 1) for at in spots[place])
        yield Finding(file, line, column, _WARNING, label, one.field, one.message, one.name)
