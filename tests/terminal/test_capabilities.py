"""What a stream can show, judged for each stream by itself."""

import io
import os
import re
import sys
import termios
from collections.abc import Iterator
from typing import TextIO
from unittest.mock import patch

import pytest

from sergecli.terminal import capabilities as judging
from sergecli.terminal.capabilities import Facts, facts
from tests.conftest import Serge
from tests.driven import Driven
from tests.screen import plain, screen

# Not on every system.
pty = pytest.importorskip("pty")

USUAL = {"TERM": "xterm-256color"}
LIST = ("list", "--year", "1938")
SIZE = (33, 77)


@pytest.fixture(scope="module")
def terminal() -> Iterator[TextIO]:
    """The end of a terminal that a program writes to."""
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, SIZE)
    with os.fdopen(follower, "w", encoding="utf-8") as stream:
        yield stream
    os.close(leader)


@pytest.fixture
def pipe() -> TextIO:
    """What a program reads."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


def facts_in(environ: dict[str, str], stream: TextIO, asked: str) -> Facts:
    """Judge a stream where these are all the variables."""
    with patch.dict(os.environ, environ, clear=True):
        return facts(stream, asked)


NEVER, ALWAYS = {"NO_COLOR": "1"}, {"CLICOLOR_FORCE": "1"}
DUMB = {"TERM": "dumb"}


@pytest.mark.parametrize(
    ("environ", "asked", "on_terminal", "in_pipe"),
    [
        ({}, "auto", True, False),
        ({}, "always", True, True),
        ({}, "never", False, False),
        (NEVER, "auto", False, False),
        (NEVER, "always", True, True),
        ({"NO_COLOR": ""}, "auto", True, False),
        (ALWAYS, "auto", True, False),
        (ALWAYS, "never", False, False),
        ({"CLICOLOR_FORCE": "0"}, "auto", True, False),
        ({"FORCE_COLOR": "1"}, "auto", True, False),
        ({"FORCE_COLOR": "3"}, "auto", True, False),
        ({"FORCE_COLOR": "0"}, "auto", True, False),
        ({"FORCE_COLOR": ""}, "auto", True, False),
        (NEVER | ALWAYS, "auto", False, False),
        ({"CLICOLOR": "0"}, "auto", False, False),
        ({"CLICOLOR": "1"}, "auto", True, False),
        ({"CLICOLOR": "0"} | ALWAYS, "auto", True, False),
        (DUMB, "auto", False, False),
        (DUMB | ALWAYS, "auto", True, False),
        (DUMB, "always", True, True),
    ],
)
def test_colour_is_a_wish_or_a_matter_of_the_stream(  # noqa: PLR0913 - a table of five columns
    terminal: TextIO,
    pipe: TextIO,
    environ: dict[str, str],
    asked: str,
    *,
    on_terminal: bool,
    in_pipe: bool,
) -> None:
    surroundings = USUAL | environ
    assert facts_in(surroundings, terminal, asked).color is on_terminal
    assert facts_in(surroundings, pipe, asked).color is in_pipe


@pytest.mark.parametrize(
    "environ",
    [{}, NEVER, ALWAYS, {"FORCE_COLOR": "1"}, DUMB, {"COLUMNS": "20", "LINES": "5"}],
)
def test_a_pipe_stays_a_pipe(pipe: TextIO, environ: dict[str, str]) -> None:
    judged = facts_in(USUAL | environ, pipe, "auto")
    assert (judged.terminal, judged.width, judged.height) == (False, 0, 0)
    assert not judged.links


@pytest.mark.parametrize(
    ("environ", "size"),
    [
        ({}, (77, 33)),
        ({"COLUMNS": "40"}, (40, 33)),
        ({"COLUMNS": "40", "LINES": "9"}, (40, 9)),
        ({"COLUMNS": "5"}, (20, 33)),
        ({"COLUMNS": ""}, (77, 33)),
        ({"COLUMNS": "0"}, (77, 33)),
        ({"COLUMNS": "-1"}, (77, 33)),
        ({"COLUMNS": "wide"}, (77, 33)),
        ({"COLUMNS": "٤٠"}, (77, 33)),
        ({"COLUMNS": "9" * 5000}, (77, 33)),
        (NEVER, (77, 33)),
        (DUMB, (77, 33)),
    ],
)
def test_a_terminal_has_its_own_size_or_what_is_said(
    terminal: TextIO, environ: dict[str, str], size: tuple[int, int]
) -> None:
    judged = facts_in(USUAL | environ, terminal, "auto")
    assert (judged.terminal, judged.width, judged.height) == (True, *size)


def test_a_terminal_that_does_not_know_its_size_has_the_usual_one() -> None:
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w", encoding="utf-8") as stream:
        judged = facts_in(USUAL, stream, "auto")
    os.close(leader)
    assert (judged.width, judged.height) == (80, 24)


@pytest.mark.parametrize(
    ("environ", "links"),
    [({}, True), (NEVER, False), (DUMB, False), (DUMB | ALWAYS, False), ({"TERM": "linux"}, False)],
)
def test_links_are_for_terminals_that_hide_their_addresses(
    terminal: TextIO, environ: dict[str, str], *, links: bool
) -> None:
    assert facts_in(USUAL | environ, terminal, "auto").links is links


def test_where_there_is_no_stream_there_is_nothing_to_judge() -> None:
    closed = io.StringIO()
    closed.close()
    nothing = Facts(terminal=False, width=0, height=0, color=False, links=False, encoding="utf-8")
    assert facts_in(USUAL, closed, "auto") == nothing


def unnumbered(shown: str) -> str:
    """Take out the numbers that Rich gives to links, others each time."""
    return re.sub(r"\x1b]8;id=\d+;", "\x1b]8;;", shown)


# --- as a person sees it ---------------------------------------------------------------------


@pytest.mark.parametrize("env", [{}, {"FORCE_COLOR": "1"}, ALWAYS, {"COLUMNS": "20"}, NEVER, DUMB])
def test_a_pipe_gets_whole_lines_though_a_terminal_stands_beside_it(
    serge: Serge, env: dict[str, str]
) -> None:
    with Driven(["serge", *LIST], (40, 24), env, redirected=True) as at:
        assert at.end() == 0
        assert at.out() == serge(*LIST).out


@pytest.mark.parametrize(
    ("environ", "width"),
    [({}, 80), ({"COLUMNS": "120"}, 120), ({"COLUMNS": "1"}, 20), ({"COLUMNS": "wide"}, 80)],
)
def test_who_asks_for_colour_always_reads_a_pipe(
    pipe: TextIO, environ: dict[str, str], width: int
) -> None:
    judged = facts_in(USUAL | environ, pipe, "always")
    assert judged == Facts(
        terminal=True, width=width, height=0, color=True, links=True, encoding="utf-8"
    )
    assert not facts_in(DUMB | environ, pipe, "always").links


@pytest.mark.parametrize(
    "asked",
    [
        LIST,
        ("search", "retif"),
        ("list", "--editions", "--translator", "greeman"),
        ("show", "once-more-kronstadt"),
        ("cite", "once-more-kronstadt", "voline"),
        ("timeline",),
    ],
)
def test_a_pipe_may_be_given_what_a_terminal_has(serge: Serge, asked: tuple[str, ...]) -> None:
    drawn = serge(*asked, "--color", "always", COLUMNS="90").out
    assert "\x1b[" in drawn
    assert unnumbered(drawn) in unnumbered(screen(*asked, columns=90))
    narrow = serge(*asked, "--color", "always", COLUMNS="", PAGER="no such pager", LINES="3")
    assert plain(screen(*asked, columns=80)) == plain(narrow.out + narrow.err)
    uncoloured = serge(*asked, COLUMNS="90").out
    assert serge(*asked, "--color", "auto", FORCE_COLOR="1", COLUMNS="90").out == uncoloured


@pytest.mark.parametrize("asked", [("--json",), ("--ids",)])
def test_what_is_for_programs_has_no_colour(serge: Serge, asked: tuple[str, ...]) -> None:
    assert serge(*LIST, *asked, "--color", "always").out == serge(*LIST, *asked).out


def test_help_and_errors_are_plain_whatever_is_asked_for(serge: Serge) -> None:
    for asked, code in (("--help", 0), ("--nonsense", 2)):
        assert "\x1b" not in screen("list", asked, code=code)
        piped = serge("list", asked, code=code, **ALWAYS)
        assert "\x1b" not in piped.out + piped.err


def test_an_error_goes_where_errors_go() -> None:
    command = ["serge", "show", "once-more-cronstadd"]
    with Driven(command, env={"FORCE_COLOR": "1"}, redirected=True) as at:
        assert at.end() == 3
        assert at.out() == ""
        assert "once-more-kronstadt" in at.shown


def test_a_table_stays_one_where_the_errors_are_led_elsewhere() -> None:
    said = f"{sys.executable} -m sergecli {' '.join(LIST)} 2>/dev/null"
    with Driven(["sh", "-c", said], (60, 400)) as at:
        assert at.end() == 0
        assert at.lines[0].startswith("Date ")
        assert " works" not in at.shown
        assert b"\x1b]8;" in at.raw


def test_columns_may_be_said() -> None:
    shown = plain(screen(*LIST, columns=200, env={"COLUMNS": "60"}))
    assert shown == plain(screen(*LIST, columns=60))


@pytest.mark.parametrize("env", [NEVER, DUMB, {"CLICOLOR": "0"}])
def test_where_colour_is_refused_nothing_but_colour_is_missing(env: dict[str, str]) -> None:
    shown = screen(*LIST, columns=100, env=env)
    assert "\x1b" not in shown
    assert shown == plain(screen(*LIST, columns=100))


def test_no_colour_is_swallowed_by_a_light_or_a_dark_background() -> None:
    """Bold, dim, italic, red and magenta are all there is."""
    for asked in (LIST, ("search", "retif"), ("show", "once-more-kronstadt")):
        shown = screen(*asked, columns=200, env=ALWAYS)
        codes = {
            code for style in re.findall(r"\x1b\[([0-9;]*)m", shown) for code in style.split(";")
        }
        assert codes <= {"", "0", "1", "2", "3", "31", "35"}, codes


# --- letters it does not have --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "encoding", "softened"),
    [
        ("Émile “Kibalchich” – l’œuvre …", "ascii", 'Emile "Kibalchich" - l\'oeuvre ...'),
        ("Émile – Ж", "latin-1", "Émile - ?"),
        ("Émile – Ж", "utf-8", "Émile – Ж"),
        ("\x1b[1mÉ\x1b[0m\n", "ascii", "\x1b[1mE\x1b[0m\n"),
    ],
)
def test_a_letter_becomes_a_near_one(text: str, encoding: str, softened: str) -> None:
    assert judging.softened(text, encoding) == softened


def test_a_reader_without_unicode_reads_near_letters_and_a_program_question_marks(
    serge_process: Serge,
) -> None:
    ascii_only = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    asked = ("show", "for-emile-henry")
    shown = screen(*asked, env=ascii_only)
    assert shown.isascii()
    assert "For Emile Henry" in plain(shown)
    assert "?" not in shown
    listed = serge_process("list", "--year", "1908", PYTHONIOENCODING="ascii").out
    assert "For ?mile Henry" in listed
    assert "'xyz'" in serge_process("show", "xyz", code=3, PYTHONIOENCODING="ascii").err


@pytest.mark.parametrize("width", [60, 80])
def test_messages_break_between_words(width: int) -> None:
    said = plain(screen("list", "--kind", "nothing", code=2, columns=width)).splitlines()
    assert len(said) > 1
    assert max(map(len, said)) <= width
    assert {"biography", "archive", "text"} <= set(re.findall(r"\w+", "\n".join(said)))
