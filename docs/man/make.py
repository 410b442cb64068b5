"""Makes the manual page serge(1) from the definitions that `--help` shows.

`python docs/man/make.py` writes `serge.1` beside this script; `--check` only
says whether it is up to date. Options that several commands share are explained
once, under the heading of their group.
"""

import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sergecli import __version__
from sergecli.cli import help_text, program

PAGE = Path(__file__).with_name("serge.1")
# What roff would read as an instruction, or set as another character than the one to be typed.
SIGNS = {
    "\\": "\\e",
    "-": "\\-",
    "'": "\\(aq",
    "`": "\\(ga",
    '"': "\\(dq",
    "^": "\\(ha",
    "~": "\\(ti",
    # These exist everywhere, even without Unicode.
    "–": "\\(en",
    "“": "\\(lq",
    "”": "\\(rq",
    "…": "...",
}
ENVIRONMENT = {
    "SERGE_CATALOGUE": "Your own catalogue, unless --catalogue names one.",
    "SERGE_ALONE": "If 1, your own catalogue by itself, as with --alone.",
    "SERGE_PAGER, PAGER": "The pager for answers longer than the screen; the first one set counts, "
    "and an empty one or “cat” means none. By default less.",
    "VISUAL, EDITOR": "The editor for serge edit; the first one set counts. By default vi.",
    "ACCESSIBLE": "If set, plain labelled lines and numbered lists, for screen readers.",
    "NO_COLOR": "If not empty, no colours, unless --color asks for them.",
    "CLICOLOR_FORCE, FORCE_COLOR": "If one is neither empty nor 0, colours on any terminal; "
    "in a pipe only with --color always.",
    "CLICOLOR": "If 0, no colours.",
    "COLUMNS, LINES": "The size of the terminal, instead of what it reports. COLUMNS is also "
    "the width of what --color always prints in a pipe, by default 80.",
    "TERM": "If dumb or unknown, no colours and no pager.",
    "BROWSER": "The browser for serge open.",
    "SOURCE_DATE_EPOCH": "What serge site takes for now, in seconds since 1970, for a site "
    "that can be made again byte for byte.",
    "XDG_DATA_HOME": "Where your own catalogue is kept; by default ~/.local/share.",
    "XDG_CACHE_HOME": "Where the cache is kept; by default ~/.cache.",
}
KEYS = {
    "Up, Ctrl-P; Down, Ctrl-N": "Move to the work above or below.",
    "Page Up, Page Down": "Move by a screen.",
    "Enter": "Print the id.",
    "Ctrl-T": "Cite the work.",
    "Ctrl-O": "Open its text.",
    "Ctrl-S": "Show everything known about it.",
    "Esc": "Leave without choosing; the exit code is 1.",
    "Ctrl-C": "Leave without choosing; the exit code is 130.",
}
FILES = {
    "~/.local/share/serge/works.toml": "Your own catalogue. On macOS it is in "
    "~/Library/Application Support, on Windows in %APPDATA%; serge catalogue says where.",
    "~/.local/share/serge/works.toml~": "Your catalogue before the last serge edit or remove.",
    "~/.cache/serge": "The cache, which can be deleted at any time. On macOS it is in "
    "~/Library/Caches, on Windows in %LOCALAPPDATA%.",
}


class Command(NamedTuple):
    """A command, as its help shows it."""

    name: str
    heading: str
    help: help_text.CommandHelp


# Options, each with the commands that have it.
Having = dict[help_text.Entry, list[str]]


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


def written(entry: help_text.Entry) -> str:
    """Write the names of an option and what stands for its value, or for an argument."""
    names = ", ".join(map(bold, entry.names))
    return " ".join(filter(None, (names, italic(entry.metavar) if entry.metavar else "")))


def paragraph(entry: help_text.Entry) -> str:
    """Set an argument or an option, and beneath it its help."""
    return tagged(written(entry), entry.help)


def shared_by(commands: list[Command]) -> Having:
    """Give the options of groups that more commands than one have."""
    having: Having = {}
    for one in commands:
        for each in one.help.options:
            if each.heading != "Options":
                having.setdefault(each, []).append(one.name)
    return {each: names for each, names in having.items() if len(names) > 1}


# --- the page --------------------------------------------------------------------


def page() -> str:
    """Write the whole page."""
    described = program.describe()
    commands = [
        Command(name, heading, described[name])
        for heading, names in program.HEADINGS.items()
        for name in names
    ]
    shared = shared_by(commands)
    sections = chain(
        beginning(),
        chapters(commands, shared),
        options(shared),
        terms("KEYS OF SERGE PICK", KEYS, bold),
        exit_codes(),
        terms("ENVIRONMENT", ENVIRONMENT, bold),
        terms("FILES", FILES, italic),
    )
    return "\n".join(sections) + "\n"


def beginning() -> Iterator[str]:
    """Write the sections up to the commands."""
    yield '.\\" Made by docs/man/make.py; do not edit.'
    yield f'.TH SERGE 1 "" "serge {__version__}" "User Commands"'
    # Words are not hyphenated and lines not justified: what is to be typed stays as it is.
    yield from (".nr HY 0", ".nh", ".ad l")
    yield from (heading("SH", "NAME"), "serge \\- a bibliography of Victor Serge (1890\\(en1947)")
    yield heading("SH", "SYNOPSIS")
    yield " ".join([bold("serge"), *map(italic, ("COMMAND", "[OPTION…]", "[ARGUMENT…]"))])
    yield heading("SH", "DESCRIPTION")
    yield sentences(
        "serge lists, searches, shows and cites what Victor Serge wrote. "
        "It works offline; only serge open leads to the network, through your browser. "
        "On a terminal the answer is laid out for a reader; "
        "in a pipe it is plain lines for other programs. "
        "The answer goes to standard output, everything else to standard error."
    )


def chapters(commands: list[Command], shared: Having) -> Iterator[str]:
    """Write the commands, in the groups of the main help."""
    for title in dict.fromkeys(one.heading for one in commands):
        yield heading("SH", title.upper())
        yield from chain.from_iterable(
            described(one, shared) for one in commands if one.heading == title
        )


def described(one: Command, shared: Having) -> Iterator[str]:
    """Write a command, with the options that are its own and the names of the other groups."""
    told = one.help
    yield heading("SS", f"serge {one.name}")
    called = [bold(f"serge {one.name}"), italic("[OPTION…]")]
    yield " ".join(called + [written(each) for each in told.arguments])
    yield from (".PP", sentences(told.purpose))
    yield from map(paragraph, told.arguments)
    own = [each for each in told.options if each not in shared and "--help" not in each.names]
    for title in sorted({each.heading: None for each in own}, key="Options".__ne__):
        yield from (".PP", f"{italic(title)}:") if title != "Options" else ()
        yield from (paragraph(each) for each in own if each.heading == title)
    if groups := dict.fromkeys(each.heading for each in told.options if each in shared):
        yield from (
            ".PP",
            "Further options, described below:",
            ";\n".join(map(italic, groups)) + ".",
        )
    yield from (".PP", ".EX", *map(escaped, told.examples), ".EE")


def options(shared: Having) -> Iterator[str]:
    """Write the options that several commands share, each group with its commands."""
    yield heading("SH", "OPTIONS")
    for names, told in program.OPTIONS:
        yield tagged(", ".join(map(bold, names.split(", "))), told)
    for title in dict.fromkeys(each.heading for each in shared):
        group = [each for each in shared if each.heading == title]
        having = {name for each in group for name in shared[each]}
        yield heading("SS", title)
        yield escaped(f"Of: {', '.join(name for name in program.COMMANDS if name in having)}.")
        yield from map(paragraph, group)


def exit_codes() -> Iterator[str]:
    """Write the codes that the main help ends with."""
    yield heading("SH", "EXIT STATUS")
    codes = " ".join(program.EXIT_CODES.split()).removeprefix("Exit codes: ").removesuffix(".")
    for one in codes.split(", "):
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
