"""The command line: arguments in, exit code out, and every error a message."""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import typer

from sergecli.cli.options import EVERY_FIELD, Command, Output
from sergecli.cli.program import COMMANDS, load, program
from sergecli.errors import BrokenCacheError, ExitCode, SergeError, UsageError
from sergecli.terminal import messages
from sergecli.text import english

_START = """\
serge: a bibliography of Victor Serge (1890–1947)

  serge list                       what he wrote, year by year
  serge search kronstadt           find a work by title, name or year
  serge show once-more-kronstadt   everything known about a work
  serge open once-more-kronstadt   read it in the browser
  serge cite once-more-kronstadt   cite it

serge --help lists all commands.
"""

_START_ALONE = """\
serge: the bibliography in your own catalogue, {file}

  serge add            add a work
  serge list           all works, year by year
  serge search WORDS   find a work by title, name or year
  serge show ID        everything known about a work
  serge cite ID        cite it

serge --help lists all commands.
"""

# Typer's messages, reworded.
_BETTER = (
    (r"^No such option.*", "no such option"),
    (r"is not a valid (int|integer|float)( range)?", "is not a number"),
    (r"is not in the range x>=(\S+)", r"is less than \1"),
)


# Words that people try for commands and options whose names are not near them.
_OTHER_NAMES = {"amend": ["edit"], "delete": ["remove"], "find": ["search"]}
_OTHER_OPTIONS = {
    "--to": ("--recipient",),
    **dict.fromkeys(("--from", "--since", "--until", "--before", "--after", "--date"), ("--year",)),
    "--type": ("--kind",),
    "--lang": ("--language",),
    **dict.fromkeys(("--periodical", "--journal"), ("--container",)),
    **dict.fromkeys(("--order", "--order-by"), ("--sort",)),
}


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; every error becomes a message.

    Only KeyboardInterrupt is raised.
    """
    try:
        try:
            code = _answer(list(arguments))
        except BrokenCacheError:
            # The broken cache has been removed and nothing printed yet, so try again.
            code = _answer(list(arguments))
        sys.stdout.flush()
    except (SergeError, typer.TyperException) as error:
        with suppress(OSError):
            sys.stdout.flush()
        if isinstance(error, SergeError):
            messages.say(str(error))
            return error.exit_code
        messages.say(_usage(error, arguments))
        return ExitCode.USAGE
    except UnicodeDecodeError as error:
        messages.say(f"standard input: is not {error.encoding.upper()}; convert it first")
        return ExitCode.USAGE
    except OSError as error:
        return _failed(error)
    return code


def _answer(arguments: list[str]) -> int:
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:], "--help"]
    name = next((word for word in arguments if not word.startswith("-")), None)
    if name is not None and name not in COMMANDS:
        meant = _OTHER_NAMES.get(name) or english.near(name, COMMANDS, 3)
        near = f"Did you mean {english.joined(meant, 'or')}?"
        hint = near if meant else f"Try serge search {name}"
        raise UsageError(f"serge: '{name}' is not a command. {hint}")
    if name is not None and issubclass(load(name), Output):
        arguments = _with_fields(arguments)
    parsed: Any = program([name] if name else ())(
        arguments, prog_name="serge", standalone_mode=False
    )
    if isinstance(parsed, Command):
        return parsed.run() or ExitCode.FOUND
    if parsed == ExitCode.INTERRUPTED:
        # Typer returns this if Ctrl-C came while it read the arguments.
        raise KeyboardInterrupt
    if parsed is None:
        messages.write(_start())
    return ExitCode.FOUND


def _start() -> str:
    """Return what to type first; with SERGE_ALONE, for the user's own catalogue."""
    if os.environ.get("SERGE_ALONE", "").lower() in {"", "0", "false", "no", "off"}:
        return _START
    from sergecli.catalogue import paths

    file = os.environ.get("SERGE_CATALOGUE") or paths.own() or "to be named with --catalogue"
    return _START_ALONE.format(file=file)


def _with_fields(arguments: list[str]) -> list[str]:
    """Attach to `--json` the fields that follow it, or all fields if none do.

    The next word counts as fields if it is a field's name or contains a comma. Typer has no
    options with an optional value.
    """
    from sergecli.model.work import Work, keys

    given: list[str] = []
    for word in arguments:
        names = word.split(",")
        if given and given[-1] == "--json" and (names[1:] or word in keys(Work)):
            given[-1] = f"--json={word}"
        else:
            given.append(word)
    end = given.index("--") if "--" in given else len(given)
    bare = f"--json={EVERY_FIELD}"
    return [bare if word == "--json" else word for word in given[:end]] + given[end:]


def _usage(error: typer.TyperException, arguments: Sequence[str]) -> str:
    """Return the message for a usage error: where it is, what is wrong, what to write instead."""
    # Only some of Typer's errors have these attributes.
    option = getattr(error, "option_name", None)
    param = getattr(error, "param", None)
    name = next((word for word in arguments if word in COMMANDS), "")
    command = f"serge {name}".rstrip()
    near = _meant(option or "", error) or getattr(error, "possibilities", None)
    if param is not None and param.param_type_name == "argument" and not error.message:
        return f"{command}: {param.metavar} is missing; see {command} --help"
    where = option or (param.opts[0] if param is not None else command)
    what = error.message.replace(f"Option {option!r} ", "").rstrip(".")
    for pattern, better in _BETTER:
        what = re.sub(pattern, better, what)
    hint = f" (did you mean {near[0]}?)" if near else f"; see {command} --help"
    return f"{where}: {what[:1].lower()}{what[1:]}{hint}"


def _meant(option: str, error: typer.TyperException) -> Sequence[str]:
    """Return the option of the same command that may be meant by one it does not have."""
    context: Any = getattr(error, "ctx", None)
    known = {name for param in context.command.params for name in param.opts} if context else ()
    meant = _OTHER_OPTIONS.get(option, ())
    if not meant and "--csl" in known:
        from sergecli.cli.citation_options import format_named

        with suppress(UsageError):
            meant = (f"--format {format_named(option.lstrip('-'))}",)
    return [one for one in meant if one.split()[0] in known]


def _failed(error: OSError) -> ExitCode:
    """Report an error of the system, usually in writing the output; return the exit code."""
    # Output still in the buffer cannot be written either.
    messages.hush(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return ExitCode.FOUND
    what = str(error.filename or "the answer cannot be written")
    messages.say(f"{what}: {error.strerror or error}")
    return ExitCode.USAGE
