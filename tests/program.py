"""The program itself: in this process, which is quick, or in one of its own.

Both call the real command line with arguments, streams, variables and a
directory of its own, and both fail at any exit code but the expected one.
"""

import gc
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, NoReturn, TextIO
from unittest.mock import patch

_INHERITED = ("PATH", "PYTHONPATH", "HOME", "SYSTEMROOT", "XDG_CACHE_HOME", "XDG_DATA_HOME")
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGPIPE", "SIGQUIT")


@dataclass(frozen=True)
class Answer:
    """What a run of the program printed."""

    out: str
    err: str


def environment(added: Mapping[str, str]) -> dict[str, str]:
    """Give the few variables that a run inherits, and those that are added."""
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {"LANG": "C.UTF-8", **inherited, **added}


def is_read_at_start(variable: str) -> bool:
    """Tell whether Python reads this variable when it starts, so that only a new one sees it."""
    return variable.startswith(("PYTHON", "LC_", "LANG"))


class Program:
    """serge, run from one directory.

    `real` makes each run a process of its own, as a variable does that Python
    reads when it starts.
    """

    def __init__(self, directory: Path, *, real: bool) -> None:
        self._directory = directory
        self._real = real

    def __call__(
        self, *arguments: str, code: int = 0, stdin: str | None = None, **env: str
    ) -> Answer:
        """Run it with these arguments, and these variables besides the inherited ones."""
        real = self._real or any(map(is_read_at_start, env))
        run = _in_its_own_process if real else in_this_process
        returned, answer = run(arguments, self._directory, stdin or "", environment(env))
        assert returned == code, f"{arguments}: {returned}\n{answer.out}{answer.err}"
        assert "Traceback" not in answer.err, answer.err
        return answer


def _in_its_own_process(
    arguments: tuple[str, ...], directory: Path, stdin: str, env: Mapping[str, str]
) -> tuple[int, Answer]:
    done = subprocess.run(
        [sys.executable, "-m", "sergecli", *arguments],
        cwd=directory,
        env=env,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=300,
    )
    return done.returncode, Answer(done.stdout, done.stderr)


def in_this_process(
    arguments: Sequence[str], directory: Path, stdin: str, env: Mapping[str, str]
) -> tuple[int, Answer]:
    """Run the command line in this process, with this environment and no other; give its code."""
    written, told = io.BytesIO(), io.BytesIO()
    streams = Streams(
        _text(io.BytesIO(stdin.encode("utf-8", "surrogateescape")), "surrogateescape"),
        _text(written, "surrogateescape"),
        _text(told, "backslashreplace"),
    )
    code = call(arguments, directory, streams, env)
    streams.stdout.flush()
    streams.stderr.flush()
    return code, Answer(
        *(buffer.getvalue().decode("utf-8", "replace") for buffer in (written, told))
    )


def _text(buffer: io.BytesIO, errors: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(buffer, encoding="utf-8", errors=errors)


class Streams(NamedTuple):
    """The three standard streams of a run."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO


def call(
    arguments: Sequence[str], directory: Path, streams: Streams, env: Mapping[str, str]
) -> int:
    """Call the command line in this process, and leave the process as it was; give the exit code.

    An exception that the program does not catch is raised here.
    """
    from sergecli.__main__ import main  # noqa: PLC0415 - only once the fixtures have set the places

    with (
        _as_it_was(),
        patch.dict(os.environ, env, clear=True),
        patch.multiple(sys, argv=["serge", *arguments], **streams._asdict()),
        patch.object(os, "_exit", _exit),
    ):
        os.chdir(directory)
        try:
            main()
        except SystemExit as ended:
            return _code(ended)
    return 0


def _code(ended: SystemExit) -> int:
    if isinstance(ended.code, str):
        sys.stderr.write(f"{ended.code}\n")
        return 1
    return int(ended.code or 0)


def _exit(code: int) -> NoReturn:
    """End the program, but not this process."""
    raise SystemExit(code)


@contextmanager
def _as_it_was() -> Iterator[None]:
    """Put back what belongs to the whole process."""
    directory = Path.cwd()
    collecting = gc.isenabled()
    hooks = sys.unraisablehook, sys.excepthook
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    handlers = {number: signal.getsignal(number) for number in numbers}
    mask = os.umask(0o022)
    os.umask(mask)
    try:
        yield
    finally:
        os.chdir(directory)
        if collecting:
            gc.enable()
        sys.unraisablehook, sys.excepthook = hooks
        for number, handler in handlers.items():
            signal.signal(number, handler)
        os.umask(mask)
