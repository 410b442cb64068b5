"""Every line that the manuals give a reader to type runs, and answers as they say."""

import re
from pathlib import Path

import pytest

from tests.conftest import DATA
from tests.desk import (
    CONSOLE,
    EXCUSED,
    LARGE,
    NEEDED,
    OWN,
    PAGES,
    SECTIONS,
    SILENT,
    Desk,
    is_excused,
    set_up,
)
from tests.driven import found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return set_up(tmp_path)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_line_for_a_shell_runs(desk: Desk, section: str) -> None:
    ran = 0
    before = sorted(DATA.parents[1].iterdir())
    for block in SECTIONS[section]:
        printed = ""
        for line in block.lines:
            if is_excused(line):
                continue
            for program in NEEDED:
                if re.search(rf"(?:^|\| ){program} ", line):
                    found(program)
            done = desk.run(line)
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
            assert done.stdout or SILENT.search(line), f"{line}\n{done.stderr}"
            printed += done.stdout
            ran += 1
        if block.shown:
            assert printed == block.shown
    assert sorted(DATA.parents[1].iterdir()) == before, "a line wrote beside the program"
    print(f"{section}: {ran} lines run")


def test_the_lines_for_a_shell_are_counted() -> None:
    lines = [line for blocks in SECTIONS.values() for block in blocks for line in block.lines]
    excused = [line for line in lines if is_excused(line)]
    print(f"{len(lines)} lines for a shell, of which {len(excused)} are not run")
    assert len(lines) > 95
    assert len(excused) <= 6
    for beginning in (*EXCUSED, *LARGE):
        assert any(line.startswith(beginning) for line in lines), beginning


def dialogues() -> list[tuple[str, str, str]]:
    """Give each line behind a $ and what a page shows as its answer."""
    return [
        (page.name, typed, shown)
        for page in PAGES
        for block in CONSOLE.findall(page.read_text(encoding="utf-8"))
        for typed, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


@pytest.mark.parametrize(("page", "typed", "shown"), dialogues())
def test_every_dialogue_is_as_shown(desk: Desk, page: str, typed: str, shown: str) -> None:
    """What is shown is standard output or, where there is none, standard error."""
    home = Path(desk.environment["HOME"])
    own = home / ".local/share/serge/works.toml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN, encoding="utf-8")
    done = desk.run(typed)
    assert (done.stdout or done.stderr).replace(str(home), "/home/me") == shown, page
