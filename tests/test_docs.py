"""The manuals tell the truth: fields, commands and options, rules and figures."""

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import pytest

from sergecli.citations.bibliography import STYLES
from sergecli.cli import program
from sergecli.exporters.compose import FORMATS
from sergecli.importers import bib, bib_fields, csl_json, entry_types, hayagriva, ris, to_work
from sergecli.importers.base import Fields
from sergecli.model.kinds import KINDS
from sergecli.model.work import Head, Publication, Work
from sergecli.text import transliteration
from tests.conftest import DATA
from tests.desk import PAGES, ROOT, Desk, set_up


def sections(page: str) -> dict[str, list[str]]:
    """Give the `### `field`` headings of each `##` section of the catalogue's manual."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        name = part.splitlines()[0].strip()
        found[name] = re.findall(r"^### `(\w+)`", part, flags=re.MULTILINE)
    return found


@pytest.mark.parametrize(
    ("section", "record"), [("The head", Head), ("A work", Work), ("A publication", Publication)]
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


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return set_up(tmp_path)


# --- what is imported --------------------------------------------------------------

COLUMNS = {bib: 1, ris: 2, csl_json: 3, hayagriva: 4}
IMPORT = ROOT / "docs" / "import.md"


def rows(page: str) -> list[list[str]]:
    """Give the cells of every row of every table of five columns."""
    cells = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [row for row in cells if len(row) == len(COLUMNS) + 1]


def test_the_manual_says_which_kind_each_type_becomes() -> None:
    kinds = IMPORT.read_text(encoding="utf-8").split("### Kinds")[1]
    said = {
        (name if name.isupper() else name.lower(), row[0].strip("`"))
        for row in rows(kinds)
        if row[0].startswith("`")
        for name in re.findall(r"`([^`]+)`", " ".join(row[1:]))
    }
    assert said == {
        (name, one.kind or to_work._KINDS.get(one.type, "text"))
        for name, one in entry_types.TYPES.items()
    }


def taken(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the names of the fields that a reader asks for in entries of every type."""
    types = [*entry_types.TYPES]
    items = [{"type": one, "title": "T", "collection-title": "S"} for one in types]
    whole = "parent: {title: B, parent: {title: S}}"
    texts = {
        csl_json: json.dumps(items),
        hayagriva: "\n".join(f"{one}: {{type: {one}, title: T, {whole}}}" for one in types),
    }
    names: set[str] = set()

    def take(entry: Fields, name: str) -> object:
        names.add(name)
        return entry.values.get(name)

    with monkeypatch.context() as patched:
        patched.setattr(Fields, "take", take)
        assert module.read(texts[module], None)
    return names


def test_the_manual_names_every_field_that_is_read_or_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = IMPORT.read_text(encoding="utf-8")
    fields_of = page.split("## Which field")[1].split("### Kinds")[0]
    silent = page.split("ignored without a message:")[1].split("\n## ")[0]
    beneath = fields_of.rsplit(" |\n", maxsplit=1)[1]
    for module, column in COLUMNS.items():
        here = " ".join(row[column] for row in rows(fields_of)) + beneath
        tables = {bib: bib_fields.READ, ris: ris._READ}
        read = tables[module] if module in tables else taken(module, monkeypatch)
        named = bib_fields if module is bib else module
        passed_over: frozenset[str] = getattr(named, "_PASSED_OVER", frozenset())
        for name in read - passed_over:
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
        "zotero.bib:1: serge1936: dropped: issn\n"
        in desk.run("serge import zotero.bib --catalogue another.toml").stderr
    )


# --- the commands ------------------------------------------------------------------


def test_the_manual_names_every_command_and_option() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for names, _ in program.OPTIONS:
        assert f"`{names.split(', ')[-1]}`" in page, names
    for name, described in program.describe().items():
        assert f"## `serge {name}`" in page
        for option in described.options:
            assert f"`{option.names[-1]}" in page, (name, option.names)
    for name in (*STYLES, *FORMATS):
        assert f"`{name}`" in page, name


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--year", "Which works, and in which order"),
        ("--limit", "Which works, and in which order"),
        ("--ids", "Output"),
        ("--only", "Which catalogue"),
    ],
)
def test_the_manual_says_which_commands_share_an_option(option: str, said: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    (listed,) = re.findall(rf"^{said} \(([^)]*)\):", page, flags=re.MULTILINE)
    having = {
        name
        for name, described in program.describe().items()
        for one in described.options
        if option in one.names
    }
    assert set(re.findall(r"`(\w+)`", listed)) == having


def test_the_page_on_the_code_names_every_module() -> None:
    page = (ROOT / "docs" / "code.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "sergecli"
    for place in package.iterdir():
        if not place.name.startswith("__") and (place.suffix == ".py" or place.is_dir()):
            assert f"`{place.stem}`" in page, place.stem
