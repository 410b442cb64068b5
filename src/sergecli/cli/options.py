"""Options that several commands share, each defined once."""

import inspect
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

import typer

from sergecli.cli import completion
from sergecli.errors import DateError, NothingFoundError, UsageError, check_among

if TYPE_CHECKING:
    from sergecli.catalogue.cache import Part
    from sergecli.catalogue.editing import Edit, WriteOptions
    from sergecli.catalogue.index import Index
    from sergecli.exporters.compose import CitationOptions
    from sergecli.model.work import Catalogue, Work
    from sergecli.search.filters import Edition, Query
    from sergecli.terminal.capabilities import Facts
    from sergecli.terminal.views import Screen


_T = TypeVar("_T")
_COLORS = ("auto", "always", "never")
_PLACES = {"all": None, "index": True, "beyond": False}


class Filters(NamedTuple):
    """Which works, in which order."""

    year: Annotated[
        str | None,
        typer.Option(
            metavar="YEARS",
            help="What may fall in 1938, 1936-1940, or 1936-.",
            autocompletion=completion.years,
        ),
    ] = None
    on: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Written or printed on 11-07, or in 11, of any year."),
    ] = None
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="Letter, article …; repeatable.",
            autocompletion=completion.kinds,
        ),
    ] = None
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHOM",
            help="By author, (wrongly) attributed, about, other, or translator; repeatable.",
            autocompletion=completion.one_of(
                "author", "attributed", "about", "other", "translator"
            ),
        ),
    ] = None
    in_: Annotated[
        str,
        typer.Option(
            "--in",
            metavar="WHERE",
            help="In the archive's index, beyond it, or all.",
            autocompletion=completion.one_of(*_PLACES),
        ),
    ] = "all"
    translator: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Any part of the name.",
            autocompletion=completion.translators,
        ),
    ] = ""
    editor: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Any part of the name.", autocompletion=completion.editors
        ),
    ] = ""
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help="By date, title, kind or author.",
            autocompletion=completion.one_of("date", "title", "kind", "author"),
        ),
    ] = None
    reverse: Annotated[bool, typer.Option("--reverse", help="The last first.")] = False
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most N works.")] = None

    def query(self) -> "Query":
        """Check what was asked; raises UsageError with what would be right."""
        from sergecli.model.edtf import parse_anniversary, parse_span
        from sergecli.model.kinds import KINDS
        from sergecli.model.work import ROLES, Attribution
        from sergecli.search import filters

        kinds = {known("kind", kind, KINDS) for kind in self.kind or ()}
        by = {known("attribution", whom, (*Attribution, *ROLES)) for whom in self.by or ()}
        return filters.Query(
            span=_read("--year", self.year, parse_span),
            on=_read("--on", self.on, parse_anniversary),
            kinds=frozenset(kinds),
            by=frozenset(by),
            indexed=_PLACES[known("place", self.in_, _PLACES)],
            translator=self.translator,
            editor=self.editor,
            sort="" if self.sort is None else known("sort key", self.sort, filters.SORTS),
            reverse=self.reverse,
            limit=self.limit,
        )


def own_file(told: str) -> Any:  # noqa: ANN401 - Typer keeps its types to itself
    """Make the option that names a person's own catalogue.

    What cannot be read is told where it is read, as any fault of a catalogue, not by Typer.
    """
    return typer.Option(envvar="SERGE_CATALOGUE", metavar="FILE", help=told, readable=False)


class Source(NamedTuple):
    """Where the works come from."""

    catalogue: Annotated[
        Path | None,
        own_file("Your own catalogue (TOML), added."),
    ] = None
    alone: Annotated[bool, typer.Option("--alone", help="That catalogue alone, of any author.")] = (
        False
    )
    only: Annotated[
        str | None,
        typer.Option(
            metavar="WHOSE",
            help="The works of your own catalogue, or the built-in ones.",
            autocompletion=completion.one_of("own", "built-in"),
        ),
    ] = None

    def load(self, part: "Part" = None) -> "Catalogue":
        """Read the works, or at least a part; raises CatalogueError with all that is wrong."""
        from sergecli.catalogue import store

        return store.load(self._path(), part, watch, alone=self.alone, only_own=self.only == "own")

    def named(self, names: list[str]) -> "Catalogue":
        """Read the works, or only those of these ids if all are ids; raises CatalogueError."""
        few = self.load(names)
        return few if few.has(names) else self.load()

    def words(self) -> "Index":
        """Give the words of the works; raises CatalogueError likewise."""
        from sergecli.catalogue import store

        return store.index(self._path(), watch, alone=self.alone, only_own=self.only == "own")

    def remembered(self, name: str, make: "Callable[[], tuple[str, bool]]") -> str:
        """Give a text made of all the works, kept from the last time if nothing has changed."""
        from sergecli.catalogue import store

        return store.remembered(
            f"{name}.{self.only or 'all'}", make, self._path(), alone=self.alone
        )

    def check(self) -> None:
        """Raise UsageError where what was asked does not exist or go together."""
        if self.only is not None:
            check_among("part", self.only, ("own", "built-in"))
        if self.alone and self.only:
            raise UsageError("--alone and --only exclude one another")

    def _path(self) -> Path | None:
        """Check what was asked, and give the own catalogue's file if it counts."""
        self.check()
        if self.only == "built-in":
            return None
        path = self.catalogue or _own()
        if path and _is_to_come(path):
            path = None
        if path is None and (self.alone or self.only):
            raise NothingFoundError("there is no catalogue of your own; serge catalogue says more")
        return path


class Own(NamedTuple):
    """Your own catalogue, to be changed."""

    catalogue: Annotated[
        Path | None,
        own_file("Your own catalogue (TOML)."),
    ] = None
    alone: Annotated[
        bool, typer.Option("--alone", help="It stands alone, not beside the built-in one.")
    ] = False
    timeout: Annotated[
        float,
        typer.Option(min=0, metavar="SECONDS", help="How long to wait for another writer."),
    ] = 10.0

    def path(self) -> Path:
        """Give the file, there or not yet; raises UsageError where there is no place for one."""
        from sergecli.catalogue import paths

        path = self.catalogue or paths.own()
        if path is None:
            raise UsageError("there is no home directory to keep it in; give --catalogue FILE")
        return path

    def present(self) -> "Catalogue":
        """Give all works that are there; raises CatalogueError."""
        from sergecli.catalogue import editing

        return editing.present(self.path(), alone=self.alone)

    def manner(self, *, backed_up: bool = False) -> "WriteOptions":
        """Say how the file is changed; whoever has to wait for another writer is told."""
        from sergecli.catalogue import editing
        from sergecli.terminal import lines

        said = f"{self.path()}: another program is writing; waiting"
        return editing.WriteOptions(self.alone, self.timeout, lambda: lines.say(said), backed_up)

    def change(self, edit: "Edit", *, backed_up: bool = False) -> Path | None:
        """Change the file under its lock, and give its backup if there is to be one.

        Raises CatalogueError, and then nothing is changed.
        """
        from sergecli.catalogue import editing

        return editing.change(self.path(), edit, self.manner(backed_up=backed_up))


def _is_to_come(path: Path) -> bool:
    """Tell whether the environment names a catalogue that is not there yet."""
    return str(path) == os.environ.get("SERGE_CATALOGUE") and not path.exists()


def _own() -> Path | None:
    """Give the own catalogue of the data directory, if it is there."""
    from sergecli.catalogue import paths

    path = paths.own()
    return path if path and path.exists() else None


class Display(NamedTuple):
    """On a terminal."""

    color: Annotated[
        str,
        typer.Option(
            metavar="WHEN",
            help="Colour: auto, always or never.",
            autocompletion=completion.one_of(*_COLORS),
        ),
    ] = "auto"
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Print it all, however long it is.")
    ] = False

    def facts(self) -> "Facts":
        """Say what standard output can show; raises UsageError."""
        from sergecli.terminal import capabilities

        check_among("way of colour", self.color, _COLORS)
        return capabilities.facts(sys.stdout, self.color)

    def colored(self) -> bool:
        """Say whether a terminal, wherever it is, is to have colours; raises UsageError."""
        from sergecli.terminal import capabilities

        check_among("way of colour", self.color, _COLORS)
        return capabilities.colored(self.color, terminal=True)

    @contextmanager
    def screen(self) -> "Iterator[Screen]":
        """Give what is drawn on for a reader; it is shown at the end, in a pager if it is long."""
        from sergecli.terminal import pager, views

        facts = self.facts()
        sheet = views.Sheet(facts.encoding)
        yield views.console(facts, sheet)
        pager.show(sheet.getvalue(), facts, paged=not self.no_pager)


class Output(NamedTuple):
    """The form of the answer."""

    json: Annotated[bool, typer.Option("--json", help="Every field, as JSON.")] = False
    ids: Annotated[bool, typer.Option("--ids", help="The ids alone, one a line.")] = False

    def check(self) -> None:
        """Raise UsageError where two forms are asked for."""
        if self.json and self.ids:
            raise UsageError("--json and --ids exclude one another")

    def print(
        self, works: "list[Work]", total: int, display: Display, own: frozenset[str] = frozenset()
    ) -> None:
        """Print works, and which are own ones: a table on a terminal, whole lines in a pipe."""
        from sergecli.terminal import lines

        self.check()
        facts = display.facts()
        if self.json:
            lines.array(works, own)
        elif self.ids:
            lines.ids(works)
        elif facts.terminal:
            from sergecli.terminal import views

            with display.screen() as screen:
                views.table(screen, works, own)
            lines.say(f"{len(works)} of {total} works")
        else:
            lines.table(works, own)

    def print_editions(self, found: "list[Edition]", display: Display) -> None:
        """Print editions likewise."""
        from sergecli.terminal import lines

        self.check()
        facts = display.facts()
        if self.json:
            lines.edition_array(found)
        elif self.ids:
            lines.ids(dict.fromkeys(work for work, _ in found))
        elif facts.terminal:
            from sergecli.terminal import views

            with display.screen() as screen:
                views.editions(screen, found)
            works = len({work.id for work, _ in found})
            lines.say(f"{counted(len(found), 'edition')} of {counted(works, 'work')}")
        else:
            lines.editions(found)


class Citation(NamedTuple):
    """How a work is to be cited."""

    style: Annotated[
        str,
        typer.Option(
            metavar="STYLE",
            help="chicago, chicago-author-date, mla or apa.",
            autocompletion=completion.styles,
        ),
    ] = "chicago"
    format: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help="text, markdown, html, latex; biblatex, bibtex, ris, csl-json, hayagriva, "
            "csv, toml.",
            autocompletion=completion.formats,
        ),
    ] = "text"
    note: Annotated[bool, typer.Option("--note", help="As a footnote (Chicago).")] = False
    short: Annotated[bool, typer.Option("--short", help="As a shortened footnote.")] = False
    in_text: Annotated[bool, typer.Option("--in-text", help="As it stands in the text.")] = False
    page: Annotated[str, typer.Option(metavar="PAGES", help="The page that is cited.")] = ""
    edition: Annotated[
        str,
        typer.Option(
            metavar="WHICH",
            help="Cite that edition: 1975, nyrb, greeman …",
            autocompletion=completion.editions,
        ),
    ] = ""
    csl: Annotated[
        str, typer.Option(metavar="STYLE", help="Any CSL style, a file or a name (needs pandoc).")
    ] = ""

    def wish(self, *, own_order: bool) -> "CitationOptions":
        """Check what was asked; raises UsageError with what would be right."""
        from sergecli.exporters import compose

        forms = (("note", self.note), ("short", self.short), ("in-text", self.in_text))
        asked = [form for form, wanted in forms if wanted]
        # A short note is a note: --note --short asks for one thing.
        if asked[:2] == ["note", "short"]:
            del asked[0]
        if len(asked) > 1:
            raise UsageError(f"--{asked[0]} and --{asked[1]} exclude one another")
        form = asked[0] if asked else "bibliography"
        style, written = self.style.lower(), self.format.lower()
        wish = compose.CitationOptions(style, form, self.page, written, own_order, self.csl)
        compose.check(wish)
        return wish


def watch(label: str, things: "Sequence[_T]", /) -> "Iterable[_T]":
    """Show long work to whoever sits at a terminal."""
    from sergecli.terminal import capabilities

    if not capabilities.is_terminal(sys.stderr) or capabilities.is_dumb():
        return things
    from sergecli.terminal import progress

    return progress.watched(label, things)


def _read(option: str, given: str | None, parse: "Callable[[str], _T]") -> "_T | None":
    """Read a date that was given, if any; raises UsageError that names the option."""
    try:
        return None if given is None else parse(given)
    except DateError as error:
        raise UsageError(f"{option}: {error}") from None


def counted(number: int, thing: str) -> str:
    """Say "1 work" or "2 works"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def known(what: str, given: str, among: Collection[str]) -> str:
    """Give what was given in small letters; raises UsageError unless it is known."""
    check_among(what, small := given.lower(), among)
    return small


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of every group (a NamedTuple) among its parameters."""
    signature = inspect.signature(command)
    groups: dict[str, Any] = {
        name: parameter.annotation
        for name, parameter in signature.parameters.items()
        if hasattr(parameter.annotation, "_field_defaults")
    }
    parameters = []
    for name, parameter in signature.parameters.items():
        if name in groups:
            parameters += _options(groups[name])
        else:
            parameters.append(parameter.replace(kind=parameter.KEYWORD_ONLY))

    @wraps(command)
    def called(**given: Any) -> None:  # noqa: ANN401 - whatever the options hold
        made = {
            name: group(*(given.pop(option) for option in group._fields))
            for name, group in groups.items()
        }
        command(**given, **made)

    called.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called


def _options(group: Any) -> list[inspect.Parameter]:  # noqa: ANN401 - a NamedTuple's class
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=group._field_defaults[name],
            annotation=headed(annotation, group),
        )
        for name, annotation in group.__annotations__.items()
    ]


def headed(annotation: Any, group: Any) -> Any:  # noqa: ANN401 - of an option, in a NamedTuple
    """Put an option under the heading of its group in the help: what its docstring says."""
    (option,) = annotation.__metadata__
    # Where docstrings are left out (-OO) there is one heading for all.
    option.rich_help_panel = (group.__doc__ or "").partition("\n")[0].rstrip(".") or None
    return annotation
