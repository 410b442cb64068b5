"""The commands remove and catalogue."""

import json
from pathlib import Path

import pytest

from tests.conftest import DATA, Serge
from tests.screen import plain, screen

RECORD = '[[works]]\nid = "{0}"\ntitle = "{0}"\nkind = "letter"\n'
TEXT = "# mine\n\n" + "\n".join(RECORD.format(name) for name in ("one", "two", "three"))

BUILT_IN = DATA.read_text(encoding="utf-8").count("[[works]]\n")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A catalogue of three works."""
    path = tmp_path / "own.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_just_that_record_is_taken_out(serge: Serge, own: Path) -> None:
    answer = serge("remove", "two", "--yes", "--catalogue", "own.toml")
    assert own.read_text(encoding="utf-8") == TEXT.replace(RECORD.format("two") + "\n", "")
    assert "removed two" in answer.err


def test_a_backup_is_kept(serge: Serge, own: Path) -> None:
    serge("remove", "one", "three", "--yes", "--catalogue", "own.toml")
    assert own.with_name("own.toml~").read_text(encoding="utf-8") == TEXT
    assert serge("list", "--only", "own", "--ids", "--catalogue", "own.toml").out == "two\n"


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("four", 3, "has the id 'four'"),
        ("tw", 3, "has the id 'tw'"),
        ("voline", 2, "built-in"),
    ],
)
def test_what_is_not_there_or_not_ones_own_stays(
    serge: Serge, own: Path, name: str, code: int, said: str
) -> None:
    answer = serge("remove", "one", name, "--yes", "--catalogue", "own.toml", code=code)
    assert said in answer.err
    assert own.read_text(encoding="utf-8") == TEXT


def test_to_change_a_built_in_work_an_amendment_is_proposed(serge: Serge, own: Path) -> None:
    for command in (("edit", "voline"), ("remove", "voline", "--yes")):
        said = serge(*command, "--catalogue", own.name, code=2, EDITOR="true").err
        assert '[[works]]\namends = "voline"\n' in said
    assert "Did you mean edit?" in serge("amend", "voline", code=2).err


def test_an_amendment_is_removed_under_its_name(serge: Serge, own: Path) -> None:
    own.write_text('[[works]]\namends = "voline"\nnote = "Mine."\n', encoding="utf-8")
    said = serge("remove", "voline", "--yes", "--catalogue", own.name).err
    assert said.startswith("removed your amendment of voline\n")


def test_what_others_name_stays(serge: Serge, own: Path) -> None:
    own.write_text(TEXT + 'see = ["one"]\n', encoding="utf-8")
    backup = own.with_name("own.toml~")
    backup.write_text("of before", encoding="utf-8")
    answer = serge("remove", "one", "--yes", "--catalogue", "own.toml", code=4)
    assert backup.read_text(encoding="utf-8") == "of before"
    assert answer.err == "own.toml: three: see[1]: refers to one, which would be removed\n"
    dry = serge("remove", "one", "--dry-run", "--catalogue", "own.toml", code=4)
    assert dry.err == answer.err
    serge("remove", "one", "three", "--dry-run", "--catalogue", "own.toml")
    assert own.read_text(encoding="utf-8") == TEXT + 'see = ["one"]\n'


def test_without_a_terminal_it_takes_a_yes(serge: Serge, own: Path) -> None:
    assert "--yes" in serge("remove", "one", "--catalogue", "own.toml", code=2).err
    assert own.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(("typed", "code", "left"), [("y\n", 0, 2), ("\n", 1, 3), ("\x04", 1, 3)])
def test_at_a_terminal_it_asks(own: Path, typed: str, code: int, left: int) -> None:
    shown = plain(screen("remove", "two", "--catalogue", str(own), typed=typed, code=code))
    assert "Remove? [y/N]" in shown
    assert own.read_text(encoding="utf-8").count("[[works]]") == left


# --- catalogue ---------------------------------------------------------------


def test_the_catalogues_in_use_are_named_and_counted(serge: Serge, own: Path) -> None:
    answer = serge("catalogue", "--catalogue", "own.toml")
    assert answer.out == f"built-in\t{BUILT_IN}\t{DATA}\t2026.1\t2026-11-29\nown\t3\town.toml\t\t\n"
    assert own.name in answer.out


def test_where_the_own_one_would_be_is_told(serge: Serge, tmp_path: Path) -> None:
    answer = serge("catalogue", XDG_DATA_HOME=str(tmp_path))
    assert f"own\t0\t{tmp_path}/serge/works.toml\t\t\n" in answer.out
    assert "serge add" in answer.err


def test_the_catalogues_as_json(serge: Serge, own: Path) -> None:
    told = json.loads(serge("catalogue", "--json", "--catalogue", str(own)).out)
    assert [(one["whose"], one["works"], one["there"]) for one in told] == [
        ("built-in", BUILT_IN, True),
        ("own", 3, True),
    ]


def test_a_catalogue_that_stands_alone_is_the_only_one(serge: Serge, tmp_path: Path) -> None:
    head = '[catalogue]\ntitle = "T"\nauthor = "A"\nlanguage = "en"\n'
    (tmp_path / "a.toml").write_text(head + RECORD.format("voline"), encoding="utf-8")
    answer = serge("catalogue", "--alone", "--catalogue", "a.toml")
    assert answer.out == "own\t1\ta.toml\t\t\n"


def test_a_dry_run_only_tells(serge: Serge, own: Path) -> None:
    answer = serge("remove", "one", "two", "--dry-run", "--catalogue", "own.toml")
    assert answer.err == "one  one\ntwo  two\nDry run: nothing was written.\n"
    assert own.read_text(encoding="utf-8") == TEXT
    assert [path.name for path in own.parent.iterdir()] == [own.name]
    assert (
        "No work in own.toml has the id"
        in serge("remove", "four", "--dry-run", "--catalogue", "own.toml", code=3).err
    )


def test_only_one_of_the_catalogues_is_told(serge: Serge, own: Path) -> None:
    for only in ("own", "built-in"):
        told = json.loads(serge("catalogue", "--only", only, "--json", "--catalogue", str(own)).out)
        assert [one["whose"] for one in told] == [only]
    assert (
        "--only: 'his' is not valid (choose own or built-in)"
        in serge("catalogue", "--only", "his", code=2).err
    )
