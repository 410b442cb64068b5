"""The commands remove and catalogue: what stands in a person's own catalogue."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sergecli.cli import completion
from sergecli.cli.options import Own, Source, with_options
from sergecli.errors import CatalogueError, NothingFoundError, Problem, UnknownWorkError, UsageError

if TYPE_CHECKING:
    from sergecli.model.work import Catalogue
    from sergecli.terminal.lines import Kept


@with_options
def remove(
    names: Annotated[
        list[str],
        typer.Argument(metavar="ID…", help="Whole ids.", autocompletion=completion.own_ids),
    ],
    own: Own,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell it, write nothing.")] = False,
) -> None:
    """Remove works from your own catalogue; a backup is kept.

    Example: serge remove a-letter --yes
    Example: serge remove a-letter another-letter --dry-run
    """
    from sergecli.catalogue import blocks
    from sergecli.terminal import lines

    present = own.present()
    for name in names:
        _check_own(present, name, own)
    _check_unnamed(present, names, own)
    if dry_run:
        _tell(present, names)
        lines.say("nothing is written in a dry run")
        return
    if not (yes or _agreed(present, names)):
        raise NothingFoundError("nothing was removed")

    def taken_out(there: "Catalogue", text: str) -> str:
        for name in dict.fromkeys(names):
            _check_own(there, name, own)
            text = blocks.remove(text, name)
        return text

    kept = own.change(taken_out, backed_up=True)
    for name in dict.fromkeys(names):
        lines.say(f"removed {name}")
    lines.say(f"the file as it was: {kept}")


def _check_own(present: "Catalogue", name: str, own: Own) -> None:
    ids = {work.id for work in present}
    if name not in ids:
        raise UnknownWorkError(f"there is no work of the id ‘{name}’ in {own.path()}")
    if not own.alone and name not in present.own:
        raise UsageError(f"{name} is in the built-in catalogue, which is only read")


def _check_unnamed(present: "Catalogue", names: list[str], own: Own) -> None:
    """Raise CatalogueError where a work that stays names one that would be gone."""
    faults = [
        Problem(0, work.id, field, f"names {name}, which would be gone")
        for work in present
        if work.id not in names
        for field, named in (
            ("part_of", (work.part_of,)),
            ("extract_of", (work.extract_of,)),
            ("collected_in", work.collected_in),
            ("see", work.see),
        )
        for name in names
        if name in named
    ]
    if faults:
        raise CatalogueError(str(own.path()), tuple(faults))


def _tell(present: "Catalogue", names: list[str]) -> None:
    """Say which works are meant."""
    from sergecli.terminal import lines

    titles = {work.id: work.title for work in present}
    for name in dict.fromkeys(names):
        lines.say(f"{name}  {titles[name]}")


def _agreed(present: "Catalogue", names: list[str]) -> bool:
    """Ask at a terminal; anywhere else nobody could answer."""
    from sergecli.terminal import lines

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("say --yes to remove without being asked")
    _tell(present, names)
    try:
        return lines.ask("Remove? [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


@with_options
def catalogue(
    source: Source,
    *,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Say which catalogues are in use, and where yours would be.

    Example: serge catalogue
    Example: serge catalogue --json
    """
    from sergecli.terminal import lines

    kept = _kept(source)
    if json:
        lines.dump([one._asdict() for one in kept])
    else:
        lines.kept(kept)
    if not kept[-1].there:
        lines.say("there is no catalogue of your own yet; serge add, import or edit makes it")


def _kept(source: Source) -> "list[Kept]":
    """Count the works of each catalogue; raises CatalogueError where one is faulty."""
    from sergecli.catalogue import paths, store
    from sergecli.terminal.lines import Kept

    source.check()
    path = source.catalogue or paths.own()
    there = bool(path and path.exists())
    counted = store.load(path if there else None, alone=there and source.alone)
    own = len(counted) if source.alone else len(counted.own)
    built_in = Kept("built-in", str(paths.built_in()), len(counted) - own, there=True)
    kept = [built_in, Kept("own", str(path or ""), own * there, there)]
    only = "own" if source.alone else source.only
    return [one for one in kept if only in {None, one.whose}]
