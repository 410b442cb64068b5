"""Which catalogue answers: another, one's own beside ours, one alone, a faulty or an empty one."""

import json
from pathlib import Path

import pytest

from tests.conftest import Serge

RECORD = '[[works]]\nid = "one"\ntitle = "One"\nkind = "letter"\n'


def test_another_catalogue_by_option_or_variable(serge: Serge, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RECORD, encoding="utf-8")
    assert serge("list", "--catalogue", str(path), "--only", "own", "--ids").out == "one\n"
    both = serge("list", "--ids", SERGE_CATALOGUE=str(path)).out.split()
    assert sorted(both) == sorted(
        [*serge("list", "--ids", "--only", "built-in").out.split(), "one"]
    )


def test_a_start_without_a_command(serge: Serge) -> None:
    assert "once-more-kronstadt" in serge().out
    assert serge(SERGE_ALONE="0").out == serge().out
    alone = serge(SERGE_ALONE="1", SERGE_CATALOGUE="mine.toml").out
    assert "your own catalogue, mine.toml" in alone
    assert "Serge" not in alone
    assert "kronstadt" not in alone
    for command in ("list", "search", "show", "cite", "add"):
        assert f"\n  serge {command} " in alone


def test_a_catalogue_alone_by_variable_or_by_its_author(serge: Serge, tmp_path: Path) -> None:
    head = '[catalogue]\ntitle = "W"\nauthor = "{}"\nlanguage = "en"\n'
    path = tmp_path / "mine.toml"
    own = {"SERGE_CATALOGUE": str(path)}
    path.write_text(head.format("Victor Serge") + RECORD, encoding="utf-8")
    assert len(serge("list", "--ids", **own).out.split()) > 1
    for command in (["list", "--ids"], ["search", "--ids", "one"], ["check", str(path)]):
        alone = serge(*command, SERGE_ALONE="1", **own)
        assert alone == serge(*command, "--alone", **own)
    assert serge("list", "--ids", SERGE_ALONE="1", **own).out == "one\n"
    path.write_text(head.format("Clara Zetkin") + RECORD, encoding="utf-8")
    for options in ([], ["--alone"], ["--only", "own"]):
        assert serge("list", "--ids", *options, **own).out == "one\n"
    (work,) = json.loads(serge("list", "--json", **own).out)
    assert (work["authors"], work["attribution"]) == (["Clara Zetkin"], "author")
    assert serge("search", "--ids", "one", **own).out == "one\n"
    assert serge("search", "kronstadt", code=1, **own).out == ""


def test_own_works_are_found_in_the_data_directory_and_marked(serge: Serge, tmp_path: Path) -> None:
    path = tmp_path / "data" / "serge" / "works.toml"
    path.parent.mkdir(parents=True)
    path.write_text(RECORD, encoding="utf-8")
    home = {"XDG_DATA_HOME": str(tmp_path / "data")}
    (line,) = (one for one in serge("list", **home).out.splitlines() if one.endswith("\town"))
    assert line.split("\t")[0] == "one"
    assert '"own": true' in serge("show", "one", "--json", **home).out
    assert serge("search", "one", "--ids", "--only", "own", **home).out == "one\n"
    assert "no catalogue of your own" in serge("list", "--only", "own", code=1).err
    assert "exclude" in serge("list", "--only", "own", "--alone", code=2, **home).err


def test_a_catalogue_alone_is_a_tool_for_any_author(serge: Serge, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OTHER_HEAD + RECORD, encoding="utf-8")
    shown = serge("cite", "--alone", "--catalogue", str(path))
    assert shown.out.startswith("Larina, Anna. ")
    assert "Serge" not in shown.out
    path.write_text(RECORD, encoding="utf-8")
    said = serge("list", "--alone", "--catalogue", str(path), code=4).err
    assert "a catalogue that stands alone needs a title, an author and a language" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "does not exist"),
        ("[[works]\n", "mine.toml:1"),
        ("[[works]]\nid = 1\n", "mine.toml:2: works[1]: id"),
        ('[[works]]\nid = "a"\ntitle = "A"\nkind = "book"\ndate = "1931-13"\n', "no month 13"),
    ],
)
def test_a_faulty_catalogue_is_named_with_line_and_field(
    serge: Serge, tmp_path: Path, text: str | None, said: str
) -> None:
    path = tmp_path / "mine.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    answer = serge("list", "--catalogue", str(path), code=4)
    assert not answer.out
    assert said in answer.err


def test_a_directory_is_no_catalogue(serge: Serge, tmp_path: Path) -> None:
    assert "directory" in serge("list", "--catalogue", str(tmp_path), code=4).err


def test_an_empty_catalogue_adds_nothing(serge: Serge, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("", encoding="utf-8")
    assert serge("list", "--catalogue", str(path)).out == serge("list").out
    assert "No works match." in serge("list", "--catalogue", str(path), "--only", "own", code=1).err


OTHER_HEAD = """\
[catalogue]
title = "The Writings of Anna Larina"
author = "Anna Larina"
language = "ru"
"""
HOSTILE = (
    r"[b]A[/b] \\[x] \u001b[31mred \u202eright",
    "x" * 5000,
    r"\u0007\u0000nul",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_shown_safely(serge: Serge, tmp_path: Path, title: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RECORD.replace('"One"', f'"{title}"'), encoding="utf-8")
    for arguments in (["list"], ["show", "one"], ["cite"], ["search", "one"]):
        only = () if arguments[0] == "show" else ("--only", "own")
        shown = serge(*arguments, "--catalogue", str(path), *only)
        for char in "\x1b\x00\x07\u202e":
            assert char not in shown.out + shown.err
