"""The command line: arguments in, exit code out.

What a command needs is loaded in its body, so that `--version`, help and
completion pay for none of it.
"""

import gc
import os
import signal
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
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
    "timeline": _Place("looking", "timeline", _READ),
    "random": _Place("looking", "random", _READ),
    "pick": _Place("pick", "pick", _READ),
    "cite": _Place("cite", "cite", _CITE),
    "add": _Place("add", "add", _KEEP),
    "import": _Place("import_", "import_", _KEEP),
    "edit": _Place("edit", "edit", _KEEP),
    "remove": _Place("keep", "remove", _KEEP),
    "check": _Place("check", "check", _KEEP),
    "catalogue": _Place("keep", "catalogue", _KEEP),
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
        """Run the command; a reader never sees a traceback for what may go wrong."""
        try:
            with _interruptible():
                answer = super().invoke(ctx)
                sys.stdout.flush()
        except SergeError as error:
            from sergecli.terminal import lines

            with _told():
                sys.stdout.flush()
            lines.say(str(error))
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            _end_interrupted()
            raise typer.Exit(ExitCode.INTERRUPTED) from None
        except OSError as error:
            raise typer.Exit(_failed(error)) from None
        return answer


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C be an exception for as long as there may be something to tidy up."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_DFL:
        sys.unraisablehook = _unraisable
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        if before is signal.SIG_DFL:
            signal.signal(signal.SIGINT, before)


def _unraisable(what: Any) -> None:  # noqa: ANN401 - a type that only checkers know
    """Take Ctrl-C at its word also where Python would only tell of it and go on."""
    if what.exc_type is KeyboardInterrupt:
        _end_interrupted()
    sys.__unraisablehook__(what)


def _end_interrupted() -> None:
    """End as one who does not care for Ctrl-C: the shell then stops what it was doing, too."""
    if os.name == "posix":
        with suppress(OSError):
            sys.stdout.flush()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)


def _failed(error: OSError) -> ExitCode:
    """Say what the system has refused, most likely to take the answer; give the exit code."""
    from sergecli.terminal import lines

    # What is still held back cannot be written either.
    lines.hush(sys.stdout)
    if isinstance(error, BrokenPipeError):
        # Whoever reads us has seen enough; nothing is left to say.
        return ExitCode.FOUND
    what = str(error.filename or "the answer cannot be written")
    lines.say(f"{what}: {error.strerror or error}")
    return ExitCode.USAGE


@contextmanager
def _told() -> Iterator[None]:
    """End the program with a message where its answer cannot be written."""
    try:
        yield
    except OSError as error:
        raise typer.Exit(_failed(error)) from None


_SHOWING = frozenset({"--show-completion", "--install-completion"})
_SETTINGS = {"help_option_names": ["-h", "--help"]}


def _built(name: str, place: _Place) -> Any:  # noqa: ANN401 - Typer keeps its types to itself
    function = getattr(import_module(f"sergecli.cli.commands.{place.module}"), place.function)
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
    "4 a faulty catalogue, 130 interrupted.",
)


def main() -> None:
    """Run the program; a character that the terminal can't show becomes "?"."""
    # The program is over before circles of garbage could matter.
    gc.disable()
    _tell_colors(os.environ)
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        try:
            _answer()
        finally:
            sys.stdout.flush()
    except OSError as error:
        sys.exit(_failed(error))


def _tell_colors(environ: MutableMapping[str, str]) -> None:
    """Say it to Typer and Rich, which know two variables, if the others are about colour.

    They draw the help and the messages of wrong usage; for the rest see `terminal`.
    """
    forced = [environ.get(name, "") for name in ("CLICOLOR_FORCE", "FORCE_COLOR")]
    if not {"", "0"}.issuperset(forced):
        environ["FORCE_COLOR"] = "1"
        return
    # For them "0" would be a wish, too.
    environ.pop("FORCE_COLOR", None)
    if environ.get("CLICOLOR") == "0":
        environ["NO_COLOR"] = "1"


def _open_streams() -> None:
    """Put something in the place of closed streams: nothing to read, nowhere to write.

    Else the next file that is opened would be taken for one of them.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _answer() -> None:
    if sys.argv[1:] == ["--version"]:
        # The commands need not be built to say it.
        _say_version()
    elif asked := os.environ.get("_SERGE_COMPLETE"):
        from sergecli.cli import shells

        sys.exit(shells.answer(typer.main.get_command(app), asked))
    else:
        if not _SHOWING.isdisjoint(sys.argv):
            from sergecli.cli import shells

            shells.register()
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
