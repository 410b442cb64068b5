"""Help as plain text, with options under headings; `docs/man/make.py` uses it for the manual."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import typer

from sergecli.terminal import messages

# The first headings, in order; others follow in the order of the options.
_HEADINGS = ("Arguments", "Options", "Record", "Publications", "Filters", "Citation", "Output")
_EXAMPLE = "Example: "
_INDENT = "  "
_TERM_WIDTH = 24
_WIDTH = 80


class Entry(NamedTuple):
    """An argument or an option: its names, its placeholder, its help, its heading."""

    names: tuple[str, ...]
    metavar: str
    help: str
    heading: str


class CommandHelp(NamedTuple):
    """The help of a command."""

    purpose: str
    examples: list[str]
    arguments: list[Entry]
    options: list[Entry]


def describe(command: Any) -> CommandHelp:  # noqa: ANN401 - Typer does not name the type
    """Read the help of a command from Typer's definition of it."""
    purpose, *rest = filter(None, map(str.strip, command.help.splitlines()))
    shown = [param for param in command.params if not param.hidden]
    return CommandHelp(
        purpose,
        [line.removeprefix(_EXAMPLE) for line in rest],
        [_entry(param) for param in shown if param.param_type_name == "argument"],
        [_entry(param) for param in shown if param.param_type_name == "option"],
    )


def _entry(param: Any) -> Entry:  # noqa: ANN401 - as above
    option = param.param_type_name == "option"
    names = tuple(sorted(param.opts, key=len)) if option else ()
    default = f" Default: {param.default}." if option and param.default else ""
    if param.envvar:
        default = f" Default: the variable {param.envvar}."
    heading = (param.rich_help_panel or "Options") if option else "Arguments"
    return Entry(names, param.metavar or "", f"{param.help}{default}", heading)


def show(ctx: typer.Context, asked: bool) -> None:  # noqa: FBT001 - called by Typer
    """Print the help of a command and end the program, if `asked` (for an eager option)."""
    if asked and not ctx.resilient_parsing:
        messages.write("\n".join(_command(ctx.command_path, describe(ctx.command))) + "\n")
        raise typer.Exit


def _command(path: str, shown: CommandHelp) -> Iterator[str]:
    arguments = " ".join(entry.metavar for entry in shown.arguments)
    yield f"Usage: {path} [OPTION…] {arguments}".rstrip()
    yield ""
    yield shown.purpose
    yield ""
    yield from (f"{_INDENT}{example}" for example in shown.examples)
    entries = [*shown.arguments, *shown.options]
    headings = dict.fromkeys(entry.heading for entry in entries)
    for heading in dict.fromkeys((*(h for h in _HEADINGS if h in headings), *headings)):
        rows = ((_term(one), one.help) for one in entries if one.heading == heading)
        yield from section(heading, rows)


def _term(entry: Entry) -> str:
    return " ".join(filter(None, (", ".join(entry.names), entry.metavar)))


def section(heading: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of a section: a heading, then each term with its explanation."""
    yield ""
    yield f"{heading}:"
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, _WIDTH)
    for term, explanation in rows:
        lead = f"{_INDENT}{term}"
        if len(lead) >= _TERM_WIDTH:
            yield lead
            lead = ""
        yield from textwrap.wrap(
            explanation,
            max(width, _TERM_WIDTH * 2),
            initial_indent=f"{lead:{_TERM_WIDTH}}",
            subsequent_indent=" " * _TERM_WIDTH,
            break_on_hyphens=False,
        )
