"""How bash, zsh, fish and PowerShell ask what may follow, and are answered.

Typer knows what is being completed; its answers, however, read a title as
Rich's markup and lose its quotation marks, and break names at their spaces.
These are whole lines, quoted for their shell.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import typer
from typer import _completion_shared
from typer._click.shell_completion import (
    CompletionItem,
    _resolve_context,
    _resolve_incomplete,
    split_arg_string,
)

from sergecli.errors import ExitCode
from sergecli.text.sanitize import safe


class Asked(NamedTuple):
    """The words of the line before the one that has been begun, and that one."""

    words: list[str]
    begun: str


class Shell(NamedTuple):
    """What a shell runs; how to read what it asks, from its variables; how to write an answer.

    A script runs serge with `_SERGE_COMPLETE`, and offers files where serge
    ends with another exit code than 0. `write` takes a value, what it is, and
    the variables.
    """

    script: str
    read: Callable[[Mapping[str, str]], Asked]
    write: Callable[[str, str, Mapping[str, str]], str]


def answer(program: Any, instruction: str) -> int:  # noqa: ANN401 - Typer keeps its types to itself
    """Answer a shell on standard output; give the exit code.

    `instruction` is Typer's, complete_SHELL or source_SHELL (the script).
    """
    what, _, name = instruction.partition("_")
    if what not in {"complete", "source"} or name not in SHELLS:
        typer.echo(f"serge: completion knows the shells: {', '.join(SHELLS)}", err=True)
        return ExitCode.USAGE
    # PowerShell, and the others but for odd settings, read UTF-8.
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    shell = SHELLS[name]
    if what == "source":
        typer.echo(shell.script)
        return ExitCode.FOUND
    offered = _offered(program, shell.read(os.environ))
    if offered is None:
        return ExitCode.NOTHING_FOUND
    lines = (shell.write(value, safe(told), os.environ) + "\n" for value, told in offered)
    typer.echo("".join(lines), nl=False)
    return ExitCode.FOUND


def register() -> None:
    """Make Typer's `--show-completion` and `--install-completion` use these scripts."""
    # Typer fills each in with "%", and has no public way to change it.
    scripts = {name: shell.script.replace("%", "%%") for name, shell in SHELLS.items()}
    _completion_shared._completion_scripts.update(scripts)  # noqa: SLF001 - as said


def _offered(program: Any, asked: Asked) -> list[tuple[str, str]] | None:  # noqa: ANN401 - as above
    """Give what may stand in place of the word begun, each with what it is; None means files."""
    context = _resolve_context(program, {}, "serge", asked.words)
    if context.command is program and any(not word.startswith("-") for word in asked.words):
        # There is no such command, and nothing follows it.
        return []
    wanted, begun = _resolve_incomplete(context, asked.words, asked.begun)
    items: list[CompletionItem] = wanted.shell_complete(context, begun)
    if not items and getattr(getattr(wanted, "type", None), "name", "") == "path":
        return None
    # Of --year=19 only the end is completed, but the shell puts in the whole.
    before = asked.begun[: len(asked.begun) - len(begun)]
    pairs = ((before + str(item.value), item.help or "") for item in items)
    return [pair for pair in pairs if pair[0].isprintable()]


def _split(line: str) -> Asked:
    """Split a line at its end, as a POSIX shell would; quotes may be open."""
    _, *words, begun = split_arg_string(f"{line}.")
    return Asked(words, begun[:-1])


# --- bash --------------------------------------------------------------------

_BASH = r"""
_serge_completion() {
    local IFS=$'\n' lines line
    COMPREPLY=()
    lines=$(env COMP_WORDS="${COMP_WORDS[*]:0:COMP_CWORD+1}" COMP_CWORD="$COMP_CWORD" \
        _SERGE_COMPLETE=complete_bash "$1" 2>/dev/null) || return 0
    compopt +o default 2>/dev/null
    while read -r line; do
        [[ -n $line ]] && COMPREPLY+=("$line")
    done <<<"$lines"
}

complete -o default -F _serge_completion serge
""".strip()
_BASH_PLAIN = re.compile(r"[^\w@%+=:,./-]")
_BASH_DOUBLE = re.compile(r'[\\"$`]')


def _bash_asked(given: Mapping[str, str]) -> Asked:
    words = split_arg_string(given["COMP_WORDS"])
    at = int(given["COMP_CWORD"])
    before, begun = words[1:at], "".join(words[at : at + 1])
    # To bash --year=19 is three words, of which it replaces the last.
    if before[-1:] == ["="]:
        before.pop()
    return Asked(before, "" if begun == "=" else begun)


def _bash_line(value: str, _told: str, given: Mapping[str, str]) -> str:
    last = given["COMP_WORDS"].split("\n")[-1]
    if last.startswith("'"):
        return value.replace("'", r"'\''")
    return (_BASH_DOUBLE if last.startswith('"') else _BASH_PLAIN).sub(r"\\\g<0>", value)


# --- zsh ---------------------------------------------------------------------

_ZSH = r"""
#compdef serge

_serge_completion() {
    local lines
    local -a offered
    lines=$(_SERGE_COMPLETE=complete_zsh \
        _TYPER_COMPLETE_ARGS="${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX" \
        ${(Q)words[1]} 2>/dev/null) || { _files; return }
    offered=(${(f)lines})
    _describe 'serge' offered
}

if [[ $funcstack[1] == _serge ]]; then
    _serge_completion "$@"
else
    compdef _serge_completion serge
fi
""".strip()
_ZSH_SPECIAL = re.compile(r"[\\:]")


def _line_asked(given: Mapping[str, str]) -> Asked:
    return _split(given["_TYPER_COMPLETE_ARGS"])


def _zsh_line(value: str, told: str, _given: Mapping[str, str]) -> str:
    return ":".join(filter(None, (_ZSH_SPECIAL.sub(r"\\\g<0>", value), told)))


# --- fish --------------------------------------------------------------------

_FISH = r"""
function __serge_completion
    set -lx _SERGE_COMPLETE complete_fish
    set -lx _TYPER_COMPLETE_ARGS (commandline --cut-at-cursor --current-process | string collect)
    serge 2>/dev/null
    or __fish_complete_path (commandline --current-token)
end

complete --command serge --no-files --keep-order --arguments '(__serge_completion)'
""".strip()


def _fish_line(value: str, told: str, _given: Mapping[str, str]) -> str:
    return f"{value}\t{told}" if told else value


# --- PowerShell --------------------------------------------------------------

_POWERSHELL = r"""
Register-ArgumentCompleter -Native -CommandName serge -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    $Env:_SERGE_COMPLETE = "complete_powershell"
    $Env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
    $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
    try {
        serge 2>$null | ForEach-Object {
            $value, $shown, $told = $_ -split "`t", 3
            [System.Management.Automation.CompletionResult]::new(
                $value, $shown, 'ParameterValue', $told)
        }
    } finally {
        $Env:_SERGE_COMPLETE = ""
        $Env:_TYPER_COMPLETE_ARGS = ""
        $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = ""
        [Console]::OutputEncoding = $encoding
    }
}
""".strip()
_POWERSHELL_PLAIN = re.compile(r"[\w.=-]+")
# To PowerShell typographic quotation marks are quotation marks.
_POWERSHELL_QUOTES = "'‘’‚‛"
_POWERSHELL_QUOTE = re.compile(f"[{_POWERSHELL_QUOTES}]")


def _powershell_asked(given: Mapping[str, str]) -> Asked:
    # A backslash parts directories there; it quotes nothing.
    line = given["_TYPER_COMPLETE_ARGS"].replace("\\", "\\\\")
    begun = given.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
    words = split_arg_string(line)[1:]
    return Asked(words[:-1] if begun else words, begun.strip(f'"{_POWERSHELL_QUOTES}'))


def _powershell_line(value: str, told: str, _given: Mapping[str, str]) -> str:
    doubled = _POWERSHELL_QUOTE.sub(r"\g<0>\g<0>", value)
    quoted = value if _POWERSHELL_PLAIN.fullmatch(value) else f"'{doubled}'"
    # What is told must not be empty there.
    return f"{quoted}\t{value}\t{told or ' '}"


_POWERSHELLS = Shell(_POWERSHELL, _powershell_asked, _powershell_line)
SHELLS = {
    "bash": Shell(_BASH, _bash_asked, _bash_line),
    "zsh": Shell(_ZSH, _line_asked, _zsh_line),
    "fish": Shell(_FISH, _line_asked, _fish_line),
    "powershell": _POWERSHELLS,
    "pwsh": _POWERSHELLS,
}
