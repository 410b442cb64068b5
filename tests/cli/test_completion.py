"""What the shells are offered, by their protocols and by themselves at a terminal."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sergecli.cli.shells import SHELLS
from sergecli.model.work import Catalogue
from tests.conftest import Serge
from tests.driven import ENTER, KILL_LINE, TAB, Driven, found, on_path

ONCE = "Once More: Kronstadt"
EVIL = """It's "a" [b] (c): $(x) `y` 100% {d} \\\\e"""
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


# --- by their protocols ------------------------------------------------------


def offered(serge: Serge, line: str, **env: str) -> list[str]:
    """Give what fish is offered for a line, without what is told of it."""
    asked = {"_SERGE_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": line}
    return [one.split("\t")[0] for one in serge(**asked, **env).out.splitlines()]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("serge show onc", ["once-more-kronstadt"]),
        ("serge pick --ki", ["--kind"]),
        ("serge list --kind poe", ["poem", "poetry"]),
        ("serge list --kind=poe", ["--kind=poem", "--kind=poetry"]),
        ("serge list --by=", ["--by=author", "--by=attributed", "--by=about", "--by=other"]),
        ("serge list --sort ", ["date", "title", "kind", "author"]),
        ("serge list --in ", ["all", "index", "beyond"]),
        ("serge list --only ", ["own", "built-in"]),
        ("serge list --color ", ["auto", "always", "never"]),
        ("serge cite --style a", ["apa"]),
        ("serge cite --format bib", ["biblatex", "bibtex"]),
        ("serge list --translator Mit", ["Mitchell Abidor"]),
        ("serge list --translator 'Mitchell A", ["Mitchell Abidor"]),
        ("serge list --translator Mitchell\\ ", ["Mitchell Abidor"]),
        ("serge list --translator Gree", ["Greeman"]),
        ("serge list --editor Jean\\ R", ["Jean Rière"]),
        ("serge list --publisher 'New York", ["New York Review Books"]),
        ("serge list --language f", ["fr"]),
        ("serge list --year 1938 --sort ti", ["title"]),
        ("serge list --limit ", []),
        ("serge show no-such-work", []),
        ("serge nothing ", []),
    ],
)
def test_what_may_follow(serge: Serge, line: str, values: list[str]) -> None:
    assert offered(serge, line) == values


def test_every_command_is_offered(serge: Serge) -> None:
    listed = re.findall(r"^│ (\w+) ", serge("--help", COLUMNS="100").out, flags=re.MULTILINE)
    assert offered(serge, "serge ") == sorted(listed, key=offered(serge, "serge ").index)
    assert len(listed) > 5


def test_years_are_those_that_have_works_and_say_how_many(
    serge: Serge, catalogue: Catalogue
) -> None:
    asked = {"_SERGE_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "serge list --year 193"}
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
    assert "New York Review Books" in found
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
    asked = {"_SERGE_COMPLETE": "complete_fish"}
    line = "serge list --catalogue bad.toml --alone --year 19"
    answer = serge(**asked, _TYPER_COMPLETE_ARGS=line)
    assert (answer.out, answer.err) == ("", "")


@pytest.mark.parametrize(
    ("shell", "asked", "lines"),
    [
        ("bash", {"COMP_WORDS": "serge\nlist\n--editor\nYv", "COMP_CWORD": "3"}, ["Yves\\ Pagès"]),
        ("bash", {"COMP_WORDS": "serge\nlist\n--editor\n'Yv", "COMP_CWORD": "3"}, ["Yves Pagès"]),
        ("bash", {"COMP_WORDS": "serge\ncite\n--style\n=\nml", "COMP_CWORD": "4"}, ["mla"]),
        ("bash", {"COMP_WORDS": "serge\ncite\n--style\n=", "COMP_CWORD": "3"}, None),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "serge show once"}, ["once-more-kronstadt:" + ONCE]),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "serge list --by=ab"}, ["--by=about"]),
        (
            "powershell",
            {
                "_TYPER_COMPLETE_ARGS": "serge list --editor Yv",
                "_TYPER_COMPLETE_WORD_TO_COMPLETE": "Yv",
            },
            ["'Yves Pagès'\tYves Pagès\t4 works"],
        ),
        (
            "pwsh",
            {
                "_TYPER_COMPLETE_ARGS": "serge list --editor 'Yves P",
                "_TYPER_COMPLETE_WORD_TO_COMPLETE": "'Yves P",
            },
            ["'Yves Pagès'\tYves Pagès\t4 works"],
        ),
        (
            "powershell",
            {
                "_TYPER_COMPLETE_ARGS": "serge show onc",
                "_TYPER_COMPLETE_WORD_TO_COMPLETE": "onc",
            },
            ["once-more-kronstadt\tonce-more-kronstadt\t" + ONCE],
        ),
        (
            "powershell",
            {
                "_TYPER_COMPLETE_ARGS": "serge cite --style=ml",
                "_TYPER_COMPLETE_WORD_TO_COMPLETE": "--style=ml",
            },
            ["--style=mla\t--style=mla\t "],
        ),
    ],
)
def test_each_shell_is_answered_in_its_own_way(
    serge: Serge, shell: str, asked: dict[str, str], lines: list[str] | None
) -> None:
    said = serge(_SERGE_COMPLETE=f"complete_{shell}", **asked).out.splitlines()
    if lines is None:
        assert "chicago" in said
    else:
        assert said == lines


@pytest.mark.parametrize(
    ("shell", "value", "line"),
    [
        ("bash", "a b'c$d", r"a\ b\'c\$d"),
        ("zsh", "a:b\\c", r"a\:b\\c:told"),
        ("fish", "a b'c", "a b'c\ttold"),
        ("pwsh", "O’Neil 'x'", "'O’’Neil ''x'''\tO’Neil 'x'\ttold"),
    ],
)
def test_a_value_is_quoted_for_its_shell(shell: str, value: str, line: str) -> None:
    given = {"COMP_WORDS": "serge\nlist\n--editor\na"}
    assert SHELLS[shell].write(value, "told", given) == line
    if shell == "bash":
        write = SHELLS[shell].write
        assert write("a'b", "", {"COMP_WORDS": "serge\n'a"}) == r"a'\''b"
        assert write('a"$b', "", {"COMP_WORDS": 'serge\n"a'}) == r"a\"\$b"


def test_files_are_for_the_shell_to_offer(serge: Serge) -> None:
    asked = {"_SERGE_COMPLETE": "complete_fish"}
    for line in ("serge list --catalogue ", "serge cite --output=", "serge import "):
        assert serge(**asked, _TYPER_COMPLETE_ARGS=line, code=1).out == ""


def test_an_unknown_shell_is_refused(serge: Serge) -> None:
    assert "bash, zsh, fish" in serge(_SERGE_COMPLETE="complete_csh", code=2).err
    assert "bash, zsh, fish" in serge(_SERGE_COMPLETE="bash", code=2).err


def test_powershell_is_given_its_script(serge: Serge) -> None:
    script = serge(_SERGE_COMPLETE="source_powershell").out
    assert script.startswith("Register-ArgumentCompleter -Native -CommandName serge")
    assert script.count("{") == script.count("}")


# --- at a terminal -----------------------------------------------------------

COMMANDS = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["-i"]}
STARTS = {"bash": [".bashrc"], "zsh": [".zshrc"], "fish": []}
PROMPTS = {
    "bash": "PS1='READY> '",
    "zsh": "PS1='READY> '",
    "fish": "function fish_prompt; echo 'READY> '; end",
}


class Session:
    """A shell at a terminal, in which completion was installed as the manual says."""

    def __init__(self, name: str, at: Driven) -> None:
        self.name, self.at = name, at

    def line(self, typed: str, *, ends: str) -> str:
        """Type a line and TAB at its end; wait for what the line becomes."""
        self.clear()
        self.at.press(typed + TAB)
        return self.at.until(f"READY> {ends}")

    def clear(self) -> None:
        """Give the line up, and clear the screen."""
        # Not Ctrl-C: the terminal throws away what is typed right after it.
        self.at.press(f"{KILL_LINE}clear{ENTER}")
        self.at.still(0.15)
        self.at.until("READY>", without="clear")


@pytest.fixture(scope="module", params=["bash", "zsh", "fish"])
def session(
    request: pytest.FixtureRequest, home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    name = request.param
    shell = found(name)
    here = tmp_path_factory.mktemp(name)
    (here / "bin").mkdir()
    (here / "zzz-file").touch()
    (here / "mine.toml").touch()
    env = {
        "PATH": on_path(here / "bin"),
        "HOME": str(here),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(here / ".config"),
    }
    with Driven([shell, *COMMANDS[name]], (100, 30), env, here) as first:
        first.still()
        first.press(f"serge --install-completion{ENTER}")
        first.until("completion installed in")
    with Driven([shell, *COMMANDS[name]], (100, 30), env, here) as at:
        at.still()
        for file in STARTS[name]:
            at.press(f"source ~/{file}{ENTER}")
        at.press(f"{PROMPTS[name]}{ENTER}clear{ENTER}")
        at.until("READY>", without="clear")
        yield Session(name, at)


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("serge show onc", "serge show once-more-kronstadt"),
        ("serge cite --style=ml", "serge cite --style=mla"),
        ("serge list --rev", "serge list --reverse"),
        ("serge catal", "serge catalogue"),
        ("serge list --translator Mit", r"serge list --translator Mitchell\ Abidor"),
        ("serge list --translator 'Mit", "serge list --translator 'Mitchell Abidor'"),
        ('serge list --translator "Mit', 'serge list --translator "Mitchell Abidor"'),
        (r"serge list --editor Jean\ R", r"serge list --editor Jean\ Rière"),
        ("serge list --editor=Yv", r"serge list --editor=Yves\ Pagès"),
        ("serge list --catalogue mi", "serge list --catalogue mine.toml"),
    ],
)
def test_tab_completes(session: Session, typed: str, ends: str) -> None:
    session.line(typed, ends=ends)


def test_files_are_not_offered_for_works(session: Session) -> None:
    session.line("serge show zzz", ends="serge show zzz")
    session.at.still()
    assert "zzz-file" not in session.at.shown


def test_titles_stand_beside_the_ids(session: Session) -> None:
    shown = session.line("serge show zed", ends="serge show zed-")
    if session.name == "bash":
        # The first finds that nothing more is common to them, the second lists them.
        session.at.press(TAB + TAB)
        session.at.until("zed-one", "zed-two")
        return
    session.at.press(TAB)
    shown = session.at.until("zed-two", "Two\ufffd[31m")
    assert EVIL.replace("\\\\", "\\") in shown.replace("\\\\", "\\")
    assert b"\x1b[31mTwo" not in session.at.raw


def test_a_name_reaches_serge_as_it_is(session: Session) -> None:
    """What stands in a catalogue is quoted, and nothing of it is ever run."""
    for quote in ("", "'", '"'):
        session.clear()
        session.at.press(f"serge list --ids --only own --translator {quote}Zed{TAB}")
        session.at.until("Neil")
        session.at.press(ENTER)
        session.at.until("\nzed-one\n")
