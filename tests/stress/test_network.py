"""No command uses the network, ever."""

import os
from pathlib import Path

import pytest

from tests.desk import SECTIONS, Desk, is_excused, set_up
from tests.driven import found

# Python loads this before anything else: each use of the network is noted, and fails.
GUARD = """
import os, sys

USES = {
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request",
}

def guard(event, arguments):
    # A path is the address of a socket on this machine.
    local = event == "socket.connect" and isinstance(arguments[1], str)
    if event in USES and not local:
        with open(os.environ["SERGE_NETWORK_LOG"], "a", encoding="utf-8") as log:
            log.write(f"{sys.argv}: {event} {arguments[1:]}\\n")
        raise OSError(f"no network: {event}")

sys.addaudithook(guard)
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk at which whatever runs in Python can't reach the network unnoticed."""
    usual = set_up(tmp_path)
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    modules = os.pathsep.join([str(guard), *filter(None, [os.environ.get("PYTHONPATH")])])
    added = {"PYTHONPATH": modules, "SERGE_NETWORK_LOG": str(tmp_path / "network.log")}
    return usual._replace(environment=usual.environment | added)


def test_the_guard_notices_a_connection(desk: Desk) -> None:
    tried = desk.run(
        "python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", 9))' 2>&1"
    )
    assert tried.returncode
    log = Path(desk.environment["SERGE_NETWORK_LOG"])
    assert "socket.getaddrinfo" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("section", SECTIONS)
def test_no_line_of_the_manuals_uses_the_network(desk: Desk, section: str) -> None:
    for block in SECTIONS[section]:
        for line in block.lines:
            if not is_excused(line):
                desk.run(line)
    log = Path(desk.environment["SERGE_NETWORK_LOG"])
    assert not log.exists(), log.read_text(encoding="utf-8")


def test_without_a_network_the_answers_are_the_same(desk: Desk) -> None:
    """Pandoc isn't Python: it runs where there is no network at all."""
    unshare = found("unshare")
    line = "serge cite once-more-kronstadt --csl nature"
    usual, without = desk.run(line), desk.run(f"{unshare} --user --net {line}")
    if "unshare failed" in without.stderr or "Operation not permitted" in without.stderr:
        pytest.skip("this system allows no network namespace of one's own")
    assert without.returncode == 0, without.stderr
    assert without.stdout == usual.stdout
