"""Options that several commands share: a dataclass for each group, inherited by commands.

`program` gives the classes to Typer, which turns a command line into an instance.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sergecli.cli import completion, help_text
from sergecli.cli.declare import flag, option, options
from sergecli.errors import NothingFoundError, UsageError
from sergecli.terminal import capabilities, messages
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


_output = partial(option, panel="Output")
_source = partial(option, panel="Catalogue")
own_option = partial(option, panel="Your own catalogue")
_display = partial(option, panel="Terminal")
# Unreadable files are reported by serge, not by Typer.
_FILE: dict[str, Any] = {"envvar": "SERGE_CATALOGUE", "readable": False}
_DAY = 86_400
ALONE: dict[str, Any] = {"envvar": "SERGE_ALONE"}
own_file = own_option("FILE", "Your own catalogue (TOML).", default=None, **_FILE)


@options
class Command:
    """The base of every command: its fields are its options, and `run` does the work."""

    show_help: bool = flag("--help -h", "Show this help.", is_eager=True, callback=help_text.show)

    def run(self) -> int | None:
        """Run the command and return the exit code; None means that all went well."""
        raise NotImplementedError


@options
class Source:
    """Where the works come from."""

    catalogue: Path | None = _source("FILE", "Your own catalogue (TOML).", **_FILE, default=None)
    alone: bool = flag(
        "--alone", "Use your own without the built-in one.", **ALONE, panel="Catalogue"
    )
    only: str | None = _source(
        "WHOSE",
        "Only your own works, or only the built-in ones.",
        ("own", "built-in"),
        default=None,
    )

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
        check_exclusive(alone=self.alone, only=self.only)

    def path(self) -> Path | None:
        """Return the file of the user's own catalogue, or None if it is not used.

        Raises UsageError, and NothingFoundError if it is required but does not exist.
        """
        from sergecli.catalogue import paths

        self.check()
        if self.only == "built-in":
            return None
        path = self.catalogue or paths.own()
        # Only a file that the option names is missed if it does not exist.
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


def built_in(name: str) -> UsageError:
    """Return the error for a built-in work that was to be changed."""
    return UsageError(
        f"{name}: is in the built-in catalogue, which cannot be changed; to amend the work, "
        "run serge edit and write\n"
        f'[[works]]\namends = "{name}"\n'
        "and the fields that are to differ"
    )


@options
class Own:
    """The user's own catalogue, to be changed."""

    catalogue: Path | None = own_file
    alone: bool = flag(
        "--alone", "Use your own without the built-in one.", **ALONE, panel="Your own catalogue"
    )
    timeout: float = own_option(
        "SECONDS", "How long to wait for another writer.", callback=_checked_timeout, default=10.0
    )

    def path(self) -> Path:
        """Return the file, which may not exist; raises UsageError without a home directory."""
        from sergecli.catalogue import paths

        path = self.catalogue or paths.own()
        if path is None:
            raise UsageError("--catalogue: the home directory was not found; give a file")
        return path

    def present(self, beginning: str = "") -> "Catalogue":
        """Return all works, own and built-in; raises CatalogueError.

        `beginning` is the text of a catalogue that does not exist yet.
        """
        from sergecli.catalogue import editing

        return editing.present(self.path(), alone=self.alone, beginning=beginning)

    def write_options(self, *, backed_up: bool = True, beginning: str = "") -> "WriteOptions":
        """Return how to change the file, with the message to print when another program writes."""
        from sergecli.catalogue import editing

        message = f"{self.path()}: waiting for another program to finish writing"
        return editing.WriteOptions(
            self.alone, self.timeout, lambda: messages.say(message), backed_up, beginning
        )

    def change(
        self, edit: "Edit", done: str = "", *, backed_up: bool = True, beginning: str = ""
    ) -> None:
        """Change the file while it is locked, and say what was `done`, and where the backup is.

        `beginning` is the text of a catalogue that does not exist yet. Raises CatalogueError,
        and then nothing is changed.
        """
        from sergecli.catalogue import editing

        options = self.write_options(backed_up=backed_up, beginning=beginning)
        backup = editing.change(self.path(), edit, options)
        if done:
            messages.say(f"{done}\nbackup: {backup}" if backup else done)


@options
class Display:
    """How output is shown on a terminal."""

    color: str = _display("WHEN", "Colour: auto, always or never.", _COLORS, default="auto")
    no_pager: bool = flag("--no-pager", "Never use a pager.", panel="Terminal")

    def form(self) -> "Form":
        """Return the form of the output; raises UsageError."""
        from sergecli.terminal import form

        check_among("--color", self.color, _COLORS)
        facts = capabilities.facts(sys.stdout, self.color)
        # Nothing is too long for a screen without a height.
        return form.Form(facts._replace(height=0) if self.no_pager else facts)

    def colored(self) -> bool:
        """Return whether to use colours on a terminal; raises UsageError."""
        check_among("--color", self.color, _COLORS)
        return capabilities.colored(self.color, terminal=True)


@options
class Layout(Display):
    """How output is shown on a terminal, or as plain text."""

    plain: bool = flag("--plain", "As on a terminal, but in plain text.", panel="Output")

    def form(self) -> "Form":
        """Return the form of the output; raises UsageError."""
        form = super().form()
        return form.on_paper() if self.plain else form


@options
class Output(Layout):
    """The form of the output."""

    json: str = _output(
        "[FIELDS]",
        "As JSON, with all fields or only some: id,title,date.",
        completion.fields,
        name="--json",
    )
    ids: bool = flag("--ids", "Ids only, one per line.", panel="Output")
    template: str = _output("TEXT", "A line for each, such as '{date} {title}'.")

    def form(self, *, editions: bool = False) -> "Form":
        """Return the form of the output, for works or for `editions`.

        Raises UsageError for two forms at once, or an unknown field.
        """
        check_exclusive(plain=self.plain, json=self.json, ids=self.ids, template=self.template)
        form = super().form()
        if not (self.json or self.template):
            return form._replace(ids=self.ids)
        from sergecli.model.work import Publication, keys
        from sergecli.terminal import plain, template

        known = plain.EDITION_FIELDS if editions else plain.FIELDS
        if self.template:
            inner = () if editions else keys(Publication)
            parsed = template.Template(self.template, known, inner)
            return form._replace(template=parsed, fields=known)
        fields = () if self.json == EVERY_FIELD else tuple(self.json.split(","))
        for field in fields:
            check_among("--json", field, known)
        return form._replace(json=True, fields=fields)


def check_exclusive(**given: object) -> None:
    """Raise UsageError if more than one of these options is given."""
    names = [name.replace("_", "-") for name, value in given.items() if value]
    if len(names) > 1:
        raise UsageError(f"--{names[0]} and --{names[1]} exclude each other")


def progress(label: str, things: "Sequence[_T]", /) -> "Iterable[_T]":
    """Iterate over things, with a progress bar if standard error is a terminal."""
    if not capabilities.is_terminal(sys.stderr) or capabilities.is_dumb():
        return things
    from sergecli.terminal import progress as bar

    return bar.watched(label, things)


def chosen(option: str, given: str, known: Iterable[str]) -> str:
    """Return a value in lower case; raises UsageError unless it is one of `known`."""
    check_among(option, small := given.lower(), tuple(known))
    return small
