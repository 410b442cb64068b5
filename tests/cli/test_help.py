"""What --help and the manual page say of each command, and that its examples are true."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import typer

from sergecli.cli import app
from sergecli.terminal import picker
from tests.conftest import Serge
from tests.driven import on_path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "man" / "serge.1"
RECORD = '[[works]]\nid = "{0}"\ntitle = "{0}"\nkind = "letter"\nrecipient = "A Friend"\n\n'
OWN = RECORD.format("a-letter") + RECORD.format("another-letter")
ENTRY = "TY  - JOUR\nTI  - {0}\nPY  - 1936\nER  - \n"
# Of a file or an editor that an example names, what it needs to be.
FILES = {
    "zotero.bib": "@book{one, title = {One}, year = 1936}\n",
    "letters.ris": ENTRY.format("Two"),
    "letters.json": '[{"id": "three", "type": "book", "title": "Three"}]',
    "letters.toml": OWN,
}
EDITORS = ("nano", "code")


def told(command: str) -> list[str]:
    """Give the lines of a command's own text: its purpose, then its examples."""
    program = typer.main.get_command(app.app)
    text = program.get_command(None, command).help  # type: ignore[attr-defined]
    return [line.strip() for line in text.splitlines() if line.strip()]


EXAMPLES = [line.removeprefix("Example: ") for name in app.COMMANDS for line in told(name)[1:]]


@pytest.mark.parametrize("command", app.COMMANDS)
def test_a_command_says_its_purpose_in_one_line_and_gives_two_examples(
    serge: Serge, command: str
) -> None:
    purpose, *examples = told(command)
    assert len(purpose) <= 72
    assert purpose.endswith(".")
    assert len(examples) == 2
    assert all(
        re.match(rf"Example: (\w+=\S+ |EDITOR='.*?' )?serge {command}\b", e) for e in examples
    )
    shown = serge(command, "--help", COLUMNS="80").out
    for line in (purpose, *examples):
        assert f" {line} " in shown


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_of_the_help_runs(tmp_path: Path, line: str) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    own = tmp_path / "data" / "serge" / "works.toml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN, encoding="utf-8")
    programs = tmp_path / "bin"
    programs.mkdir()
    for editor in EDITORS:
        (programs / editor).write_text("#!/bin/sh\n", encoding="utf-8")
        (programs / editor).chmod(0o755)
    kept = {name: os.environ[name] for name in ("HOME", "XDG_CACHE_HOME")}
    env = {
        **kept,
        "LANG": "C.UTF-8",
        "PATH": on_path(programs),
        "XDG_DATA_HOME": str(own.parents[1]),
    }
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    # Only a catalogue without faults and doubts is nothing to speak of.
    assert done.stdout or done.stderr or "serge check" in line


def options(command: str) -> list[Any]:
    program: Any = typer.main.get_command(app.app)
    params = program.get_command(None, command).params
    return [one for one in params if one.param_type_name == "option"]


@pytest.mark.parametrize("command", app.COMMANDS)
def test_options_stand_in_groups(serge: Serge, command: str) -> None:
    shown = serge(command, "--help", COLUMNS="80").out
    headings = re.findall(r"^╭─ (.+?) ─", shown, re.MULTILINE)
    groups = dict.fromkeys(one.rich_help_panel or "Options" for one in options(command))
    assert len({"Options", *groups}) > 1
    assert {*headings} == {"Options", *groups} | {"Arguments"} & {*headings}
    for panel in groups:
        inside = shown.split(f"╭─ {panel} ─")[1].split("╰")[0]
        said = {
            one.opts[0] for one in options(command) if (one.rich_help_panel or "Options") == panel
        }
        assert set(re.findall(r"^│ (--[\w-]+)", inside, re.MULTILINE)) - {"--help"} == said


def test_options_of_one_group_stand_under_one_heading_wherever_they_are() -> None:
    having = Counter(one.opts[0] for name in app.COMMANDS for one in options(name))
    for option in ("--year", "--by", "--ids", "--only", "--no-pager", "--timeout"):
        headings = {
            one.rich_help_panel
            for name in app.COMMANDS
            for one in options(name)
            if option in one.opts
        }
        assert having[option] > 1
        assert len(headings - {None}) == len(headings) == 1, (option, headings)


def test_the_commands_stand_by_what_a_reader_does(serge: Serge) -> None:
    shown = serge("--help", COLUMNS="80").out
    assert re.findall(r"^╭─ (.+?) ─", shown, re.MULTILINE) == [
        "Options", "Read", "Cite", "Keep your own",
    ]  # fmt: skip
    for command in app.COMMANDS:
        assert re.search(rf"^│ {command} +\S.*│$", shown, re.MULTILINE)
    ends = " ".join(shown.split()).split("Exit codes: ")[1]
    assert re.findall(r"\d+", ends) == ["0", "1", "2", "3", "4", "130"]


# --- the manual page -----------------------------------------------------------------------------


def test_the_manual_page_is_that_of_this_program() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "man" / "make.py", "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_manual_page_names_every_command_option_and_example() -> None:
    page = PAGE.read_text(encoding="utf-8").replace("\\-", "-")
    program = typer.main.get_command(app.app)
    for name in app.COMMANDS:
        assert f"\n.SS serge {name}" in page
        for option in program.get_command(None, name).params:  # type: ignore[attr-defined]
            if option.param_type_name == "option":
                assert f"\\fB{option.opts[0]}\\fR" in page, (name, option.opts)
    shown = page.replace("\\(aq", "'").replace("\\(ti", "~").replace("\\e", "\\")
    for line in EXAMPLES:
        assert line in shown


def test_the_manual_page_names_the_keys_of_the_picker() -> None:
    page = PAGE.read_text(encoding="utf-8").replace("\\-", "-")
    keys = page.split("\n.SH KEYS OF SERGE PICK\n")[1].split("\n.SH ")[0]
    for _, _, key in picker._ACTIONS:
        assert f"\\fB{key.replace('^', 'Ctrl-')}\\fR" in keys


def test_the_manual_page_names_every_variable_that_is_asked_for() -> None:
    page = PAGE.read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    asked = set(re.findall(r"environ(?:\.get\(|\[)\"([A-Z][A-Z_]+)\"", sources))
    asked |= set(re.findall(r"envvar=\"([A-Z_]+)\"", sources))
    assert {"SERGE_CATALOGUE", "SERGE_PAGER", "NO_COLOR", "XDG_DATA_HOME", "EDITOR"} <= asked
    for name in asked:
        assert name in page, name


def test_a_wheel_brings_the_manual_page_where_man_looks_for_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    brought = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert brought == {"docs/man/serge.1": "share/man/man1/serge.1"}


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_the_manual_page_is_set_without_a_fault(locale: str) -> None:
    man = shutil.which("man")
    if man is None:
        assert os.environ.get("SERGE_ORACLES") != "all", "man is missing: apt-get install man-db"
        pytest.skip("man is missing: apt-get install man-db")
    done = subprocess.run(
        [man, "--warnings=w", "-l", str(PAGE)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": locale, "MANWIDTH": "80", "MANPAGER": "cat"},
    )
    assert not done.stderr
    assert "once-more-kronstadt" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 82
