"""What `from sergecli.api import load, search, cite` answers."""

import doctest
import json
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

import sergecli
from sergecli import api
from sergecli.api import cite, load, search
from sergecli.errors import CatalogueError, LossWarning, UnknownWorkError, UsageError
from sergecli.model.work import Catalogue
from sergecli.search.filters import Query, select
from tests.conftest import Serge

PAGE = Path(__file__).parents[1] / "docs" / "python.md"
BLOCK = re.compile(r"^```(python)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LETTER = "once-more-kronstadt"
HEAD = """[catalogue]
title = "The Writings of Marguerite Yourcenar"
author = "Marguerite Yourcenar"
language = "fr"
"""
RECORD = """
[[works]]
id = "alexis"
title = "Alexis"
kind = "novel"
date = "1929"
"""


class Page(doctest.DocTestParser):
    """Read the Python blocks of a page, where an empty line is one that was printed."""

    def parse(self, string: str, name: str = "<string>") -> list[Any]:
        blocks = (block for language, block in BLOCK.findall(string) if language)
        marked = (re.sub("^$", "<BLANKLINE>", one[:-1], flags=re.MULTILINE) for one in blocks)
        return super().parse("\n\n".join(marked) + "\n", name)


def test_the_page_says_what_python_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, parser=Page())
    assert tried > 30
    assert not failed
    assert len(json.loads((tmp_path / "kronstadt.json").read_text(encoding="utf-8"))) == 2
    assert "Twice Met" in (tmp_path / "obituaries.html").read_text(encoding="utf-8")


def loaded_by(program: str) -> set[str]:
    """Give the modules that a program loads in an interpreter of its own."""
    said = f"{program}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_opening_the_door_costs_nothing_heavy() -> None:
    opened = "from sergecli.api import load, search, cite\ncatalogue = load()\n"
    cited = loaded_by(f'{opened}cite(catalogue)\ncite(catalogue, format="csv")')
    assert "sergecli.api" in cited
    assert cited.isdisjoint({"rich", "typer", "click", "rapidfuzz", "pydantic", "tomli_w"})
    searched = loaded_by(f'{opened}search(catalogue, "cronstadt")')
    assert "rapidfuzz" in searched
    assert searched.isdisjoint({"rich", "typer"})


def test_the_package_itself_loads_nothing() -> None:
    assert {one for one in loaded_by("from sergecli import __version__") if "serge" in one} == {
        "sergecli"
    }
    assert "sergecli.api" not in loaded_by("import sergecli.cli.app")


def test_a_file_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[works]]\nid = "a"\ntitle = "A"\nkind = "novel"\ndate = "1938-13"\n')
    (finding,) = api.check(path)
    assert (finding.level, finding.line, finding.id, finding.field) == ("error", 5, "a", "date")
    assert [gone.message for gone in api.check(tmp_path / "gone")] == ["the file does not exist"]


def test_the_api_has_four_names() -> None:
    assert api.__all__ == ["check", "cite", "load", "search"]
    assert (Path(sergecli.__file__).with_name("py.typed")).is_file()


@pytest.mark.parametrize("words", ["cronstadt", "le retif", "trotski lettre", "photosynthesis", ""])
def test_a_search_finds_what_the_program_finds(
    serge: Serge, catalogue: Catalogue, words: str
) -> None:
    found = [work.id for work in search(catalogue, words)]
    assert found == serge("search", words, "--ids", code=not found).out.split()
    assert [work.id for work in search(catalogue, words, limit=2)] == found[:2]


def test_a_search_among_some_works(catalogue: Catalogue) -> None:
    letters = (work for work in catalogue if work.kind == "letter")
    assert {work.kind for work in search(letters, "trotsky")} == {"letter"}
    assert search([], "trotsky") == []


@pytest.mark.parametrize(
    ("wish", "options"),
    [
        ({}, []),
        ({"style": "mla", "format": "markdown"}, ["--style", "mla", "--format", "markdown"]),
        ({"style": "apa", "format": "html"}, ["--style", "apa", "--format", "html"]),
        ({"format": "biblatex"}, ["--format", "biblatex"]),
        ({"format": "csl-json"}, ["--format", "csl-json"]),
        ({"form": "note", "page": "212"}, ["--note", "--page", "212"]),
        ({"form": "short"}, ["--short"]),
        ({"style": "apa", "form": "in-text"}, ["--style", "apa", "--in-text"]),
        ({"own_order": True}, ["--sort", "date"]),
    ],
)
def test_a_citation_reads_as_the_program_writes_it(
    serge: Serge, catalogue: Catalogue, wish: dict[str, Any], options: list[str]
) -> None:
    works = [catalogue.work(name) for name in ("resistance", LETTER, "twice-met")]
    if wish.get("own_order"):
        works = select(works, Query(sort="date"))
    names = [work.id for work in works]
    with warnings.catch_warnings(record=True) as losses:
        warnings.simplefilter("always")
        written = cite(works, **wish)
    answer = serge("cite", *names, *options)
    assert written == answer.out
    assert [str(loss.message) for loss in losses] == [
        line.removeprefix("serge: ") for line in answer.err.splitlines()
    ]


@pytest.mark.filterwarnings("ignore::sergecli.errors.LossWarning")
def test_one_work_several_and_none(serge: Serge, catalogue: Catalogue) -> None:
    letter = catalogue.work(LETTER)
    alone = serge("cite", LETTER).out
    assert cite(letter) == cite([letter]) == cite(iter([letter])) == alone
    assert cite(catalogue) == serge("cite").out
    assert cite([]) == ""
    assert cite([], format="csl-json") == "[]\n"


def test_an_edition_and_a_style_of_others(serge: Serge, catalogue: Catalogue) -> None:
    memoirs = catalogue.work("memoirs-of-a-revolutionary")
    assert cite(memoirs, edition="1963") == serge("cite", memoirs.id, "--edition", "1963").out
    ieee = serge("cite", LETTER, "--csl", "ieee").out
    assert cite(catalogue.work(LETTER), csl="ieee") == ieee


def test_a_loss_is_warned_of_where_it_was_asked_for(catalogue: Catalogue) -> None:
    with pytest.warns(LossWarning, match="BibLaTeX") as losses:
        cite(catalogue, format="biblatex")
    assert {loss.filename for loss in losses} == {__file__}


def test_a_catalogue_beside_the_built_in_one_and_alone(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    beside, alone = tmp_path / "beside.toml", tmp_path / "alone.toml"
    beside.write_text(RECORD, encoding="utf-8")
    alone.write_text(HEAD + RECORD, encoding="utf-8")
    both = load(str(beside))
    assert len(both) == len(catalogue) + 1
    assert both.own == {"alexis"}
    assert cite(both.work("alexis")) == "Serge, Victor. Alexis. 1929.\n"
    mine = load(alone, alone=True)
    assert [work.id for work in mine] == ["alexis"]
    assert search(mine, "yourcenar") == list(mine)
    assert cite(mine) == cite(mine.work("alexis"), catalogue=mine)
    assert cite(mine) == "Yourcenar, Marguerite. Alexis. 1929.\n"
    assert load() == catalogue


def test_a_faulty_file_is_told_with_every_fault(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="the file does not exist"):
        load(tmp_path / "absent.toml")
    with pytest.raises(CatalogueError, match="is a directory"):
        load("")
    faulty = tmp_path / "faulty.toml"
    faulty.write_text(RECORD.replace("novel", "song").replace("1929", "29"), encoding="utf-8")
    with pytest.raises(CatalogueError) as told:
        load(faulty)
    assert {fault.field for fault in told.value.problems} == {"kind", "date"}


def test_a_name_that_leads_nowhere(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownWorkError, match="No work has the id 'kronstadt'"):
        catalogue.work("kronstadt")
    with pytest.raises(UnknownWorkError, match="‘1700’ is not an edition"):
        cite(catalogue.work(LETTER), edition="1700")


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"style": "harvard"}, r"style: 'harvard' is not valid \(choose chicago, "),
        ({"style": "harvard", "format": "ris"}, "style: 'harvard' is not valid"),
        ({"style": "chigaco"}, r"style: 'chigaco' is not valid; did you mean chicago\? \(choose"),
        ({"format": "pdf"}, r"format: 'pdf' is not valid \(choose text, markdown"),
        ({"format": "docx"}, "docx is only written to a file: --output FILE.docx"),
        ({"form": "foot"}, r"form: 'foot' is not valid \(choose bibliography, note"),
        (
            {"page": "212"},
            "a page or another place needs one of the forms note, short, notes and in-text",
        ),
        ({"form": "note", "format": "ris"}, "‘note’ needs one of the formats text, markdown"),
        ({"form": "note", "style": "apa"}, "apa cites in the text"),
        ({"form": "in-text"}, "chicago cites in notes"),
        ({"csl": "ieee", "form": "note"}, "CSL style needs a bibliography"),
        ({"csl": "ieee", "format": "ris"}, "CSL style needs a bibliography"),
        ({"csl": "no-such-style"}, "no-such-style"),
    ],
)
def test_what_does_not_go_together_is_said(
    catalogue: Catalogue, wish: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        cite(catalogue.work(LETTER), **wish)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_must_be_at_least_one(catalogue: Catalogue, limit: int) -> None:
    with pytest.raises(UsageError, match="must be at least 1"):
        search(catalogue, "kronstadt", limit)
