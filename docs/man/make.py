"""Makes the manual page serge(1) from the definitions that `--help` shows.

`python docs/man/make.py` writes `serge.1` beside this script; `--check` only
tells whether it is up to date. Options that several commands share are told
once, under the heading of their group.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import typer

from sergecli import __version__
from sergecli.cli import app

PAGE = Path(__file__).with_name("serge.1")
# What would be read as an instruction, or set as another sign than the one to be typed.
SIGNS = {
    "\\": "\\e",
    "-": "\\-",
    "'": "\\(aq",
    "`": "\\(ga",
    '"': "\\(dq",
    "^": "\\(ha",
    "~": "\\(ti",
    # Known everywhere, also where there is no Unicode.
    "–": "\\(en",
    "“": "\\(lq",
    "”": "\\(rq",
    "…": "...",
}
TOLD = "Example: "
ENVIRONMENT = {
    "SERGE_CATALOGUE": "Your own catalogue, where no option says it.",
    "SERGE_PAGER, PAGER": "What shows an answer longer than the screen; the first one counts, "
    "and an empty one or “cat” is none. Else it is less.",
    "VISUAL, EDITOR": "What serge edit opens; the first one counts. Else it is vi.",
    "NO_COLOR": "If it is not empty, no colours, unless --color asks for them.",
    "CLICOLOR_FORCE, FORCE_COLOR": "If one is neither empty nor 0, colours on any terminal, and "
    "for help and errors also in a pipe. The answer in a pipe has them only with --color always.",
    "CLICOLOR": "If it is 0, no colours.",
    "COLUMNS, LINES": "The size of the terminal, if it is not as the terminal says; COLUMNS "
    "is also the width of what --color always puts into a pipe, else 80.",
    "TERM": "If it is dumb or unknown, no colours and no pager.",
    "BROWSER": "What serge open shows a text in.",
    "XDG_DATA_HOME": "Where your own catalogue is kept; else ~/.local/share.",
    "XDG_CACHE_HOME": "Where is kept what makes serge faster; else ~/.cache.",
}
KEYS = {
    "Up, Ctrl-P; Down, Ctrl-N": "To the work above or below.",
    "Page Up, Page Down": "A screen further.",
    "Enter": "Prints its id.",
    "Ctrl-T": "Cites it.",
    "Ctrl-O": "Opens its text.",
    "Ctrl-S": "Shows all that is known of it.",
    "Esc": "Leaves without a choice, with exit code 1.",
    "Ctrl-C": "Likewise, with 130.",
}
FILES = {
    "~/.local/share/serge/works.toml": "Your own catalogue; serge catalogue names it, and the "
    "built-in one. On macOS it is in ~/Library/Application Support, on Windows in %APPDATA%.",
    "~/.local/share/serge/works.toml~": "The same as it was before serge remove.",
    "~/.cache/serge": "What makes serge faster; it may be thrown away. On macOS it is in "
    "~/Library/Caches, on Windows in %LOCALAPPDATA%.",
}


class Entry(NamedTuple):
    """An argument or an option: how it is written (in roff), what is said, its group."""

    written: str
    said: str
    panel: str

    @property
    def paragraph(self) -> str:
        """The term and, beneath it and further in, what is said of it."""
        return tagged(self.written, self.said)


class Command(NamedTuple):
    """A command, as its help shows it."""

    name: str
    panel: str
    purpose: str
    examples: list[str]
    arguments: list[Entry]
    options: list[Entry]


# Options, each with the commands that have it.
Having = dict[Entry, list[str]]


# --- roff ------------------------------------------------------------------------


def escaped(text: str) -> str:
    """Give a text as roff sets it: sign by sign, in ASCII."""
    safe = "".join(SIGNS.get(one, one) for one in text)
    safe = "".join(one if one.isascii() else f"\\[u{ord(one):04X}]" for one in safe)
    return f"\\&{safe}" if safe.startswith(".") else safe


def bold(text: str) -> str:
    """Set what is typed as it stands."""
    return f"\\fB{escaped(text)}\\fR"


def italic(text: str) -> str:
    """Set what stands for something else."""
    return f"\\fI{escaped(text)}\\fR"


def sentences(text: str) -> str:
    """Begin each sentence on a line of its own, so that roff knows where it ends."""
    return "\n".join(map(escaped, text.replace(". ", ".\n").split("\n")))


def heading(macro: str, text: str) -> str:
    """Begin a section (SH) or a part of one (SS)."""
    return f".{macro} {escaped(text)}"


def tagged(written: str, said: str) -> str:
    """Set a term and, beneath and further in, what is said of it."""
    return f".TP\n{written}\n{sentences(said)}"


# --- the definitions -------------------------------------------------------------


def command(name: str, defined: Any) -> Command:  # noqa: ANN401 - Typer keeps its types to itself
    """Read a command from its definition."""
    purpose, *told = filter(None, map(str.strip, defined.help.splitlines()))
    return Command(
        name,
        defined.rich_help_panel,
        purpose,
        [line.removeprefix(TOLD) for line in told],
        [argument(one) for one in defined.params if one.param_type_name == "argument"],
        [option(one) for one in defined.params if one.param_type_name == "option"],
    )


def argument(param: Any) -> Entry:  # noqa: ANN401 - likewise
    """Read an argument from its definition."""
    return Entry(italic(param.metavar), param.help, "")


def option(param: Any) -> Entry:  # noqa: ANN401 - likewise
    """Read an option from its definition."""
    names = ", ".join(map(bold, sorted(param.opts, key=len)))
    stands_for = f" {italic(param.metavar)}" if param.metavar else ""
    return Entry(names + stands_for, param.help + default(param), param.rich_help_panel or "")


def default(param: Any) -> str:  # noqa: ANN401 - likewise
    """Say what holds where an option is not given."""
    if param.envvar:
        return f" Default: the variable {param.envvar}."
    return f" Default: {param.default}." if param.default else ""


def shared_by(commands: list[Command]) -> Having:
    """Give the options of groups that more commands than one have."""
    having: Having = {}
    for one in commands:
        for each in one.options:
            if each.panel:
                having.setdefault(each, []).append(one.name)
    return {each: names for each, names in having.items() if len(names) > 1}


# --- the page --------------------------------------------------------------------


def page() -> str:
    """Write the whole page."""
    program: Any = typer.main.get_command(app.app)
    context = program.make_context("serge", ["list"], resilient_parsing=True)
    commands = [command(name, program.get_command(context, name)) for name in app.COMMANDS]
    shared = shared_by(commands)
    written = chain(
        beginning(program),
        described(commands, shared),
        options(map(option, program.get_params(context)), shared),
        terms("KEYS OF SERGE PICK", KEYS, bold),
        exit_codes(program),
        terms("ENVIRONMENT", ENVIRONMENT, bold),
        terms("FILES", FILES, italic),
    )
    return "\n".join(written) + "\n"


def beginning(program: Any) -> Iterator[str]:  # noqa: ANN401 - Typer keeps its types to itself
    """Write the sections up to the commands."""
    yield '.\\" Made by docs/man/make.py; do not edit.'
    yield f'.TH SERGE 1 "" "serge {__version__}" "User Commands"'
    # No word is broken, and no line spread out: what is to be typed stays as it is.
    yield from (".nr HY 0", ".nh", ".ad l")
    name = program.help.removesuffix(".")
    yield from (heading("SH", "NAME"), f"serge \\- {escaped(name[0].lower() + name[1:])}")
    yield heading("SH", "SYNOPSIS")
    yield " ".join([bold("serge"), *map(italic, ("COMMAND", "[OPTION…]", "[ARGUMENT…]"))])
    yield heading("SH", "DESCRIPTION")
    yield sentences(
        "serge lists, searches, shows and cites what Victor Serge wrote. "
        "It needs no network; only serge open leads there. "
        "On a terminal the answer is laid out for a reader. "
        "In a pipe it is whole lines for other programs. "
        "The answer goes to standard output, everything else to standard error."
    )


def described(commands: list[Command], shared: Having) -> Iterator[str]:
    """Write the commands, in the groups of the main help."""
    for panel in dict.fromkeys(one.panel for one in commands):
        yield heading("SH", panel.upper())
        yield from chain.from_iterable(
            one_described(one, shared) for one in commands if one.panel == panel
        )


def one_described(one: Command, shared: Having) -> Iterator[str]:
    """Write a command, with the options that are its own and the names of the other groups."""
    yield heading("SS", f"serge {one.name}")
    called = [bold(f"serge {one.name}"), italic("[OPTION…]")]
    yield " ".join(called + [each.written for each in one.arguments])
    yield from (".PP", sentences(one.purpose))
    yield from (each.paragraph for each in one.arguments)
    own = [each for each in one.options if each not in shared]
    for panel in sorted({each.panel: None for each in own}, key=bool):
        yield from (".PP", f"{italic(panel)}:") if panel else ()
        yield from (each.paragraph for each in own if each.panel == panel)
    if groups := dict.fromkeys(each.panel for each in one.options if each in shared):
        yield from (".PP", "Further options, below:", ";\n".join(map(italic, groups)) + ".")
    yield from (".PP", ".EX", *map(escaped, one.examples), ".EE")


def options(everywhere: Iterable[Entry], shared: Having) -> Iterator[str]:
    """Write the options that are no one command's own, each group with its commands."""
    yield heading("SH", "OPTIONS")
    yield from (each.paragraph for each in everywhere)
    for panel in dict.fromkeys(each.panel for each in shared):
        group = [each for each in shared if each.panel == panel]
        having = {name for each in group for name in shared[each]}
        yield heading("SS", panel)
        yield escaped(f"Of: {', '.join(name for name in app.COMMANDS if name in having)}.")
        yield from (each.paragraph for each in group)


def exit_codes(program: Any) -> Iterator[str]:  # noqa: ANN401 - Typer keeps its types to itself
    """Write the codes that the main help ends with."""
    yield heading("SH", "EXIT STATUS")
    for one in program.epilog.removeprefix("Exit codes: ").removesuffix(".").split(", "):
        code, _, meaning = one.partition(" ")
        yield tagged(bold(code), f"{meaning[0].upper()}{meaning[1:]}.")


def terms(title: str, told: dict[str, str], style: Callable[[str], str]) -> Iterator[str]:
    """Write a section of terms."""
    yield heading("SH", title)
    yield from (tagged(style(term), said) for term, said in told.items())


def main() -> int:
    """Write the page, or with --check tell whether it is up to date."""
    made = page()
    if "--check" not in sys.argv:
        PAGE.write_text(made, encoding="ascii")
    elif not PAGE.exists() or PAGE.read_text(encoding="ascii") != made:
        print(f"out of date: {PAGE.name}; python docs/man/make.py makes it anew")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
