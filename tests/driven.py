"""A program in a terminal of its own, driven by key presses; its screen is read as a person would."""

import os
import select
import shutil
import signal
import struct
import sys
import time
import traceback
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

import pyte
import pytest

from tests.program import Streams, call, environment, is_read_at_start

# Only POSIX has pseudo-terminals; elsewhere the tests that need one are skipped.
fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))

# For a machine that has much else to do.
_PATIENCE = 120.0
ENTER, ESCAPE, TAB, INTERRUPT, KILL_LINE = "\r", "\x1b", "\t", "\x03", "\x15"
UP, DOWN, PAGE_UP, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~"


class Driven:
    """A running program; pyte interprets its screen.

    The program called `serge` runs in a copy of this process, which saves the start
    of Python; any other, and serge where a variable is read at the start, is started.
    `redirected` makes standard output a pipe, which `out` reads.
    """

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] = {},
        cwd: Path | None = None,
        *,
        redirected: bool = False,
    ) -> None:
        columns, rows = size
        self._leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        if command[0] == "serge" and any(map(is_read_at_start, env)):
            command = [sys.executable, "-m", "sergecli", *command[1:]]
        self._out, out = os.pipe() if redirected else (-1, -1)
        with warnings.catch_warnings():
            # Of the other threads, those of pytest-xdist, the copy needs none.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process = os.fork()
        if self._process == 0:
            os.close(self._leader)
            added = {"TERM": "xterm-256color", **env}
            _run(command, follower, out, environment(added), cwd or Path.cwd())
        self._code: int | None = None
        for one in (follower, out):
            _close(one)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._code is None:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
        for one in (self._leader, self._out):
            _close(one)

    def press(self, keys: str) -> None:
        """Send keys, as the bytes a terminal would send."""
        os.write(self._leader, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._leader, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, without trailing spaces."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def shown(self) -> str:
        """The screen as one string."""
        return "\n".join(self.lines).rstrip()

    def until(self, *texts: str, without: str = "") -> str:
        """Wait until all these texts are on the screen; return the screen."""
        ends = time.monotonic() + _PATIENCE
        while not all(text in self.shown for text in texts) or (without and without in self.shown):
            assert self._read(ends), f"{texts} never came:\n{self.shown}"
        return self.shown

    def insist(self, keys: str, text: str) -> str:
        """Press keys repeatedly until this text is on the screen; return the screen."""
        ends = time.monotonic() + _PATIENCE
        while text not in self.shown:
            assert time.monotonic() < ends, f"{text} never came:\n{self.shown}"
            self.press(keys)
            self.still()
        return self.shown

    def rung(self) -> None:
        """Wait until the bell has rung and the screen is still."""
        ends = time.monotonic() + _PATIENCE
        while b"\a" not in self.raw:
            assert self._read(ends), f"no bell:\n{self.shown}"
        self.still(0.1)

    def still(self, seconds: float = 0.3) -> str:
        """Wait until nothing has been drawn for a while; return the screen."""
        while self._read(time.monotonic() + seconds):
            pass
        return self.shown

    def end(self) -> int:
        """Wait until the program ends; return its exit code."""
        ends = time.monotonic() + _PATIENCE
        while self._read(ends):
            pass
        while self._code is None:
            process, status = os.waitpid(self._process, os.WNOHANG)
            if process:
                self._code = os.waitstatus_to_exitcode(status)
            else:
                assert time.monotonic() < ends, "it has left its terminal, but does not end"
                time.sleep(0.005)
        return self._code

    def out(self) -> str:
        """Return what the program printed to a redirected standard output."""
        with open(self._out, encoding="utf-8", closefd=False) as printed:
            return printed.read()

    def _read(self, ends: float) -> bool:
        """Draw what the program sends; tell whether anything came."""
        left = ends - time.monotonic()
        if left <= 0 or not select.select([self._leader], [], [], left)[0]:
            return False
        try:
            chunk = os.read(self._leader, 65536)
        except OSError:  # the program has gone
            return False
        self.raw += chunk
        self._stream.feed(chunk)
        return bool(chunk)


def _close(descriptor: int) -> None:
    if descriptor >= 0:
        os.close(descriptor)


def _run(
    command: Sequence[str], terminal: int, out: int, env: Mapping[str, str], directory: Path
) -> NoReturn:
    """Become a program with a controlling terminal (/dev/tty), and end as it ends."""
    code = 1
    try:
        os.login_tty(terminal)
        if out >= 0:
            os.dup2(out, 1)
        if command[0] != "serge":
            # Python ignores the one, and a shell that runs the tests in the background the other.
            for number in (signal.SIGPIPE, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            os.chdir(directory)
            os.execvpe(command[0], [*command], env)  # noqa: S606 - the program that is tested
        signal.signal(signal.SIGINT, signal.default_int_handler)
        streams = Streams(open(0), open(1, "w"), open(2, "w", buffering=1))  # noqa: SIM115
        code = call(command[1:], directory, streams, env)
        streams.stdout.flush()
    except BaseException:
        os.write(2, traceback.format_exc().encode())
        raise
    finally:
        os._exit(code)


def found(program: str) -> str:
    """Find an outside program or skip the test; with SERGE_ORACLES=all it must be installed."""
    path = shutil.which(program)
    if path is None:
        message = f"{program} is missing: apt-get install zsh fish fzf less"
        assert os.environ.get("SERGE_ORACLES") != "all", message
        pytest.skip(message)
    return path


def on_path(directory: Path) -> str:
    """Return a PATH on which `serge` is the program under test."""
    program = directory / "serge"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sergecli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return f"{directory}{os.pathsep}{os.environ['PATH']}"
