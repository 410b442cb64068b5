"""Options that several commands share: a dataclass for each group, inherited by commands.

Typer reads the fields and turns a command line into an instance; see `app`.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, dataclass_transform

import typer

from sergecli.cli import completion, help_text
from sergecli.errors import NothingFoundError, UsageError
from sergecli.text.english import check_among

if TYPE_CHECKING:
    from sergecli.catalogue.cache import Part
    from sergecli.catalogue.editing import Edit, WriteOptions
    from sergecli.catalogue.index import Index
    from sergecli.model.work import Catalogue
    from sergecli.terminal.form import Form

_T = TypeVar("_T")
# What --json without a value stands for.
EVERY_FIELD = "*"
_COLORS = ("auto", "always", "never")

_output = partial(typer.Option, rich_help_panel="Output")
_source = partial(typer.Option, rich_help_panel="Catalogue")
own_option = partial(typer.Option, rich_help_panel="Your own catalogue")
_display = partial(typer.Option, rich_help_panel="Terminal")
# Unreadable files are reported by serge, not by Typer.
_FILE: dict[str, Any] = {"envvar": "SERGE_CATALOGUE", "metavar": "FILE", "readable": False}
_DAY = 86_400
ALONE: dict[str, Any] = {"envvar": "SERGE_ALONE", "show_envvar": False}
own_file = own_option(help="Your own catalogue (TOML).", **_FILE)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def options(group: type[_T]) -> type[_T]:
    """Make a class a dataclass that type checkers treat as frozen and keyword-only.

    Every method that is generated costs time at each start, so there is only an initializer,
    and only for commands: nothing else is created.
    """
    initialized = hasattr(group, "run")
    return dataclass(init=initialized, kw_only=True, eq=False, repr=False, match_args=False)(group)


@options
class Command:
    """The base of every command: its fields are its options, and `run` does the work."""

    show_help: Annotated[
        bool,
        typer.Option(
            "--help", "-h", is_eager=True, callback=help_text.show, help="Show this help."
        ),
    ] = False

    def run(self) -> int:
        """Run the command and return the exit code."""
        raise NotImplementedError


@options
class Source:
    """Where the works come from."""

    catalogue: Annotated[Path | None, _source(help="Your own catalogue (TOML).", **_FILE)] = None
    alone: Annotated[bool, _source("--alone", help="Use it without the built-in one.", **ALONE)] = (
        False
    )
    only: Annotated[
        str | None,
        _source(
            metavar="WHOSE",
            help="Only your own works, or only the built-in ones.",
            autocompletion=completion.words("own", "built-in"),
        ),
    ] = None

    def load(self, part: "Part" = None) -> "Catalogue":
        """Load the works, or at least a part; raises CatalogueError with all errors found."""
        from sergecli.catalogue import store

        only_own = self.only == "own"
        return store.load(self.path(), part, progress, alone=self.alone, only_own=only_own)

    def load_named(self, names: Sequence[str]) -> "Catalogue":
        """Load only these works if all the names are ids, else all; raises CatalogueError."""
        few = self.load(list(names))
        return few if few.has(names) else self.load()

    def index(self) -> "Index":
        """Return the search index of the works; raises CatalogueError."""
        from sergecli.catalogue import store

        return store.index(self.path(), progress, alone=self.alone, only_own=self.only == "own")

    def language_of_texts(self) -> str:
        """Return the language of the catalogue's texts, without loading its works."""
        return self.load(()).head.language

    def check(self) -> None:
        """Raise UsageError for a wrong value, or for options that exclude each other."""
        if self.only is not None:
            check_among("--only", self.only, ("own", "built-in"))
        if self.alone and self.only:
            raise UsageError("--alone and --only exclude each other")

    def path(self) -> Path | None:
        """Return the file of the user's own catalogue, or None if it is not used.

        Raises UsageError, and NothingFoundError if it is required but does not exist.
        """
        from sergecli.catalogue import paths

        self.check()
        if self.only == "built-in":
            return None
        path = self.catalogue or paths.own()
        expected = self.catalogue and str(path) != os.environ.get("SERGE_CATALOGUE")
        if path and not expected and not path.exists():
            path = None
        if path is None and (self.alone or self.only):
            raise NothingFoundError(
                "You have no catalogue of your own yet; serge catalogue shows where it would be."
            )
        return path


def _checked_timeout(seconds: float) -> float:
    # The comparison is also false for nan.
    if not 0 <= seconds <= _DAY:
        raise UsageError(f"--timeout: '{seconds:g}' is not valid; give seconds from 0 to {_DAY}")
    return seconds


@options
class Own:
    """The user's own catalogue, to be changed."""

    catalogue: Annotated[Path | None, own_file] = None
    alone: Annotated[
        bool, own_option("--alone", help="Use it without the built-in one.", **ALONE)
    ] = False
    timeout: Annotated[
        float,
        own_option(
            callback=_checked_timeout,
            metavar="SECONDS",
            help="How long to wait for another writer.",
        ),
    ] = 10.0

    def path(self) -> Path:
        """Return the file, which may not exist; raises UsageError without a home directory."""
        from sergecli.catalogue import paths

        path = self.catalogue or paths.own()
        if path is None:
            raise UsageError("--catalogue: there is no home directory; give a file")
        return path

    def present(self, beginning: str = "") -> "Catalogue":
        """Return all works, own and built-in; raises CatalogueError.

        `beginning` is the text of a catalogue that does not exist yet.
        """
        from sergecli.catalogue import editing

        return editing.present(self.path(), alone=self.alone, beginning=beginning)

    def write_options(self, *, backed_up: bool = False, beginning: str = "") -> "WriteOptions":
        """Return how to change the file, with the message to print when another program writes."""
        from sergecli.catalogue import editing
        from sergecli.terminal import messages

        message = f"{self.path()}: waiting for another program to finish writing"
        return editing.WriteOptions(
            self.alone, self.timeout, lambda: messages.say(message), backed_up, beginning
        )

    def change(self, edit: "Edit", *, backed_up: bool = False, beginning: str = "") -> Path | None:
        """Change the file while it is locked, and return its backup, if any.

        Raises CatalogueError, and then nothing is changed.
        """
        from sergecli.catalogue import editing

        options = self.write_options(backed_up=backed_up, beginning=beginning)
        return editing.change(self.path(), edit, options)


@options
class Display:
    """How output is shown on a terminal."""

    color: Annotated[
        str,
        _display(
            metavar="WHEN",
            help="Colour: auto, always or never.",
            autocompletion=completion.words(*_COLORS),
        ),
    ] = "auto"
    no_pager: Annotated[bool, _display("--no-pager", help="Never use a pager.")] = False

    def form(self) -> "Form":
        """Return the form of the output; raises UsageError."""
        from sergecli.terminal import capabilities, form

        check_among("--color", self.color, _COLORS)
        facts = capabilities.facts(sys.stdout, self.color)
        return form.Form(facts, paged=not self.no_pager)

    def colored(self) -> bool:
        """Return whether to use colours on a terminal; raises UsageError."""
        from sergecli.terminal import capabilities

        check_among("--color", self.color, _COLORS)
        return capabilities.colored(self.color, terminal=True)


@options
class Layout(Display):
    """How output is shown on a terminal, or as plain text."""

    plain: Annotated[bool, _output("--plain", help="As on a terminal, but in plain text.")] = False

    def form(self) -> "Form":
        """Return the form of the output; raises UsageError."""
        form = super().form()
        return form.on_paper() if self.plain else form


@options
class Output(Layout):
    """The form of the output."""

    json: Annotated[
        str,
        _output(
            "--json",
            metavar="[FIELDS]",
            help="As JSON, with all fields or only some: id,title,date.",
        ),
    ] = ""
    ids: Annotated[bool, _output("--ids", help="Ids only, one per line.")] = False
    template: Annotated[
        str, _output(metavar="TEXT", help="A line for each, such as '{date} {title}'.")
    ] = ""

    def form(self, *, editions: bool = False) -> "Form":
        """Return the form of the output, for works or for `editions`.

        Raises UsageError for two forms at once, or an unknown field.
        """
        wanted = {"plain": self.plain, "json": self.json, "ids": self.ids}
        asked = [name for name, one in (wanted | {"template": self.template}).items() if one]
        if len(asked) > 1:
            raise UsageError(f"--{asked[0]} and --{asked[1]} exclude each other")
        form = super().form()
        if not (self.json or self.template):
            return form._replace(ids=self.ids)
        from sergecli.model.work import Publication, keys
        from sergecli.terminal import plain, template

        known = plain.EDITION_FIELDS if editions else plain.FIELDS
        if self.template:
            inner = () if editions else keys(Publication)
            return form._replace(template=template.Template(self.template, known, inner))
        fields = () if self.json == EVERY_FIELD else tuple(self.json.split(","))
        for field in fields:
            check_among("--json", field, known)
        return form._replace(json=True, fields=fields)


def progress(label: str, things: "Sequence[_T]", /) -> "Iterable[_T]":
    """Iterate over things, with a progress bar if standard error is a terminal."""
    from sergecli.terminal import capabilities

    if not capabilities.is_terminal(sys.stderr) or capabilities.is_dumb():
        return things
    from sergecli.terminal import progress as bar

    return bar.watched(label, things)


def chosen(option: str, given: str, known: Iterable[str]) -> str:
    """Return a value in lower case; raises UsageError unless it is one of `known`."""
    check_among(option, small := given.lower(), tuple(known))
    return small
