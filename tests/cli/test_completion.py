"""What the shells are offered, by Typer's protocols; `stress/test_shells` asks the shells."""

import json
from collections import Counter
from pathlib import Path

import pytest

from sergecli.cli import program
from sergecli.model.work import Catalogue
from tests.conftest import Serge

ONCE = "Once More: Kronstadt"
# Unless it is made plain, zsh runs what is in it.
EVIL = """It's "a" [b] (c): $(x) `y` 100% {d} \\\\" <(touch hacked)"""
PERSON = """Zed O’Neil "$HOME" $(echo no) `x`; é"""
OWN = f"""
[[works]]
id = "zed-one"
title = '''{EVIL}'''
kind = "letter"
editions = [{{ translators = ['''{PERSON}'''], date = "1999" }}]

[[works]]
id = "zed-two"
title = "Two\\u001b[31m"
kind = "letter"
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a catalogue of one's own."""
    home = tmp_path_factory.mktemp("home")
    (home / "data" / "serge").mkdir(parents=True)
    (home / "data" / "serge" / "works.toml").write_text(OWN, encoding="utf-8")
    return home


FISH = {"_SERGE_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}

# --- by their protocols ------------------------------------------------------


def offered(serge: Serge, line: str, **env: str) -> list[str]:
    """Give what bash is offered for a line of plain words."""
    words = line.split(" ")
    asked = {
        "_SERGE_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    return serge(**asked, **env).out.split()


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("serge show onc", ["once-more-kronstadt"]),
        ("serge pick --ki", ["--kind"]),
        ("serge list --kind poe", ["poem", "poetry"]),
        ("serge list --kind = poe", ["poem", "poetry"]),
        ("serge list --by =", ["author", "attributed", "about", "other", "translator"]),
        ("serge list --sort ", ["date", "title", "kind", "author", "index"]),
        ("serge list --in ", ["all", "index", "beyond"]),
        ("serge list --only ", ["own", "built-in"]),
        ("serge list --color ", ["auto", "always", "never"]),
        ("serge cite --style a", ["apa"]),
        ("serge cite --format bib", ["biblatex", "bibtex"]),
        ("serge list --translator Gree", ["Greeman"]),
        ("serge list --editor Riè", ["Rière"]),
        ("serge list --publisher Hay", ["Haymarket"]),
        ("serge list --language f", ["fa", "fr"]),
        ("serge list --year 1938 --sort ti", ["title"]),
        ("serge list --limit ", []),
        ("serge list --json tit", ["title"]),
        ("serge list --json id,title,da", ["id,title,date"]),
        ("serge list --json id,i", ["id,index", "id,index_date", "id,inner_titles"]),
        (
            "serge list --editions --json work,con",
            ["work,container", "work,contributors", "work,contents"],
        ),
        ("serge show no-such-work", []),
        ("serge completion f", ["fish"]),
        ("serge --", ["--version", "--help"]),
        ("serge --inst", []),
    ],
)
def test_what_may_follow(serge: Serge, line: str, values: list[str]) -> None:
    assert offered(serge, line) == values


def test_every_command_is_offered(serge: Serge) -> None:
    assert offered(serge, "serge ") == list(program.COMMANDS)
    assert offered(serge, "serge li") == ["list"]


def test_years_are_those_that_have_works_and_say_how_many(
    serge: Serge, catalogue: Catalogue
) -> None:
    asked = {**FISH, "_TYPER_COMPLETE_ARGS": "serge list --year 193"}
    told = dict(line.split("\t") for line in serge(**asked).out.splitlines())
    exact = Counter(
        work.date.earliest.year
        for work in catalogue
        if work.date and work.date.earliest.year == work.date.latest.year
    )
    for year in range(1930, 1940):
        assert int(told[str(year)].split()[0]) >= max(exact[year], 1)
    answer = serge("list", "--year", "1938", "--ids").out
    assert told["1938"] == f"{len(answer.splitlines())} works"
    assert offered(serge, "serge list --year 1936-193") == [f"1936-193{n}" for n in range(7, 10)]


def test_an_edition_is_offered_by_a_year_that_means_only_one(serge: Serge) -> None:
    years = offered(serge, "serge cite unforgiving-years --edition ")
    assert "1971" in years
    for year in years:
        assert serge("cite", "unforgiving-years", "--edition", year).out


def test_an_edition_without_a_year_of_its_own_is_offered_by_its_publisher(serge: Serge) -> None:
    found = offered(serge, "serge cite conquered-city --edition ")
    printed = serge("list", "--editions", "--json").out
    years = [
        one["date"][:4]
        for one in json.loads(printed)
        if one["work"] == "conquered-city" and "date" in one
    ]
    assert {one for one in found if one.isdecimal()} == {y for y in years if years.count(y) == 1}
    assert "Página" in found or "Rencontre" in found or "New" in found
    for one in found:
        assert serge("cite", "conquered-city", "--edition", one).out


def test_the_language_of_the_catalogue_is_offered_too(serge: Serge) -> None:
    assert {"en", "fr"} <= set(offered(serge, "serge list --language "))


def test_only_own_works_are_offered_to_be_removed(serge: Serge, home: Path) -> None:
    path = home / "data" / "serge" / "works.toml"
    line = f"serge remove --catalogue {path} "
    assert offered(serge, line) == ["zed-one", "zed-two"]
    assert offered(serge, "serge remove ") == []


def test_another_catalogue_is_asked_where_it_is_named(serge: Serge, home: Path) -> None:
    path = home / "data" / "serge" / "works.toml"
    options = f"--catalogue {path} --alone"
    assert offered(serge, f"serge show {options} zed") == []  # it has no head of its own
    assert offered(serge, f"serge show --catalogue {path} zed") == ["zed-one", "zed-two"]
    assert offered(serge, "serge show zed", XDG_DATA_HOME=str(home / "data"))
    assert offered(serge, "serge show zed") == []


def test_a_faulty_catalogue_offers_nothing_and_says_nothing(serge: Serge, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[[works]]\n", encoding="utf-8")
    line = "serge list --catalogue bad.toml --alone --year 19"
    answer = serge(**FISH, _TYPER_COMPLETE_ARGS=line)
    assert (answer.out.strip(), answer.err) == ("", "")


@pytest.mark.parametrize(
    ("shell", "asked", "line"),
    [
        ("zsh", {"_TYPER_COMPLETE_ARGS": "serge show once"}, "once-more-kronstadt"),
        (
            "fish",
            {
                "_TYPER_COMPLETE_ARGS": "serge show once",
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            },
            "once-more-kronstadt\tOnce More： Kronstadt",
        ),
        (
            "powershell",
            {
                "_TYPER_COMPLETE_ARGS": "serge show once",
                "_TYPER_COMPLETE_WORD_TO_COMPLETE": "once",
            },
            "once-more-kronstadt:::Once More： Kronstadt",
        ),
    ],
)
def test_each_shell_is_told_the_titles(
    serge: Serge, shell: str, asked: dict[str, str], line: str
) -> None:
    assert line in serge(_SERGE_COMPLETE=f"complete_{shell}", **asked).out


def test_no_title_is_syntax_to_a_shell(serge: Serge, home: Path) -> None:
    asked = {"_SERGE_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "serge show zed"}
    shown = serge(**asked, XDG_DATA_HOME=str(home / "data")).out
    assert "It’s ”a” ［b］ (c)： ＄(x) ‘y‘ 100% {d} ⧵" in shown
    assert "Two\ufffd［31m" in shown


@pytest.mark.parametrize(
    "asked",
    [
        {"_SERGE_COMPLETE": "complete_bash"},
        {"_SERGE_COMPLETE": "complete_bash", "COMP_WORDS": "serge\nli"},
        {"_SERGE_COMPLETE": "complete_bash", "COMP_WORDS": "serge", "COMP_CWORD": "x"},
        {"_SERGE_COMPLETE": "complete_zsh"},
        {"_SERGE_COMPLETE": "complete_fish"},
    ],
)
def test_whoever_is_no_shell_is_told_so(serge: Serge, asked: dict[str, str]) -> None:
    assert "serge completion SHELL" in serge(**asked, code=2).err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_each_shell_is_given_its_script(serge: Serge, shell: str) -> None:
    assert "_SERGE_COMPLETE" in serge("completion", shell).out
    assert serge("completion", SHELL=f"/usr/bin/{shell}").out == serge("completion", shell).out


def test_an_unknown_shell_is_refused(serge: Serge) -> None:
    assert "choose bash, zsh, fish" in serge("completion", "csh", code=2).err
    assert "choose bash, zsh, fish" in serge("completion", code=2).err
