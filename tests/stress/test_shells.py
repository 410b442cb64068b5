"""Completion in bash, zsh and fish themselves, at a terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_completion import OWN
from tests.driven import ENTER, KILL_LINE, TAB, Driven, found, on_path

COMMANDS = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["-i"]}
STARTS = {
    "bash": 'eval "$(serge completion bash)"',
    "zsh": 'autoload -Uz compinit; compinit -u; eval "$(serge completion zsh)"',
    "fish": "serge completion fish | source",
}
PROMPTS = {
    "bash": "PS1='READY> '",
    "zsh": "PS1='READY> '",
    "fish": "function fish_prompt; echo 'READY> '; end",
}


class Session:
    """A shell at a terminal, in which completion was installed as the manual says."""

    def __init__(self, name: str, at: Driven, here: Path) -> None:
        self.name, self.at, self.here = name, at, here

    def line(self, typed: str, *, ends: str) -> str:
        """Type a line and TAB at its end; wait for what the line becomes."""
        self.clear()
        self.at.press(typed + TAB)
        return self.at.until(f"READY> {ends}")

    def clear(self) -> None:
        """Give the line up, and clear the screen."""
        # Not Ctrl-C: the terminal throws away what is typed right after it.
        self.at.press(f"{KILL_LINE}clear{ENTER}")
        self.at.still(0.15)
        self.at.until("READY>", without="clear")


@pytest.fixture(scope="module", params=["bash", "zsh", "fish"])
def session(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    name = request.param
    shell = found(name)
    here = tmp_path_factory.mktemp(name)
    own = here / "data" / "serge" / "works.toml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN, encoding="utf-8")
    (here / "bin").mkdir()
    (here / "zzz-file").touch()
    (here / "mine.toml").touch()
    env = {
        "PATH": on_path(here / "bin"),
        "HOME": str(here),
        "XDG_DATA_HOME": str(own.parents[1]),
        "XDG_CONFIG_HOME": str(here / ".config"),
    }
    with Driven([shell, *COMMANDS[name]], (100, 30), env, here) as at:
        at.still()
        at.press(f"{STARTS[name]}{ENTER}")
        at.still(1)
        at.press(f"{PROMPTS[name]}{ENTER}clear{ENTER}")
        at.until("READY>", without="clear")
        yield Session(name, at, here)


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("serge show onc", "serge show once-more-kronstadt"),
        ("serge cite --style ml", "serge cite --style mla"),
        ("serge list --rev", "serge list --reverse"),
        ("serge catal", "serge catalogue"),
        ("serge list --translator Greem", "serge list --translator Greeman"),
        ("serge list --editor Rièr", "serge list --editor Rière"),
        ("serge list --catalogue mi", "serge list --catalogue mine.toml"),
    ],
)
def test_tab_completes(session: Session, typed: str, ends: str) -> None:
    session.line(typed, ends=ends)


def test_titles_stand_beside_the_ids(session: Session) -> None:
    session.line("serge show zed", ends="serge show zed-")
    if session.name == "bash":
        # The first finds that nothing more is common to them, the second lists them.
        session.at.press(TAB + TAB)
        session.at.until("zed-one", "zed-two")
        return
    session.at.press(TAB)
    shown = session.at.until("zed-two", "Two\ufffd")
    assert "It’s ”a”" in shown
    assert b"\x1b[31mTwo" not in session.at.raw
    assert not (session.here / "hacked").exists()
