"""Wherever it is run and whoever stops listening: an answer or a message, never a traceback."""

import os
import random
import shlex
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import Serge
from tests.driven import INTERRUPT, Driven
from tests.program import Answer, environment, in_this_process

INTERRUPTS = int(os.environ.get("SERGE_INTERRUPTS", "8"))
# Answers of every making, two of them Typer's own.
READING = (
    "list",
    "cite voline --format toml",
    "add --title T --kind text --dry-run",
    "list --help",
)
# A file that takes nothing, as a full disk.
FULL = Path("/dev/full")
RECORD = '[[works]]\nid = "one"\ntitle = "One"\nkind = "letter"\n'


def in_shell(
    directory: Path, line: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `serge` is the program; nothing may be a traceback."""
    program = shlex.join([sys.executable, "-m", "sergecli"])
    kept = ("PATH", "PYTHONPATH", "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    inherited = {name: os.environ[name] for name in kept if name in os.environ}
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace("serge ", f"{program} ")],
        cwd=directory,
        env={"LANG": "C.UTF-8", **inherited, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=300,
    )
    for sign in ("Traceback", "Exception ignored", "Error:"):
        assert sign not in done.stderr, (line, done.stderr)
    return done


# --- streams -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", READING)
def test_closed_streams_are_nobody_listening(tmp_path: Path, command: str) -> None:
    answer = in_shell(tmp_path, f"serge {command} 2>&- <&-")
    assert (answer.returncode, bool(answer.stdout)) == (0, True)
    assert in_shell(tmp_path, f"serge {command} >&- 2>&- <&-").returncode == 0


@pytest.mark.parametrize("command", ["show -", "check -", "import -"])
def test_a_closed_standard_input_is_an_empty_one(tmp_path: Path, command: str) -> None:
    closed = in_shell(tmp_path, f"serge {command} <&-")
    empty = in_this_process(command.split(), tmp_path, "", environment({}))
    assert (closed.returncode, Answer(closed.stdout, closed.stderr)) == empty


def test_what_is_written_with_closed_streams_is_whole(tmp_path: Path) -> None:
    for number in range(2):
        line = f"serge add --title T{number} --kind text --catalogue own.toml >&- 2>&- <&-"
        assert in_shell(tmp_path, line).returncode == 0
    written = (tmp_path / "own.toml").read_text(encoding="utf-8")
    assert written.count("[[works]]") == 2
    assert in_shell(tmp_path, "serge check own.toml").returncode == 0
    line = "serge cite voline --format ris --output voline.ris >&- 2>&- <&-"
    assert in_shell(tmp_path, line).returncode == 0
    assert (tmp_path / "voline.ris").read_text(encoding="utf-8").endswith("ER  - \n")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to try")
@pytest.mark.parametrize("command", READING)
def test_an_answer_that_cannot_be_written_is_told(tmp_path: Path, command: str) -> None:
    answer = in_shell(tmp_path, f"serge {command} >{FULL}")
    assert answer.returncode == 2
    assert "the answer cannot be written: No space left on device" in answer.stderr


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to try")
def test_a_message_that_cannot_be_written_changes_no_exit_code(tmp_path: Path) -> None:
    assert in_shell(tmp_path, f"serge show no-such-work 2>{FULL}").returncode == 3
    assert in_shell(tmp_path, f"serge list --year 1850 >{FULL} 2>&1").returncode == 1


@pytest.mark.parametrize("command", READING)
def test_whoever_has_read_enough_may_go(tmp_path: Path, command: str) -> None:
    # The shell's own exit code is that of what reads; the program's stands in the file.
    gone = f"(sleep 0.05; serge {command}; echo $? >code) | true"
    assert not in_shell(tmp_path, gone).stderr.replace(
        "You have no catalogue of your own yet; serge add, import or edit creates it.\n", ""
    )
    assert (tmp_path / "code").read_text(encoding="utf-8") in {"0\n", "1\n"}


def test_the_first_line_alone_is_what_head_gets(tmp_path: Path) -> None:
    done = in_shell(tmp_path, "serge list --json | head -1; serge cite --year 1922 | head -1")
    assert done.stdout.count("\n") == 2
    assert not done.stderr


# --- the surroundings ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/dev/null", "XDG_DATA_HOME": "/dev/null"},
    ],
)
def test_poor_surroundings_do(serge_process: Serge, env: dict[str, str]) -> None:
    """`stress/test_surroundings` tries many more."""
    assert "Henry" in serge_process("show", "for-emile-henry", **env).out


def test_without_a_home_nothing_can_be_added_and_that_is_told(tmp_path: Path) -> None:
    add = ("add", "--title", "T", "--kind", "text")
    code, answer = in_this_process(add, tmp_path, "", {"LANG": "C.UTF-8"})
    assert code == 2
    assert "--catalogue" in answer.err
    line = "unset HOME XDG_DATA_HOME XDG_CACHE_HOME; serge list"
    assert in_shell(tmp_path, line).returncode == 0


def test_names_that_are_no_text_are_told(serge: Serge, serge_process: Serge) -> None:
    odd = os.fsdecode(b"a\xff\x1b[31m")
    for run, arguments, code in (
        (serge_process, ("show", odd), 3),
        (serge, ("search", f"{odd}zzz"), 1),
        (serge, ("list", "--catalogue", odd), 4),
        (serge, ("check", odd), 4),
        (serge, ("import", odd), 4),
        (serge, ("add", "--title", odd, "--kind", "text", "--catalogue", "own.toml"), 4),
        (serge, ("cite", "voline", "--output", f"no/{odd}"), 2),
    ):
        answer = run(*arguments, code=code)
        assert answer.err + answer.out
        assert "\x1b" not in answer.err + answer.out


def test_a_directory_that_is_gone_is_no_matter(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    assert in_shell(gone, f"rmdir {shlex.quote(str(gone))}; serge list --ids").stdout


def test_an_editor_needs_a_place_for_its_draft(tmp_path: Path) -> None:
    line = "serge edit --catalogue own.toml"
    answer = in_shell(tmp_path, line, {"TMPDIR": "/nonexistent", "EDITOR": "true"})
    assert answer.returncode == 0
    assert "Nothing was changed" in answer.stderr


# --- Ctrl-C --------------------------------------------------------------------------------------


# Runs the program, and tells when it has settled what Ctrl-C does.
BEGUN = """
import os, signal, sys
usual = signal.signal
# As at a terminal, even if the tests run in the background, where it is ignored.
usual(signal.SIGINT, signal.default_int_handler)
def settled(*given):
    signal.signal = usual
    usual(*given)
    os.write(2, b".")
signal.signal = settled
sys.argv[0] = "serge"
from sergecli.__main__ import main
main()
"""


def test_ctrl_c_ends_it_at_any_moment_without_a_word(tmp_path: Path) -> None:
    """From when the program has settled what it does; before that it is Python that begins."""
    chance = random.Random(1905)  # noqa: S311 - no secret, but repeatable
    own = tmp_path / "own.toml"
    own.write_text(RECORD, encoding="utf-8")
    ends: Counter[int] = Counter()
    for number in range(INTERRUPTS):
        command = [
            ["list", "--json"],
            ["cite", "--format", "biblatex"],
            ["add", "--title", f"T{number}", "--kind", "text"],
            ["check", "own.toml"],
        ][number % 4]
        where = [] if command[0] == "check" else ["--catalogue", "own.toml"]
        with subprocess.Popen(
            [sys.executable, "-c", BEGUN, *command, *where],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stderr
            assert process.stderr.read(1) == b"."
            time.sleep(chance.uniform(0.005, 0.25))
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=300)
        assert b"Traceback" not in said, said.decode()
        assert b"ignored" not in said, said.decode()
        ends[process.returncode] += 1
        assert in_order(own)
    print(f"{INTERRUPTS} interruptions: {dict(ends)}, and not one traceback")
    assert set(ends) <= {0, -signal.SIGINT}
    assert ends[-signal.SIGINT]


def in_order(own: Path) -> bool:
    """Tell whether a catalogue begins as it did and has nothing left beside it."""
    names = {one.name for one in own.parent.iterdir()}
    return own.read_text(encoding="utf-8").startswith(RECORD) and names <= {"own.toml"}


def test_ctrl_c_at_a_question_leaves_everything_as_it_is(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sergecli", "add", "--catalogue", str(tmp_path / "own.toml")]
    with Driven(command) as program:
        program.until("Title:")
        program.press("A Title\r")
        program.until("Kind")
        # One that comes right before Python waits for a key is only seen at the next.
        program.still()
        program.press(INTERRUPT)
        assert program.end() == -signal.SIGINT
        assert "Traceback" not in program.shown
    assert not list(tmp_path.iterdir())


def test_ctrl_c_is_ignored_where_the_shell_says_so(serge: Serge, tmp_path: Path) -> None:
    asked = "trap '' INT; kill -INT $$; serge list --ids"
    assert in_shell(tmp_path, asked).stdout == serge("list", "--ids").out
