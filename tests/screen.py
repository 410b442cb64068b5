"""A terminal of a given width for the program."""

import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

import pytest

from tests.program import Streams, call, environment, is_read_at_start

# Only POSIX has pseudo-terminals; elsewhere the tests that need one are skipped.
fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))

_LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_TIMEOUT = 300.0


def screen(
    *arguments: str,
    columns: int = 80,
    code: int = 0,
    env: dict[str, str] | None = None,
    typed: str = "",
) -> str:
    """Run serge in a terminal, type lines; give what it printed, escapes and all.

    It runs in this process unless a variable needs one of its own. No pager is
    used unless `env` names one, whatever this machine has.
    """
    added = {"TERM": "xterm-256color", "PAGER": "cat", **(env or {})}
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    printed = bytearray()
    reader = Thread(target=_read_all, args=(leader, printed))
    reader.start()
    os.write(leader, typed.encode())
    run = _in_its_own_process if any(map(_needs_a_process, added)) else _in_this_process
    try:
        returned = run(arguments, follower, environment(added))
    finally:
        os.close(follower)
        reader.join()
        os.close(leader)
    shown = printed.decode("utf-8").replace("\r\n", "\n")
    assert returned == code, shown
    return shown


def _needs_a_process(name: str) -> bool:
    """Tell whether a variable is read when Python starts, or makes serge start a program."""
    return is_read_at_start(name) or name in {"EDITOR", "VISUAL", "SERGE_PAGER"}


def _in_its_own_process(arguments: Sequence[str], terminal: int, env: dict[str, str]) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "sergecli", *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=env,
        check=False,
        timeout=_TIMEOUT,
    )
    return done.returncode


def _in_this_process(arguments: Sequence[str], terminal: int, env: dict[str, str]) -> int:
    with (
        open(terminal, encoding="utf-8", closefd=False) as stdin,
        open(terminal, "w", encoding="utf-8", closefd=False) as stdout,
        open(terminal, "w", encoding="utf-8", buffering=1, closefd=False) as stderr,
    ):
        return call(arguments, Path.cwd(), Streams(stdin, stdout, stderr), env)


def _read_all(leader: int, printed: bytearray) -> None:
    """Read what is printed until nobody has the terminal any more."""
    ends = time.monotonic() + _TIMEOUT
    while select.select([leader], [], [], max(0.0, ends - time.monotonic()))[0]:
        try:
            printed += os.read(leader, 65536)
        except OSError:  # the program has gone
            return


def plain(shown: str) -> str:
    """Take the escapes out."""
    return _STYLE.sub("", _LINK.sub("", shown))


def links(shown: str) -> list[str]:
    """Give the addresses of the hyperlinks (OSC 8)."""
    return [address for address in _LINK.findall(shown) if address]
