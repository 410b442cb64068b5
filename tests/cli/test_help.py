"""What --help and the manual page say of each command, and that its examples are true."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sergecli.cli import program
from sergecli.terminal import picker
from tests.conftest import Serge
from tests.desk import Desk
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
    "index.htm": "<title>Victor Serge Internet Archive</title><a href=new.htm>New</a>, 1936",
}
EDITORS = ("nano", "code")


DESCRIBED = program.describe()
EXAMPLES = [line for described in DESCRIBED.values() for line in described.examples]


@pytest.mark.parametrize("command", program.COMMANDS)
def test_a_command_says_its_purpose_in_one_line_and_gives_two_examples(
    serge: Serge, command: str
) -> None:
    described = DESCRIBED[command]
    assert len(described.purpose) <= 72
    assert described.purpose.endswith(".")
    assert len(described.examples) == 2
    for example in described.examples:
        assert re.match(rf"(\w+=\S+ |EDITOR='.*?' )?serge {command}\b", example)
    shown = serge(command, "--help", COLUMNS="80").out.splitlines()
    assert {described.purpose, *(f"  {one}" for one in described.examples)} <= set(shown)


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
    kept = {
        name: os.environ[name]
        for name in ("HOME", "PYTHONPATH", "XDG_CACHE_HOME")
        if name in os.environ
    }
    env = {
        **kept,
        "LANG": "C.UTF-8",
        "PATH": on_path(programs),
        "XDG_DATA_HOME": str(own.parents[1]),
    }
    done = Desk(tmp_path, env).run(line)
    assert done.returncode == 0, done.stderr
    # Only a catalogue without faults and doubts is nothing to speak of.
    assert done.stdout or done.stderr or "serge check" in line


def sections(help_text: str) -> dict[str, list[str]]:
    """Give the headings of a help, each with what its lines begin with."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in help_text.splitlines():
        if match := re.fullmatch(r"(\S.*):", line):
            heading = match[1]
            found[heading] = []
        elif match := re.match(r"  (?:-h, )?(\S+)", line):
            found.setdefault(heading, []).append(match[1])
    return found


@pytest.mark.parametrize("command", program.COMMANDS)
def test_options_are_listed_under_their_headings(serge: Serge, command: str) -> None:
    shown = sections(serge(command, "--help").out)
    for option in DESCRIBED[command].options:
        assert option.names[-1] in shown[option.heading]
        assert option.help


def test_help_is_plain_text_of_the_width_of_the_terminal(serge: Serge) -> None:
    for command in ("", *program.COMMANDS):
        arguments = (command, "--help") if command else ("--help",)
        shown = serge(*arguments, COLUMNS="70").out
        assert max(map(len, shown.splitlines())) <= 76
        assert not set(shown) & set("│╭╮╰╯─\x1b")


def test_options_of_one_group_stand_under_one_heading_wherever_they_are() -> None:
    for option in ("--year", "--by", "--ids", "--only", "--no-pager", "--timeout"):
        headings = [
            one.heading
            for described in DESCRIBED.values()
            for one in described.options
            if option in one.names
        ]
        assert len(headings) > 1
        assert len(set(headings)) == 1, (option, headings)


def test_the_commands_stand_by_what_a_reader_does(serge: Serge) -> None:
    shown = serge("--help").out
    assert list(sections(shown)) == ["Read", "Cite", "Your own catalogue", "Help", "Options"]
    listed = [name for names in sections(shown).values() for name in names]
    assert set(program.COMMANDS) < set(listed)
    ends = " ".join(shown.split()).split("Exit codes: ")[1]
    assert re.findall(r"\d+", ends) == ["0", "1", "2", "3", "4", "130"]


def test_help_is_short_for_h(serge: Serge) -> None:
    assert serge("list", "-h").out == serge("list", "--help").out
    assert serge("-h").out == serge("--help").out


# --- man ---------------------------------------------------------------------


def test_the_manual_is_shown(serge_process: Serge) -> None:
    if shutil.which("man") is None:
        pytest.skip("man is missing: apt-get install man-db")
    shown = serge_process("man", MANWIDTH="80").out
    assert "once-more-kronstadt" in shown
    assert "EXIT STATUS" in shown


def test_without_man_the_help_of_every_command_is_shown(serge: Serge, tmp_path: Path) -> None:
    shown = serge("man", PATH=str(tmp_path)).out
    for name in program.COMMANDS:
        assert f"Usage: serge {name} " in shown


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
    for name, described in DESCRIBED.items():
        assert f"\n.SS serge {name}" in page
        for option in described.options:
            assert f"\\fB{option.names[-1]}\\fR" in page, (name, option.names)
    shown = (
        page.replace("\\(aq", "'").replace("\\(dq", '"').replace("\\(ti", "~").replace("\\e", "\\")
    )
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
    # However they are asked for.
    asked |= set(re.findall(r"\"((?:SERGE|XDG)_[A-Z_]+)\"", sources))
    assert {"SERGE_CATALOGUE", "SERGE_PAGER", "NO_COLOR", "XDG_DATA_HOME", "EDITOR"} <= asked
    # What shells tell each other is not for people.
    for name in asked - {"COMP_WORDS", "COMP_CWORD", "SHELL"}:
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


def test_the_help_loads_neither_catalogues_nor_readers() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "sergecli", "--help"]
    loaded = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stderr
    assert "sergecli.cli.app" in loaded
    assert "sergecli.catalogue.store" not in loaded
    assert "sergecli.model.work" not in loaded
