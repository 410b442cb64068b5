"""A terminal of a given width for the real program."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

_LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_PATIENCE = 60.0


def screen(
    *arguments: str,
    columns: int = 80,
    code: int = 0,
    env: dict[str, str] | None = None,
    typed: str = "",
) -> str:
    """Run serge in a terminal, type lines; give what it printed, escapes and all.

    No pager is used unless `env` names one, whatever this machine has.
    """
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    with subprocess.Popen(
        [sys.executable, "-m", "sergecli", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={"LANG": "C.UTF-8", "TERM": "xterm-256color", "PAGER": "cat", **kept, **(env or {})},
    ) as process:
        os.close(follower)
        os.write(leader, typed.encode())
        printed = b""
        ends = time.monotonic() + _PATIENCE
        while chunk := _read(leader, ends):
            printed += chunk
        if time.monotonic() > ends:
            process.kill()
        returned = process.wait(timeout=_PATIENCE)
    os.close(leader)
    shown = printed.decode("utf-8").replace("\r\n", "\n")
    assert returned == code, shown
    return shown


def _read(terminal: int, ends: float) -> bytes:
    if not select.select([terminal], [], [], max(0.0, ends - time.monotonic()))[0]:
        return b""
    try:
        return os.read(terminal, 65536)
    except OSError:  # the program has gone
        return b""


def plain(shown: str) -> str:
    """Take the escapes out."""
    return _STYLE.sub("", _LINK.sub("", shown))


def links(shown: str) -> list[str]:
    """Give the addresses of the hyperlinks (OSC 8)."""
    return [address for address in _LINK.findall(shown) if address]
