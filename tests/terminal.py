"""A terminal of a given width for the real program."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios

_LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def screen(
    *arguments: str, columns: int = 80, code: int = 0, env: dict[str, str] | None = None
) -> str:
    """Run serge in a terminal; give what it printed, escapes and all."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    with subprocess.Popen(
        [sys.executable, "-m", "sergecli", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={"LANG": "C.UTF-8", "TERM": "xterm-256color", **kept, **(env or {})},
    ) as process:
        os.close(follower)
        printed = b""
        while chunk := _read(leader):
            printed += chunk
        returned = process.wait(timeout=60)
    os.close(leader)
    shown = printed.decode("utf-8").replace("\r\n", "\n")
    assert returned == code, shown
    return shown


def _read(terminal: int) -> bytes:
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
