"""A program in a terminal of its own, driven by key presses; its screen is read as a person would."""

import os
import select
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
import pytest

# Only POSIX has pseudo-terminals; elsewhere the tests that need one are skipped.
fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))

# Makes the terminal on standard input the controlling terminal (/dev/tty), and runs the rest.
_TAKE = (
    "import fcntl, os, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    # It is ignored where the tests run in the background.
    "signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execvp(sys.argv[1], sys.argv[1:])"
)
# For a machine that has much else to do.
_PATIENCE = 120.0
ENTER, ESCAPE, TAB, INTERRUPT, KILL_LINE = "\r", "\x1b", "\t", "\x03", "\x15"
UP, DOWN, PAGE_UP, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~"


class Driven:
    """A running program; pyte interprets its screen.

    `redirected` makes standard output a pipe, which `out` reads.
    """

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: dict[str, str] | None = None,
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
        kept = ("PATH", "PYTHONPATH", "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
        inherited = {name: os.environ[name] for name in kept if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _TAKE, *command],
            stdin=follower,
            stdout=subprocess.PIPE if redirected else follower,
            stderr=follower,
            cwd=cwd,
            start_new_session=True,
            env={"LANG": "C.UTF-8", "TERM": "xterm-256color", **inherited, **(env or {})},
        )
        os.close(follower)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        os.close(self._leader)

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
        return self._process.wait(timeout=_PATIENCE)

    def out(self) -> str:
        """Return what the program printed to a redirected standard output."""
        assert self._process.stdout
        return self._process.stdout.read().decode()

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
