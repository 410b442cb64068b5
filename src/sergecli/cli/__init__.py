"""The command line: arguments in, exit code out.

What a command needs is loaded in its body, so that `--version`, help and
completion pay for none of it.
"""

import gc
import os
import sys
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from sergecli import __version__
from sergecli.errors import ExitCode, SergeError


class _Place(NamedTuple):
    """Where a command is defined, and the panel of the help in which it stands."""

    module: str
    function: str
    panel: str


_READ, _CITE, _KEEP = "Read", "Cite", "Keep your own"
COMMANDS = {
    "list": _Place("read", "list_works", _READ),
    "search": _Place("read", "search_works", _READ),
    "show": _Place("read", "show", _READ),
    "open": _Place("read", "open_text", _READ),
    "cite": _Place("citations", "cite", _CITE),
}


class Serge(TyperGroup):
    """The commands, and the one place where errors become a message and an exit code.

    A command is loaded and built when it is asked for: Typer takes half a
    millisecond for each, and its module more.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - as Typer has it
        """Give the names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - likewise
        """Build the command of that name, if there is one."""
        # Whoever mistypes a name is told the nearest of all that are built.
        for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                self.commands[name] = _built(name, COMMANDS[name])
        return self.commands.get(cmd_name)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer keeps its types to itself
        """Run the command; a reader never sees a traceback for a known fault."""
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except SergeError as error:
            from sergecli import lines

            sys.stdout.flush()
            lines.say(str(error))
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            # Whoever reads us has seen enough; nothing is left to say, or to flush.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(ExitCode.FOUND) from None
        return answer


_SETTINGS = {"help_option_names": ["-h", "--help"]}


def _built(name: str, place: _Place) -> Any:  # noqa: ANN401 - Typer keeps its types to itself
    function = getattr(import_module(f"sergecli.cli.{place.module}"), place.function)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(name, rich_help_panel=place.panel, context_settings=_SETTINGS)(function)
    return typer.main.get_command(alone)


app = typer.Typer(
    cls=Serge,
    name="serge",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings=_SETTINGS,
    epilog="Exit codes: 0 done, 1 nothing found, 2 wrong usage, 3 no such work, "
    "4 a faulty catalogue.",
)


def main() -> None:
    """Run the program; a character that the terminal can't show becomes "?"."""
    # The program is over before circles of garbage could matter.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if sys.argv[1:] == ["--version"]:
        # The commands need not be built to say it.
        _say_version()
    else:
        app(prog_name="serge")


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer's callbacks take a value
    if asked:
        _say_version()
        raise typer.Exit


def _say_version() -> None:
    typer.echo(f"serge {__version__}")


@app.callback()
def serge(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """The bibliography of Victor Serge (1890–1947)."""  # noqa: D401 - shown as help
    del version
