"""A person's own catalogue says otherwise, or more, of a built-in work."""

import json
import subprocess
from pathlib import Path
from shutil import which

import pytest

from sergecli.catalogue import blocks, reader, store
from sergecli.errors import CatalogueError
from sergecli.model.work import Catalogue
from tests.conftest import DATA, Serge

ID = "memoirs-of-a-revolutionary"
AMENDS = f"""\
[[works]]
amends = "{ID}"
# From the copy on my shelf.
note = "The dust jacket is by an unknown hand."
date = "1952"
editions = [
    {{ date = "1963", place = "Utopia", publisher = "Nobody’s Press" }},
]

[[works]]
id = "mine"
title = "Mine"
kind = "text"
part_of = "{ID}"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(AMENDS, encoding="utf-8")
    return path


def test_amended_work_has_its_fields_and_those_of_the_built_in_one(
    own: Path, catalogue: Catalogue
) -> None:
    base, both = catalogue.work(ID), store.load(own)
    work = both.work(ID)
    assert (str(work.date), work.note[:3], work.title) == ("1952", "The", base.title)
    assert work.editions[:-1] == base.editions
    assert work.editions[-1].place == "Utopia"
    assert len(both) == both.total == len(catalogue) + 1
    assert [one.id for one in both if one.id == ID] == [ID]
    assert both.amended == (base,)


@pytest.mark.parametrize("cached", [True, False])
def test_every_command_sees_the_result(serge: Serge, own: Path, *, cached: bool) -> None:
    options = ("--catalogue", str(own))
    if cached:
        serge("list", *options)
    assert f"{ID}\t1952\t" in serge("list", "--year", "1952", *options).out
    assert ID not in serge("list", "--year", "1951", *options).out
    assert serge("search", "dust jacket unknown hand", "--ids", *options).out.split() == [ID]
    assert serge("search", "memoirs revolutionary", "--ids", *options).out.split().count(ID) == 1
    shown = serge("show", ID, *options).out
    assert "amended in your own catalogue" in shown
    assert "date, note, 1 edition" in shown
    assert "Nobody’s Press" in serge("list", "--editions", "--publisher", "nobody", *options).out
    assert json.loads(serge("show", ID, "--json", *options).out)[0]["own"] is True
    assert "1952" not in serge("list", "--only", "built-in", "--year", "1952", *options, code=1).out


def test_removing_an_amendment_brings_the_built_in_work_back(serge: Serge, own: Path) -> None:
    serge("remove", ID, "--yes", "--catalogue", str(own))
    assert "amends" not in own.read_text(encoding="utf-8")
    assert serge("show", "mine", "--catalogue", str(own)).out
    assert "amended" not in serge("show", ID, "--catalogue", str(own)).out


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ('amends = "nothing"', "the built-in catalogue has no work 'nothing'"),
        (f'amends = "{ID}"\nid = "x"', "cannot be used with amends"),
        (f'amends = "{ID}"\ndate = "x"', "'x' is not a date"),
        (f'amends = "{ID}"\nkind = "novle"', "'novle' is not one of"),
        (f'amends = "{ID}"\n[[works]]\namends = "{ID}"', "is amended by works[1] already"),
        ('amends = ""', "is empty"),
        ("amends = 1", "must be a text in quotes"),
    ],
)
def test_faults_of_an_amendment_are_told(catalogue: Catalogue, record: str, message: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        reader.read(f"[[works]]\n{record}\n", "own.toml", lambda: catalogue)
    assert message in str(caught.value)


def test_catalogue_that_stands_alone_amends_nothing() -> None:
    head = '[catalogue]\ntitle = "T"\nauthor = "A"\nlanguage = "en"\n'
    with pytest.raises(CatalogueError, match="needs the built-in catalogue"):
        reader.read(f'{head}[[works]]\namends = "{ID}"\n', "own.toml")


def test_check_tells_where_an_amendment_is_doubtful(serge: Serge, own: Path) -> None:
    own.write_text(AMENDS.replace("unknown hand", "unknown  hand"), encoding="utf-8")
    assert "own.toml:4:" in serge("check", str(own)).out.replace(str(own.parent) + "/", "")


EDITION = 'date = "1963", place = "Utopia", publisher = "Nobody’s Press"'


def test_editions_are_added_to_built_in_and_own_works(serge: Serge, tmp_path: Path) -> None:
    options = ("--catalogue", "own.toml")
    own = tmp_path / "own.toml"
    serge("add", "--edition-of", ID, "--edition", EDITION, *options)
    assert own.read_text(encoding="utf-8") == (
        f'[[works]]\namends = "{ID}"\neditions = [\n    {{ {EDITION} }},\n]\n'
    )
    own.write_text(own.read_text(encoding="utf-8") + AMENDS.split("\n\n")[1], encoding="utf-8")
    later = EDITION.replace("1963", "1964")
    serge("add", "--edition-of", ID, "--edition", later, *options)
    serge("add", "--edition-of", "mine", "--edition", EDITION, "--edition", later, *options)
    both = store.load(own)
    assert [str(one.date) for one in both.work(ID).editions[-2:]] == ["1963", "1964"]
    assert [str(one.date) for one in both.work("mine").editions] == ["1963", "1964"]


@pytest.mark.parametrize(
    ("record", "edited"),
    [
        ("x = 1 # y\n", "x = 1 # y\neditions = [\n    { a = 1 },\n]\n"),
        ("editions = []\n", "editions = [{ a = 1 }]\n"),
        ("editions = [ { b = 1 } ]\n", "editions = [ { b = 1 }, { a = 1 } ]\n"),
        ("editions = [\n    { b = 1 }, # c\n]\nx = 1\n", "editions = [\n    { b = 1 }, # c\n    { a = 1 },\n]\nx = 1\n"),
        ("editions = [\n    { b = 1 } # c\n]\n", None),
        ("editions = [\n    { b = 1 }\n]\n", "editions = [\n    { b = 1 },\n    { a = 1 },\n]\n"),
        ("[works.first_publication]\nc = 1\n", "editions = [\n    { a = 1 },\n]\n[works.first_publication]\nc = 1\n"),
        ("[[works.editions]]\nc = 1\n", None),
    ],
)  # fmt: skip
def test_edition_joins_the_text_of_a_record(record: str, edited: str | None) -> None:
    head, tail = '# Mine.\n[[works]]\nid = "a"\n', '\n# Next.\n[[works]]\nid = "b"\n'
    if edited is None:
        with pytest.raises(CatalogueError, match="serge edit"):
            blocks.add_edition(head + record + tail, "a", "{ a = 1 }")
    else:
        assert blocks.add_edition(head + record + tail, "a", "{ a = 1 }") == head + edited + tail


def test_edition_needs_a_table_and_a_work(serge: Serge) -> None:
    assert "--edition: is missing" in serge("add", "--edition-of", ID, code=2).err
    wrong = ("--edition-of", ID, "--edition", EDITION, "--title", "T")
    assert "--title: not with --edition-of" in serge("add", *wrong, code=2).err
    assert (
        "'x' is not a date"
        in serge("add", "--edition-of", ID, "--edition", 'date = "x"', code=2).err
    )
    serge("add", "--edition-of", "nothing-of-that-name", "--edition", EDITION, code=3)


def test_diff_is_a_patch_of_the_built_in_catalogue(serge: Serge, own: Path, tmp_path: Path) -> None:
    patch = serge("diff", "--catalogue", str(own)).out
    added = [line[1:] for line in patch.splitlines() if line.startswith("+") and line[1:2] != "+"]
    assert 'note = "The dust jacket is by an unknown hand."' in added
    assert '    { date = "1963", place = "Utopia", publisher = "Nobody’s Press" },' in added
    assert added[-4:] == ['id = "mine"', 'title = "Mine"', 'kind = "text"', f'part_of = "{ID}"']
    (tmp_path / "data").mkdir()
    copied = tmp_path / "data" / "works.toml"
    copied.write_bytes(DATA.read_bytes())
    subprocess.run(
        [str(which("git")), "apply", "-"], input=patch, cwd=tmp_path, encoding="utf-8", check=True
    )
    assert store.load(copied, alone=True).works == store.load(own).works
    serge("diff", "--catalogue", "none.toml", code=4)
