"""A pager for what is longer than the screen, as git uses one."""

import os
import shlex
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from sergecli.terminal.pager import command, rows
from tests.conftest import Serge
from tests.driven import INTERRUPT, Driven, found

# A pager that tells how it was called, and does not wait for anybody.
PAGER = '#!/bin/sh\necho "paged with $LESS by $# $*"\ncat\n'
LIST = ("list", "--year", "1908-1912")
LAST = "Two Lectures"


def listing(*arguments: str, **env: str) -> Driven:
    """Run serge where its answer is longer than the screen."""
    return Driven(["serge", *(arguments or LIST)], (100, 10), {"LESSHISTFILE": "-", **env})


def printed(*arguments: str, **env: str) -> str:
    """Give all that it prints, with the pager it has, until it ends."""
    with listing(*arguments, **env) as at:
        assert at.end() == 0, at.shown
        return at.raw.decode().replace("\r\n", "\n")


def pager(path: Path, script: str = PAGER) -> str:
    """Write a pager; give its name as a shell would need it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return shlex.quote(str(path))


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """A pager, chosen by the reader, with blanks in its path."""
    return pager(tmp_path / "my programs" / "a pager")


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, ["less", "-R"]),
        ({"PAGER": "more"}, ["more"]),
        ({"PAGER": "more", "SERGE_PAGER": "most -w"}, ["most", "-w"]),
        ({"PAGER": "/usr/bin/less -S"}, ["/usr/bin/less", "-S", "-R"]),
        ({"PAGER": "cat"}, []),
        ({"PAGER": "more", "SERGE_PAGER": "cat"}, []),
        ({"PAGER": ""}, []),
        ({"PAGER": "more", "SERGE_PAGER": ""}, []),
        ({"PAGER": "'/my programs/pager' --title 'a b'"}, ["/my programs/pager", "--title", "a b"]),
        ({"PAGER": "it's"}, ["it's"]),
        ({"PAGER": "more", "TERM": "dumb"}, []),
        ({"TERM": "dumb"}, []),
    ],
)
def test_the_pager_that_was_asked_for(environ: dict[str, str], words: list[str]) -> None:
    with patch.dict(os.environ, environ, clear=True):
        assert command() == words


@pytest.mark.parametrize(
    ("text", "width", "taken"),
    [
        ("", 80, 0),
        ("a\n\nb\n", 80, 3),
        ("x" * 80, 80, 1),
        ("x" * 81, 80, 2),
        ("\x1b[1m" + "x" * 80 + "\x1b[0m", 80, 1),
        ("\x1b]8;id=1;https://example.org/" + "a" * 99 + "\x1b\\x\x1b]8;;\x1b\\", 80, 1),
    ],
)
def test_what_a_text_takes_on_the_screen(text: str, width: int, taken: int) -> None:
    assert rows(text, width) == taken


def test_a_long_answer_is_paged_and_a_short_one_is_not(mine: str) -> None:
    shown = printed(PAGER=mine)
    assert shown.startswith("paged with FIRX by 0 \n")
    assert LAST in shown
    assert shown.endswith(" works\n")
    assert "paged" not in printed(PAGER=mine, LINES="60")


def test_the_reader_of_serge_may_have_another_pager(mine: str) -> None:
    assert "paged with" in printed(PAGER="nonsense", SERGE_PAGER=mine)
    assert "paged with FIRX by 2 -x two words" in printed(PAGER=f"{mine} -x 'two words'")


def test_what_less_was_told_is_respected(tmp_path: Path) -> None:
    pager(tmp_path / "less")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    assert "paged with FIRX by 1 -R\n" in printed(PATH=path)
    assert "paged with -S by 1 -R\n" in printed(PATH=path, LESS="-S")


def test_no_pager_may_be_asked_for(mine: str) -> None:
    """The variables that ask for none are read above."""
    for shown in (printed(PAGER=mine, SERGE_PAGER="cat"), printed(*LIST, "--no-pager", PAGER=mine)):
        assert "paged" not in shown
        assert LAST in shown


def test_a_terminal_that_can_only_print_has_no_pager(mine: str) -> None:
    shown = printed(PAGER=mine, TERM="dumb")
    assert "paged" not in shown
    assert "\x1b" not in shown


def test_in_a_pipe_there_is_no_pager(mine: str, serge: Serge) -> None:
    assert serge(*LIST, PAGER=mine, LINES="5").out == serge(*LIST).out
    with Driven(["serge", *LIST], (100, 5), {"PAGER": mine}, redirected=True) as at:
        assert at.end() == 0
        assert at.out() == serge(*LIST).out
        assert at.raw == b"", "nothing is told where nobody looks"


def test_a_pager_that_is_not_there_is_told_and_all_is_printed() -> None:
    shown = printed(PAGER="'no such' pager")
    assert LAST in shown
    assert "\nthe pager ‘no such pager’ was not used: No such file or directory\n" in shown


def test_a_pager_that_fails_is_told_and_all_is_printed(tmp_path: Path) -> None:
    broken = pager(tmp_path / "broken", "#!/bin/sh\nexit 127\n")
    shown = printed(PAGER=broken)
    assert LAST in shown
    # A message is wrapped between words.
    assert f"‘{tmp_path}/broken’ was not used: it ended with 127" in " ".join(shown.split())


def test_without_less_and_without_a_wish_all_is_printed_and_nothing_said(tmp_path: Path) -> None:
    shown = printed(PATH=str(tmp_path))
    assert LAST in shown
    assert "pager" not in shown


def test_a_pager_that_reads_nothing_is_no_fault() -> None:
    """The answer is longer than what a pipe holds."""
    everything = (
        f"{sys.executable} -m sergecli list --ids --limit 200 | {sys.executable} -m sergecli show -"
    )
    with Driven(["sh", "-c", everything], env={"PAGER": "true"}) as at:
        assert at.end() == 0
        assert at.raw == b""


def test_less_left_early_says_nothing() -> None:
    found("less")
    with listing() as at:
        first = at.until("\n:")
        assert LAST not in first
        at.press("q")
        assert at.end() == 0
        assert at.lines[-2].endswith(" works")
        assert LAST not in at.raw.decode()
        assert b"\x1b[?1049" not in at.raw, "what was read stays on the screen"


def test_ctrl_c_is_left_to_less() -> None:
    found("less")
    with listing() as at:
        at.until("\n:")
        at.press(INTERRUPT)
        at.rung()
        # Interrupted before it waits for keys, less spends a key on drawing anew.
        assert LAST in at.insist(" ", "(END)")
        at.press("q")
        assert at.end() == 0
        assert "Traceback" not in at.raw.decode()


@pytest.mark.parametrize(("env", "kept"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_less_shows_colours_and_letters(env: dict[str, str], kept: bool) -> None:  # noqa: FBT001
    found("less")
    with listing(**env) as at:
        shown = at.until("\n:")
        assert "ESC" not in shown
        assert "Émile" in shown
        assert (b"\x1b]8;" in at.raw) is kept
        at.press("q")
        assert at.end() == 0
