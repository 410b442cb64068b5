"""The command line: arguments in, exit code out.

What a command needs is loaded in its body, so that `--version`, help and
completion pay for none of it.
"""

import gc
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from sergecli import __version__
from sergecli.cli import citations, read
from sergecli.errors import ExitCode, SergeError


class Serge(TyperGroup):
    """The one place where errors become a message and an exit code."""

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


app = typer.Typer(
    cls=Serge,
    name="serge",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
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


app.command("list")(read.list_works)
app.command("search")(read.search_works)
app.command("show")(read.show)
app.command("open")(read.open_text)
app.command("cite")(citations.cite)
