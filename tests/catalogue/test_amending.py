"""A person's own catalogue says otherwise, or more, of a built-in work."""

import json
from pathlib import Path

import pytest

from sergecli.catalogue import reader, store
from sergecli.errors import CatalogueError
from sergecli.model.work import Catalogue
from tests.conftest import Serge

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
    assert not serge("list", "--year", "1951", *options, code=1).out
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
        ('amends = "nothing"', "there is no work 'nothing' in the built-in catalogue"),
        (f'amends = "{ID}"\nid = "x"', "must not be given beside amends"),
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
