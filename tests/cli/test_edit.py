"""The command edit: the reader's own editor, on a copy."""

import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Serge
from tests.program import environment
from tests.screen import plain, screen

RECORD = '[[works]]\nid = "one"\ntitle = "One"\nkind = "letter"\n'
OTHER = RECORD.replace("one", "two").replace("One", "Two")


@pytest.fixture
def editor(tmp_path: Path) -> "Editor":
    """An editor whose path has spaces and signs that a shell would take for its own."""
    return Editor(tmp_path / "an editor; touch $(hacked) 'x'")


class Editor:
    """A program that does with a file what a test wants."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self._script = directory / "ed.py"
        self.told = directory / "told.txt"

    def that(self, *lines: str) -> dict[str, str]:
        """Give the environment of an editor that runs these lines on `text`."""
        self._script.write_text(
            "import pathlib, sys\n"
            f"with open({str(self.told)!r}, 'a') as told:\n"
            "    told.write(' '.join(sys.argv[1:]) + '\\n')\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            "text = path.read_text(encoding='utf-8')\n"
            + "\n".join([*lines, "path.write_text(text, encoding='utf-8')\n"]),
            encoding="utf-8",
        )
        return {"EDITOR": shlex.join([sys.executable, str(self._script), "--wait"])}


def test_what_was_edited_takes_the_place_of_the_file(
    serge: Serge, editor: Editor, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_text("# mine\n" + RECORD, encoding="utf-8")
    env = editor.that(f"text += {OTHER!r}")
    assert "changed" in serge("edit", "--catalogue", "own.toml", **env).err
    assert path.read_text(encoding="utf-8") == "# mine\n" + RECORD + OTHER
    assert editor.told.read_text().startswith("--wait /")
    assert not list(tmp_path.glob("hacked*"))


def test_visual_comes_before_editor(serge: Serge, editor: Editor, tmp_path: Path) -> None:
    visual = editor.that(f"text += {RECORD!r}")["EDITOR"]
    serge("edit", "--catalogue", "own.toml", VISUAL=visual, EDITOR="false")
    assert RECORD in (tmp_path / "own.toml").read_text(encoding="utf-8")


def test_nothing_changed_writes_nothing(serge: Serge, editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    env = editor.that() | {"TMPDIR": str(tmp_path / "drafts")}
    answer = serge("edit", "--catalogue", "own.toml", **env)
    assert "Nothing was changed." in answer.err
    assert not (tmp_path / "own.toml").exists()
    assert not list((tmp_path / "drafts").iterdir())


def test_editors_that_know_how_begin_at_the_record(
    serge: Serge, editor: Editor, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text(RECORD + "\n" + OTHER, encoding="utf-8")
    env = editor.that()
    vim = tmp_path / "vim"
    vim.write_text(f'#!/bin/sh\nexec {env["EDITOR"]} "$@"\n', encoding="utf-8")
    vim.chmod(0o755)
    serge("edit", "two", "--catalogue", "own.toml", EDITOR=shlex.quote(str(vim)))
    assert editor.told.read_text().startswith("--wait +6 /")


def test_an_unknown_record_is_told_before_the_editor_opens(
    serge: Serge, editor: Editor, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text(RECORD, encoding="utf-8")
    serge("edit", "three", "--catalogue", "own.toml", code=3, **editor.that())
    assert not editor.told.exists()


def kept(said: str) -> Path:
    """Find the file in which the reader's text was kept."""
    return Path(said.split("your text is in ")[1].splitlines()[0])


def test_a_faulty_text_is_kept_and_told(serge: Serge, editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(RECORD, encoding="utf-8")
    env = editor.that("text = text.replace('letter', 'lettr')")
    answer = serge("edit", "--catalogue", "own.toml", code=4, **env)
    assert ":4: one: kind: 'lettr' is not one of:" in answer.err
    assert path.read_text(encoding="utf-8") == RECORD
    assert "lettr" in kept(answer.err).read_text(encoding="utf-8")


def drafts(directory: Path) -> dict[str, str]:
    """Give the environment in which copies are made in that directory."""
    directory.mkdir()
    return {"TMPDIR": str(directory)}


def test_a_faulty_file_that_was_not_mended_is_said_to_be_faulty_still(
    serge: Serge, editor: Editor, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(RECORD.replace("letter", "lettr") + "x = 1\n", encoding="utf-8")
    told = serge("edit", "--catalogue", "own.toml", **editor.that()).err.splitlines()
    assert told[0] == "Nothing was changed. The file still has errors (see serge check):"
    assert told[1].startswith("own.toml:4: one: kind: 'lettr' is not one of:")
    assert len(told) == 2
    path.write_text(RECORD, encoding="utf-8")
    assert serge("edit", "--catalogue", "own.toml", **editor.that()).err == "Nothing was changed.\n"


@pytest.mark.parametrize("command", ["false", "/no/such/editor"])
def test_an_editor_that_wrote_nothing_leaves_no_copy(
    serge: Serge, tmp_path: Path, command: str
) -> None:
    env = drafts(tmp_path / "drafts") | {"EDITOR": command}
    said = serge("edit", "--catalogue", "own.toml", code=2, **env).err
    assert "kept" not in said
    assert len(said.splitlines()) == 1
    assert not list((tmp_path / "drafts").iterdir())


def test_what_an_editor_wrote_before_it_failed_is_kept(
    serge: Serge, editor: Editor, tmp_path: Path
) -> None:
    save = "path.write_text('# mine', encoding='utf-8'); sys.exit(3)"
    env = editor.that(save) | drafts(tmp_path / "drafts")
    said = serge("edit", "--catalogue", "own.toml", code=2, **env).err
    assert kept(said).read_text(encoding="utf-8") == "# mine"


def test_what_an_editor_that_was_killed_has_saved_elsewhere_is_kept(
    serge: Serge, editor: Editor, tmp_path: Path
) -> None:
    save = "path.with_name('.own.toml.swp').write_text('mine', encoding='utf-8'); sys.exit(1)"
    env = editor.that(save) | drafts(tmp_path / "drafts")
    said = serge("edit", "--catalogue", "own.toml", code=2, **env).err
    assert kept(said).with_name(".own.toml.swp").exists()


def test_without_a_terminal_an_editor_must_be_named(serge: Serge, tmp_path: Path) -> None:
    env = drafts(tmp_path / "drafts")
    said = serge("edit", "--catalogue", "own.toml", code=2, stdin="", **env).err
    assert said == "Can't open an editor without a terminal; set $VISUAL or $EDITOR.\n"
    assert not list((tmp_path / "drafts").iterdir())


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("false", "false: failed with exit code 1"),
        ("/no/such/editor --wait", "cannot be run"),
        ("'", "$VISUAL or $EDITOR: No closing quotation"),
    ],
)
def test_an_editor_that_fails_changes_nothing(
    serge: Serge, tmp_path: Path, command: str, said: str
) -> None:
    (tmp_path / "own.toml").write_text(RECORD, encoding="utf-8")
    assert said in serge("edit", "--catalogue", "own.toml", code=2, EDITOR=command).err
    assert (tmp_path / "own.toml").read_text(encoding="utf-8") == RECORD


def test_what_another_program_wrote_meanwhile_is_not_written_over(
    serge: Serge, editor: Editor, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(RECORD, encoding="utf-8")
    env = editor.that(
        f"text += {OTHER!r}",
        f"pathlib.Path({str(path)!r}).write_text('# theirs\\n' + {RECORD!r}, encoding='utf-8')",
    )
    answer = serge("edit", "--catalogue", "own.toml", code=4, **env)
    assert "was changed by another program meanwhile" in answer.err
    assert path.read_text(encoding="utf-8") == "# theirs\n" + RECORD
    assert kept(answer.err).read_text(encoding="utf-8") == RECORD + OTHER


def test_at_a_terminal_one_may_go_back(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(RECORD, encoding="utf-8")
    env = editor.that(
        "text = text.replace('lettr', 'poem') if 'lettr' in text else "
        "text.replace('letter', 'lettr')"
    )
    shown = plain(screen("edit", "--catalogue", str(path), env=env, typed="\n"))
    assert "is not one of:" in shown
    assert "Back to the editor?" in shown
    assert path.read_text(encoding="utf-8") == RECORD.replace("letter", "poem")


def test_at_a_terminal_one_may_leave_it(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(RECORD, encoding="utf-8")
    env = editor.that("text = text.replace('letter', 'lettr')")
    shown = plain(screen("edit", "--catalogue", str(path), env=env, typed="n\n", code=4))
    assert "lettr" in kept(shown).read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8") == RECORD


def test_a_new_catalogue_begins_with_an_example(serge: Serge, editor: Editor) -> None:
    env = editor.that("text = text[text.index('# [[works]]'):].replace('# ', '')")
    serge("edit", "--catalogue", "own.toml", **env)
    assert serge("list", "--only", "own", "--ids", "--catalogue", "own.toml").out == "a-letter\n"


def test_a_file_that_the_editor_took_away_is_told(
    serge: Serge, editor: Editor, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(RECORD, encoding="utf-8")
    env = editor.that("path.unlink()", "sys.exit()")
    said = serge("edit", "--catalogue", "own.toml", code=4, **env).err
    assert "the file does not exist" in said
    assert "kept" not in said
    assert path.read_text(encoding="utf-8") == RECORD


def test_the_file_as_it_was_is_kept(serge: Serge, editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(RECORD, encoding="utf-8")
    said = serge("edit", "--catalogue", "own.toml", **editor.that("text = ''")).err
    assert said == "changed own.toml\nbackup: {}\n".format(f"{path}~")
    assert path.read_text(encoding="utf-8") == ""
    assert path.with_name("own.toml~").read_text(encoding="utf-8") == RECORD


def ended(tmp_path: Path, env: dict[str, str], number: int) -> str:
    """Give what is said if a signal ends the program while the editor is open."""
    opened = tmp_path / "opened"
    with subprocess.Popen(
        [sys.executable, "-m", "sergecli", "edit", "--catalogue", "own.toml"],
        cwd=tmp_path,
        env={**environment({}), **env},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        while not opened.exists():
            time.sleep(0.01)
        process.send_signal(number)
        _, said = process.communicate(timeout=300)
    assert process.returncode == -number
    assert "Traceback" not in said
    return said


OPENED = "pathlib.Path('opened').touch(); time.sleep(20)"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_an_editor_saves_when_a_signal_ends_the_program_is_kept_and_told(
    editor: Editor, tmp_path: Path, number: int
) -> None:
    (tmp_path / "own.toml").write_text(RECORD, encoding="utf-8")
    env = editor.that(
        "import signal, time",
        "save = lambda *_: sys.exit(path.write_text('# typed', encoding='utf-8'))",
        f"signal.signal({int(number)}, save)",
        OPENED,
    )
    assert kept(ended(tmp_path, env, number)).read_text(encoding="utf-8") == "# typed"
    assert (tmp_path / "own.toml").read_text(encoding="utf-8") == RECORD


def test_the_text_of_an_editor_that_goes_on_after_the_program_is_told_too(
    editor: Editor, tmp_path: Path
) -> None:
    env = editor.that(
        "import signal, time",
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        "sys.stderr.close()",
        "import os; os.close(2)",
        OPENED.replace("20", "3"),
        "text = '# typed'",
    )
    text = kept(ended(tmp_path, env, signal.SIGTERM))
    while text.read_text(encoding="utf-8") != "# typed":
        time.sleep(0.01)


# Ends a run of edit at its n-th call or return after "changed …" is said, for n up to 20: the
# block that catches signals is left then.
ENDED_LATE = """\
import os, signal, sys
from sergecli import __main__ as program
# Read before the copies are made, these cost their time once.
from sergecli.catalogue import editing, reader
from sergecli.cli import app, program as commands
from sergecli.cli.commands import edit
from sergecli.terminal import messages

def edited(turn):
    def struck(*_):
        nonlocal turn
        turn -= 1
        if turn == 0:
            signal.raise_signal(signal.SIGTERM)
    say = messages.say
    messages.say = lambda text: (say(text), sys.setprofile(struck))
    program.main()

for turn in range(1, 21):
    child = os.fork()
    if not child:
        sys.argv = ["serge", "edit", "--catalogue", f"{turn}.toml"]
        try:
            edited(turn)
        except SystemExit as end:
            os._exit(end.code or 0)
        os._exit(99)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def test_a_signal_in_the_last_moment_ends_the_program_without_a_traceback(tmp_path: Path) -> None:
    # An editor in a shell, which takes less time to start.
    editor = shlex.join(["sh", "-c", 'echo "# typed" >"$1"', "editor"])
    done = subprocess.run(
        [sys.executable, "-c", ENDED_LATE],
        cwd=tmp_path,
        env=environment({"EDITOR": editor}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.split() == [f"{-signal.SIGTERM}"] * 20
