"""No command uses the network, ever."""

import os
import shlex
import socket
import subprocess
import warnings
from functools import cache
from pathlib import Path
from shutil import copyfile
from unittest.mock import patch

import pytest

from sergecli.exporters import compose
from tests.desk import SECTIONS, Desk, is_excused, set_up
from tests.driven import found
from tests.hostile import STYLES
from tests.stress import no_network


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk at which whatever runs in Python, here too, can't reach the network unnoticed."""
    usual = set_up(tmp_path)
    guard = tmp_path / "guard"
    guard.mkdir()
    copyfile(no_network.__file__, guard / "sitecustomize.py")
    modules = os.pathsep.join([str(guard), *filter(None, [os.environ.get("PYTHONPATH")])])
    added = {"PYTHONPATH": modules, "SERGE_NETWORK_LOG": str(tmp_path / "network.log")}
    return usual._replace(environment=usual.environment | added)


def test_the_guard_notices_a_connection(desk: Desk) -> None:
    tried = desk.run(
        "python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", 9))' 2>&1"
    )
    assert tried.returncode
    log = Path(desk.environment["SERGE_NETWORK_LOG"])
    assert desk.run("python3 -c 'import socket; socket.socket()' 2>&1").returncode
    noted = log.read_text(encoding="utf-8")
    assert "socket.getaddrinfo" in noted
    assert "socket.__new__" in noted
    with patch.dict(os.environ, desk.environment), pytest.raises(OSError, match="no network"):
        socket.getaddrinfo("127.0.0.1", 9)
    assert len(log.read_text(encoding="utf-8")) > len(noted)


@pytest.mark.parametrize("section", SECTIONS)
def test_no_line_of_the_manuals_uses_the_network(desk: Desk, section: str) -> None:
    for block in SECTIONS[section]:
        for line in block.lines:
            if not is_excused(line):
                desk.run(line)
    log = Path(desk.environment["SERGE_NETWORK_LOG"])
    assert not log.exists(), log.read_text(encoding="utf-8")


# Each begins with the same files.
COMMANDS = (
    "serge list", "serge list --editions --json", "serge search kronstadt revolution",
    "serge show once-more-kronstadt jacson", "serge timeline", "serge timeline --count-by container",
    *(f"serge cite --year 1938 --format {name}" for name in compose.FORMATS),
    *(f"serge cite --year 1938 --style {style}" for style in STYLES),
    *(f"serge cite once-more-kronstadt --csl nature --format {name}" for name in compose.MARKUPS),
    "serge cite once-more-kronstadt --csl brumaire-verlag", "serge cite jacson --csl ./apa.csl",
    "serge cite jacson --csl ./dependent.csl", "serge cite jacson --csl ./elsewhere.csl",
    "serge open once-more-kronstadt --print", "serge check",
    "serge import given.ris --catalogue new.toml && cat new.toml",
    "serge add --title T --kind text --catalogue more.toml && serge check more.toml",
)  # fmt: skip
# A style that refers to another: one that is in the collection, and one that is not.
DEPENDENT = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>T</title><id>t</id>
<link href="http://www.zotero.org/styles/{}" rel="independent-parent"/></info></style>
"""
GIVEN = "TY  - BOOK\r\nAU  - Serge, Victor\r\nTI  - A Made-Up Book\r\nPY  - 1938\r\nER  - \r\n"


@pytest.mark.parametrize("line", COMMANDS)
def test_without_a_network_the_answers_are_the_same(desk: Desk, line: str) -> None:
    """No socket can be made in Python; pandoc runs where there is no network at all."""
    files = {
        "given.ris": GIVEN,
        "dependent.csl": DEPENDENT.format("nature"),
        "elsewhere.csl": DEPENDENT.format("no-such-style"),
    }
    for name, text in files.items():
        (desk.directory / name).write_text(text, encoding="utf-8")
    unguarded = dict(desk.environment, PYTHONPATH=os.environ.get("PYTHONPATH", ""))
    usual = _answer(desk._replace(environment=unguarded), line)
    assert usual == _answer(desk, line)
    log = Path(desk.environment["SERGE_NETWORK_LOG"])
    assert not log.exists(), log.read_text(encoding="utf-8")
    if _has_namespaces():
        assert usual == _answer(desk, line, before=f"{found('unshare')} --map-root-user --net ")
    if "elsewhere" in line:
        assert "no-such-style; download and use that one" in usual[2]
    else:
        assert usual[0] == 0, usual[2]


def _answer(desk: Desk, line: str, before: str = "") -> tuple[int, str, str]:
    for name in ("new.toml", "more.toml"):
        (desk.directory / name).unlink(missing_ok=True)
    done = desk.run(f"{before}bash -c {shlex.quote(line)}")
    return done.returncode, done.stdout, done.stderr


@cache
def _has_namespaces() -> bool:
    """Whether this system allows a network namespace of one's own; it is told where it doesn't."""
    tried = subprocess.run(
        [found("unshare"), "--map-root-user", "--net", "true"], capture_output=True, check=False
    )
    if tried.returncode:
        warnings.warn("no network namespaces here: only sockets were watched", stacklevel=2)
    return not tried.returncode
