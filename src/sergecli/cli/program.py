"""The Typer program: its commands, each loaded only when needed, and its help."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Annotated, Any

import typer

from sergecli import VERSIONS
from sergecli.cli import help_text
from sergecli.cli.options import Command
from sergecli.terminal import messages

# The commands, under the headings of the help.
HEADINGS = {
    "Read": ("list", "search", "show", "open", "pick", "today", "random", "timeline", "site"),
    "Cite": ("cite", "export", "styles"),
    "Your own catalogue": (
        "add", "import", "edit", "remove", "merge", "diff", "check", "catalogue", "schema",
    ),
    "Help": ("man", "completion"),
}  # fmt: skip
COMMANDS = tuple(name for names in HEADINGS.values() for name in names)
# Commands whose modules have an underscore at the end, since Python uses their names.
_PYTHONS_NAMES = frozenset({"import", "list", "open", "random"})
OPTIONS = (
    ("--version", "Print the versions."),
    ("-h, --help", "Show this help."),
)
EXIT_CODES = (
    "Exit codes: 0 done, 1 nothing found, 2 wrong usage, 3 no such work,\n"
    "4 invalid catalogue, 130 interrupted."
)


def load(name: str) -> type[Command]:
    """Load the class of a command: `List` in `commands/list_.py`."""
    end = "_" if name in _PYTHONS_NAMES else ""
    module = import_module(f"sergecli.cli.commands.{name}{end}")
    command: type[Command] = getattr(module, name.capitalize())
    return command


def program(names: Iterable[str]) -> typer.Typer:
    """Return a Typer program with these commands; each returns an instance of its class."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback(add_help_option=False, invoke_without_command=True)(_serge)
    for name in names:
        app.command(name, add_help_option=False)(load(name))
    return app


def describe() -> dict[str, help_text.CommandHelp]:
    """Return the help of each command, for the manual."""
    commands: dict[str, Any] = {}

    def look(ctx: typer.Context) -> None:
        group: Any = ctx.command
        commands.update(group.commands)

    app = program(COMMANDS)
    app.callback(invoke_without_command=True)(look)
    app([], standalone_mode=False)
    return {name: help_text.describe(command) for name, command in commands.items()}


def know_shells() -> None:
    """Make Typer register the shells for which it has completion.

    It does so only for a program with its completion options. serge has none, since they
    would rewrite the user's start-up files.
    """
    other = typer.Typer(pretty_exceptions_enable=False)
    other.callback(invoke_without_command=True)(lambda: None)
    other([], prog_name="other", standalone_mode=False)


def _serge(
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, help="Print the versions.")
    ] = False,
    show_help: Annotated[bool, typer.Option("--help", "-h", help="Show this help.")] = False,
) -> None:
    """A bibliography of Victor Serge (1890–1947), as far as it is known."""  # noqa: D401 - shown as help
    if version:
        messages.write(f"{VERSIONS}\n")
        raise typer.Exit
    if show_help:
        messages.write("\n".join(_overview()) + "\n")
        raise typer.Exit


def _overview() -> Iterator[str]:
    """Yield the lines of the help of the whole program."""
    yield "Usage: serge COMMAND [OPTION…] [ARGUMENT…]"
    yield ""
    yield str(_serge.__doc__)
    for heading, names in HEADINGS.items():
        yield from help_text.section(heading, ((name, purpose(name)) for name in names))
    yield from help_text.section("Options", OPTIONS)
    yield ""
    yield "serge COMMAND --help shows the options of a command, serge man the manual."
    yield EXIT_CODES


def purpose(name: str) -> str:
    """Return the sentence that says what a command does."""
    return (load(name).__doc__ or "").partition("\n")[0]
