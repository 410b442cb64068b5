"""The manuals tell the truth: fields, commands and options, rules and figures."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from sergecli import cli, transliteration
from sergecli.citing import FORMATS
from sergecli.model import KINDS, Head, Publication, Work
from sergecli.styles import STYLES
from tests.conftest import DATA, Serge

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


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
    assert sections(page)[section] == [field.name.rstrip("_") for field in fields(record)]


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
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def examples() -> list[tuple[str, str]]:
    """Give every line of a shell block that is an example of the program alone."""
    found: list[tuple[str, str]] = []
    for page in PAGES:
        for block in SHELL.findall(page.read_text(encoding="utf-8")):
            found += [
                (page.name, line.split("  #")[0].strip())
                for line in block.splitlines()
                if re.match(r"serge [^|<>&;$]*$", line)
            ]
    return found


@pytest.mark.parametrize(("page", "line"), examples())
def test_every_example_runs(serge: Serge, page: str, line: str) -> None:
    arguments = [part.strip("'\"") for part in re.findall(r"'[^']*'|\"[^\"]*\"|\S+", line)[1:]]
    if arguments[0] == "open":
        arguments.append("--print")
    assert serge(*arguments).out, page


def test_the_manual_names_every_command_and_option() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    program = typer.main.get_command(cli.app)
    for name in cli.COMMANDS:
        assert f"## `serge {name}`" in page
        command = program.get_command(None, name)  # type: ignore[attr-defined]
        for option in command.params:
            if option.param_type_name == "option":
                assert f"`{option.opts[0]}" in page, (name, option.opts[0])
    for name in (*STYLES, *FORMATS):
        assert f"`{name}`" in page, name
