"""The command check: every fault and doubt of a catalogue, with its place."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sergecli.cli.options import own_file, watch, with_options
from sergecli.errors import CatalogueError, ExitCode, Problem, check_among

if TYPE_CHECKING:
    from sergecli.catalogue.lint import LintWarning
    from sergecli.catalogue.reader import Examined
    from sergecli.model.work import Catalogue

# Standard input as an argument, and as it is called in messages.
_DASH, _STDIN = "-", "<stdin>"
_FAULT, _DOUBT = "error", "warning"
# A text of more letters than these takes a second or more to check.
_LONG = 2_000_000


class Finding(NamedTuple):
    """One line of the answer; only a doubt has a `name`."""

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


def _offered(incomplete: str) -> list[str]:
    """Offer the names of doubts to the shell."""
    from sergecli.catalogue.lint import NAMES

    return [name for name in NAMES if name.startswith(incomplete)]


class Wanted(NamedTuple):
    """Which doubts are told, and how they count."""

    strict: Annotated[bool, typer.Option("--strict", help="Doubts count as faults.")] = False
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="These doubts alone; repeatable.", autocompletion=_offered
        ),
    ] = None
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Not these doubts; repeatable.", autocompletion=_offered),
    ] = None

    def names(self) -> frozenset[str]:
        """Give the names of the doubts that are told; raises UsageError for what is none."""
        from sergecli.catalogue.lint import NAMES

        for name in (*(self.select or ()), *(self.ignore or ())):
            check_among("doubt", name, NAMES)
        return frozenset(self.select or NAMES).difference(self.ignore or ())


class Location(NamedTuple):
    """Where the catalogue is."""

    catalogue: Annotated[
        Path | None,
        own_file("Your own catalogue (TOML)."),
    ] = None
    alone: Annotated[
        bool, typer.Option("--alone", help="They stand alone, not beside the built-in one.")
    ] = False


@with_options
def check(
    wanted: Wanted,
    place: Location,
    *,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE…]", help="Catalogues, or - (stdin); else your own."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Name every fault and doubt of a catalogue, with its place.

    Example: serge check --json
    Example: serge check --strict --ignore no-sources
    """
    from sergecli.terminal import lines

    names = wanted.names()
    told: list[Finding] = []
    levels: dict[str, list[str]] = {}
    ids: dict[str, str] = {}
    seen: set[str] = set()
    for file in files or [_default(place.catalogue)]:
        # A file that is named twice is no other file.
        known = {} if os.path.realpath(file) in seen else ids
        seen.add(os.path.realpath(file))
        every = _found(file, known, alone=place.alone)
        found = [one for one in every if not one.name or one.name in names]
        levels[file] = [one.level for one in found]
        if json:
            told += found
        else:
            lines.write("".join(map(_line, found)))
    if json:
        lines.dump([one._asdict() for one in told])
    # Here, so that a reader who has gone away is still noticed.
    sys.stdout.flush()
    if sys.stderr.isatty():
        lines.say("\n".join(_summary(*one) for one in levels.items()))
    if any(_FAULT in one or (wanted.strict and one) for one in levels.values()):
        raise typer.Exit(ExitCode.FAULTY_CATALOGUE)


def _line(finding: Finding) -> str:
    from sergecli.text.sanitize import safe

    return f"{safe(str(finding))}\n"


def _summary(file: str, levels: list[str]) -> str:
    faults, warnings = levels.count(_FAULT), levels.count(_DOUBT)
    said = [
        f"{n or 'no'} {what}{'s' * (n != 1)}"
        for n, what in ((faults, "fault"), (warnings, "doubt"))
    ]
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
        found = [_of_fault(fault, _shown(file)) for fault in error.problems]
    return sorted(found, key=lambda one: (one.line, one.column))


def _is_built_in(file: str) -> bool:
    from sergecli.catalogue import paths

    with suppress(OSError, ValueError):
        return file != _DASH and Path(file).samefile(paths.built_in())
    return False


def _of_fault(fault: Problem, file: str) -> Finding:
    # What has no place in the text is told at its beginning, where an editor can go.
    line, column = max(fault.line, 1), max(fault.column, 1)
    return Finding(file, line, column, _FAULT, fault.work, fault.field, fault.message)


def _of_text(
    text: str, file: str, beside: "Catalogue | None", ids: dict[str, str]
) -> Iterator[Finding]:
    """Give the faults, then the doubts; raises CatalogueError for what is not TOML."""
    from sergecli.catalogue import lint, reader
    from sergecli.catalogue.progress import no_progress

    watched = watch if len(text) > _LONG else no_progress
    examined = reader.examine(text, file, beside, watched)
    if beside and _is_version(examined, beside):
        beside = None
        examined = reader.examine(text, file, None, watched)
    yield from (_of_fault(fault, file) for fault in examined.faults)
    doubted = lint.find(
        examined.works, examined.head, examined.people, beside or (), examined.faulty
    )
    if beside:
        sound = {
            number: work.id
            for number, work in enumerate(examined.works)
            if "id" not in examined.faulty.get(number, ())
        }
        doubted += lint.in_two_files(sound, ids)
        ids |= {name: ids.get(name, file) for name in sound.values()}
    yield from _of_doubts(doubted, examined, text, file)


def _is_version(examined: "Examined", built_in: "Catalogue") -> bool:
    """Tell whether a text is the built-in catalogue itself, as it was or will be.

    Its head says so: a person's own catalogue has another title, or no head.
    """
    own, known = examined.head, built_in.head
    return own is not known and (own.title, own.author) == (known.title, known.author)


def _of_doubts(
    doubted: "list[LintWarning]", examined: "Examined", text: str, file: str
) -> Iterator[Finding]:
    from sergecli.catalogue.source_lines import Place, locate

    head = "catalogue"
    wanted_places = [
        Place(
            one.record,
            one.field if one.record >= 0 else f"{head}.{one.field}",
            letter=one.letter,
        )
        for one in doubted
    ]
    spots = locate(text, wanted_places) if wanted_places else {}
    for one, place in zip(doubted, wanted_places, strict=True):
        label = examined.labels[one.record] if one.record >= 0 else head
        line, column = (max(at, 1) for at in spots[place])
        yield Finding(file, line, column, _DOUBT, label, one.field, one.message, one.name)
