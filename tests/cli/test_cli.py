"""The program as a person meets it: answers, refusals, exit codes."""

import json
import re
from pathlib import Path

import pytest
import typer

import sergecli
from sergecli.cli import app
from sergecli.model.work import Catalogue
from tests.conftest import DATA, Serge

COMMANDS = ("list", "search", "show", "cite", "open")
RECORD = '[[works]]\nid = "one"\ntitle = "One"\nkind = "letter"\n'


def test_the_versions_are_those_of_the_program_and_of_its_catalogue(
    serge: Serge, catalogue: Catalogue
) -> None:
    version, day = catalogue.head.version, catalogue.head.date
    said = f"serge {sergecli.__version__} (catalogue {version}, {day})\n"
    assert serge("--version").out == said
    (line,) = serge("catalogue", "--only", "built-in").out.splitlines()
    assert line.split("\t")[3:] == [version, str(day)]
    citation = (DATA.parents[1] / "CITATION.cff").read_text(encoding="utf-8")
    assert f'\nversion: "{version}"\ndate-released: {day}\n' in citation
    assert f'\ntitle: "{catalogue.head.title}"\n' in citation
    assert [f"{name}," for name in re.findall('- name: "(.+)"', citation)] == list(
        catalogue.head.compilers
    )


def test_the_main_help_names_the_commands_and_exit_codes(serge: Serge) -> None:
    shown = serge("--help").out
    for command in COMMANDS:
        assert command in shown
    assert "3 no such work" in " ".join(shown.split())


def test_without_a_command_five_lines_say_what_to_type_first(serge: Serge) -> None:
    suggested = re.findall(r"^  (serge .*?)  ", serge().out, re.MULTILINE)
    assert len(suggested) == 5
    for line in suggested:
        # A test opens no browser.
        assert serge(*line.split()[1:], *["--print"] * line.startswith("serge open")).out


# --- list --------------------------------------------------------------------


def test_a_pipe_gets_one_whole_line_a_work_with_the_id_first(serge: Serge) -> None:
    lines = serge("list").out.splitlines()
    works = json.loads(serge("list", "--json").out)
    assert [line.split("\t")[0] for line in lines] == [work["id"] for work in works]
    assert all(line.count("\t") == 6 for line in lines)
    assert lines[3].split("\t")[2] == works[3]["title"]


def test_the_years_of_a_filter_work_as_a_reader_means_them(serge: Serge) -> None:
    ids = serge("list", "--year", "1936-1937", "--ids").out.split()
    assert "letter-to-trotsky-1936-08-10" in ids
    assert "pages-from-the-diary-of-victor-serge" in ids
    assert "letter-to-rene-lefeuvre" not in ids
    assert "jacson" in serge("list", "--year", "1946-", "--ids").out.split()


def test_kinds_add_up_and_other_filters_narrow(serge: Serge, catalogue: Catalogue) -> None:
    poems = serge("list", "--kind", "poem", "--ids").out.split()
    both = serge("list", "--kind", "poem", "--kind", "novel", "--ids").out.split()
    assert "machine-gun" in poems
    assert set(poems) < set(both)
    assert serge("list", "--by", "attributed", "--ids").out.split() == ["on-their-morals-and-ours"]
    about = {work.id for work in catalogue if work.attribution == "about"}
    assert set(serge("list", "--by", "about", "--ids").out.split()) == about


def test_limit_reverse_and_sort(serge: Serge) -> None:
    ids = serge("list", "--sort", "date", "--reverse", "--limit", "2", "--ids").out.split()
    assert ids[0] == serge("list", "--sort", "date", "--ids").out.split()[-1]
    assert len(ids) == 2


def test_nothing_left_by_the_filters_ends_with_one(serge: Serge) -> None:
    answer = serge("list", "--year", "1850", code=1)
    assert not answer.out
    assert "No works match." in answer.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--year", "19x"), "write 1938, 1936-1940, 1936-, -1940, 1930s, 1938-04 or"),
        (("list", "--year", "1940-1936"), "1936-1940"),
        (("list", "--limit", "0"), "0 is less than 1"),
        (("list", "--kind", "leter"), "letter"),
        (("list", "--by", "him"), "author, attributed, about, other or translator"),
        (("list", "--sort", "size"), "date, title, kind"),
        (("list", "--color", "red"), "auto, always or never"),
        (("cite", "--style", "turabian"), "chicago"),
        (("cite", "--format", "bibtec"), "bibtex"),
        (("cite", "--note", "--in-text"), "exclude"),
        (("cite", "--page", "3"), "(--note, --short, --notes or --in-text)"),
        (("cite", "--style", "mla", "--note"), "use --in-text"),
        (("cite", "--in-text"), "notes"),
        (("frobnicate",), "frobnicate"),
        (("list", "--frobnicate"), "--frobnicate"),
    ],
)
def test_wrong_usage_says_what_would_be_right(
    serge: Serge, arguments: tuple[str, ...], said: str
) -> None:
    answer = serge(*arguments, code=2)
    assert not answer.out
    assert said in " ".join(answer.err.split())


# --- one work ----------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["once-more-kronstadt", "once", "Once More: Kronstadt", "cronstadt once"]
)
def test_a_work_answers_to_its_id_its_beginning_and_its_title(serge: Serge, name: str) -> None:
    shown = serge("show", name).out
    assert shown.startswith("Once More: Kronstadt\n")
    assert "The New International" in shown


def test_several_works_are_shown_one_after_the_other(serge: Serge) -> None:
    shown = serge("show", "voline", "jacson").out
    ids = [line.split()[1] for line in shown.splitlines() if line.startswith("Id  ")]
    assert ids == ["voline", "jacson"]


def test_ids_come_from_standard_input(serge: Serge) -> None:
    lines = serge("list", "--kind", "poem").out
    assert "Machine Gun\n" in serge("show", "-", stdin=lines).out
    assert "Machine Gun" in serge("cite", "-", stdin="machine-gun\n\n").out


def test_an_unknown_work_names_the_nearest(serge: Serge) -> None:
    answer = serge("show", "lenins-hier", code=3)
    assert not answer.out
    assert "lenins-heir" in answer.err


def test_words_that_lead_to_several_works_list_them(serge: Serge) -> None:
    answer = serge("cite", "greeman", code=3)
    assert not answer.out
    assert "the-kibalchich-legend" in answer.err
    assert "more: serge search greeman" in answer.err


def test_editions_are_listed_and_cited(serge: Serge) -> None:
    english = serge("list", "--editions", "--language", "en", "--translator", "greeman").out
    assert "unforgiving-years\t2008" in english
    assert "Seuil" not in english
    found = json.loads(serge("list", "--editions", "--publisher", "nyrb", "--json").out)
    assert {"work", "date", "publisher"} <= set(found[0])
    assert "1971" in serge("cite", "unforgiving-years", "--edition", "1971").out
    assert "2008" in serge("cite", "unforgiving-years").out
    assert "1972" in serge("cite", "men-in-prison", "--edition", "penguin").out
    carnets = serge("cite", "voline", "--edition", "2012").out
    assert "Agone" in carnets
    assert "Abidor" not in carnets
    assert "Abidor" in serge("cite", "voline").out
    several = serge("cite", "men-in-prison", "--edition", "greeman", code=3).err
    assert "Doubleday" in several
    assert "1969" in serge("cite", "men-in-prison", "--edition", "1800", code=3).err


def test_the_index_and_what_lies_beyond_it_are_kept_apart(serge: Serge) -> None:
    indexed = serge("list", "--in", "index", "--ids").out.split()
    beyond = serge("list", "--in", "beyond", "--ids").out.split()
    assert len(indexed) == 110
    assert serge("list", "--sort", "index", "--ids").out.split() == [
        *serge("list", "--sort", "index", "--in", "index", "--ids").out.split(),
        *serge("list", "--sort", "index", "--in", "beyond", "--ids").out.split(),
    ]
    assert set(indexed).isdisjoint(beyond)
    assert "unforgiving-years" in beyond


def test_other_styles_of_csl(serge: Serge) -> None:
    cited = serge("cite", "once-more-kronstadt", "jacson", "--csl", "nature").out.splitlines()
    assert len(cited) == 2
    assert cited[0].startswith("1.")
    assert "no CSL style" in serge("cite", "jacson", "--csl", "no-such-style", code=2).err
    assert "a CSL style needs" in serge("cite", "jacson", "--csl", "nature", "--note", code=2).err
    html = serge("cite", "jacson", "--csl", "nature", "--format", "html").out
    assert "<em>" in html


def test_a_name_of_several_works_lists_them(serge: Serge) -> None:
    answer = serge("show", "Letter to Trotsky", code=3)
    assert "letter-to-trotsky-1936-08-10" in answer.err
    assert "letter-to-trotsky-1936-08-14" in answer.err


def test_open_prints_the_address(serge: Serge) -> None:
    answer = serge("open", "once-more-kronstadt", "--print")
    assert answer.out == "https://www.marxists.org/archive/serge/1938/04/kronstadt.htm\n"


def test_what_has_no_text_of_its_own_is_not_opened(serge: Serge) -> None:
    assert "is not available online" in serge("open", "a-page-from-finnish-history", code=1).err


# --- cite --------------------------------------------------------------------


def test_cite_is_chicago_unless_told_otherwise(serge: Serge) -> None:
    assert serge("cite", "once-more-kronstadt").out == (
        "Serge, Victor. “Once More: Kronstadt.” New International 4, no. 7 (July 1938): 211–12. "
        "Marxists Internet Archive. "
        "https://www.marxists.org/archive/serge/1938/04/kronstadt.htm.\n"
    )


def test_cite_without_names_is_the_whole_bibliography(serge: Serge) -> None:
    works = serge("list", "--ids").out.split()
    cited = serge("cite")
    # A letter that readers cannot consult is named instead.
    left = re.search(r"letters that readers cannot consult: (.+); cite", cited.err)
    unlisted = left[1].split(", ") if left else []
    assert set(unlisted) < set(works)
    assert len(cited.out.splitlines()) == len(works) - len(unlisted)
    assert len(json.loads(serge("cite", "--format", "csl-json").out)) == len(works)


def test_cite_keeps_the_order_that_is_asked_for(serge: Serge) -> None:
    cited = serge("cite", "--year", "1936", "--sort", "date", "--reverse").out.splitlines()
    assert "La Révolution trahie" in cited[0]


def test_what_a_format_cannot_carry_is_said_beside_the_answer(serge: Serge) -> None:
    answer = serge("cite", "canton-december-1927", "--format", "bibtex")
    assert answer.out.startswith("@")
    assert answer.err


def test_output_writes_a_file_once(serge: Serge, tmp_path: Path) -> None:
    target = tmp_path / "serge.bib"
    serge("cite", "voline", "--format", "biblatex", "--output", str(target))
    written = target.read_text(encoding="utf-8")
    assert "voline" in written
    assert "--force" in serge("cite", "jacson", "--output", str(target), code=2).err
    assert target.read_text(encoding="utf-8") == written
    serge("cite", "jacson", "--output", str(target), "--force")
    assert "Jacson" in target.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["serge.bib"]


@pytest.mark.parametrize("target", ["", "no/such/directory/file"])
def test_output_that_cannot_be_written_says_so(serge: Serge, tmp_path: Path, target: str) -> None:
    assert serge("cite", "voline", "--output", str(tmp_path / target), code=2).err


# --- the surroundings --------------------------------------------------------


def test_the_catalogue_is_found_without_a_home(serge: Serge) -> None:
    assert serge("list", "--ids", HOME="", XDG_CACHE_HOME="").out


def test_the_same_answer_from_the_cache_and_from_the_file(serge: Serge, tmp_path: Path) -> None:
    empty = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    first = serge("list", "--json", **empty).out
    assert serge("list", "--json", **empty).out == first
    assert serge("list", "--json", "--catalogue", str(DATA)).out == first


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("serge show once", "once-more-kronstadt"),
        ("serge open the-case-of-c", "the-case-of-comrade-tulayev"),
        ("serge cite --style chic", "chicago\nchicago-author-date"),
        ("serge cite --format bib", "biblatex\nbibtex"),
        ("serge list --kind poe", "poem\npoetry"),
        ("serge list --by att", "attributed"),
        ("serge sea", "search"),
    ],
)
def test_bash_is_offered_what_may_follow(serge: Serge, words: str, offered: str) -> None:
    count = str(len(words.split()) - 1)
    asked = {
        "_SERGE_COMPLETE": "complete_bash",
        "COMP_WORDS": words.replace(" ", "\n"),
        "COMP_CWORD": count,
    }
    assert serge(**asked).out.strip() == offered


def test_zsh_is_offered_the_titles_too(serge: Serge) -> None:
    asked = {"_SERGE_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "serge show once"}
    assert "Once More" in serge(**asked).out


@pytest.mark.parametrize(
    "arguments", [("--format", "html"), ("--csl", "nature"), ("--style", "mla")]
)
def test_no_form_of_citation_carries_controls(
    serge: Serge, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RECORD.replace('"One"', r'"A\u001b]0;x\u0007\u202eB"'), encoding="utf-8")
    cited = serge("cite", "one", *arguments, "--catalogue", str(path)).out
    assert "A" in cited
    assert not set("\x1b\x07\u202e") & set(cited)


def test_a_letter_that_a_style_leaves_out_is_named(serge: Serge, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RECORD + 'recipient = "Leon Trotsky"\n', encoding="utf-8")
    answer = serge("cite", "one", "--catalogue", str(path))
    assert answer.out == ""
    assert "one" in answer.err


def test_a_first_printing_without_a_date_has_that_of_the_work(serge: Serge, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        RECORD.replace("letter", "review")
        + 'date = "1936-10"\nfirst_publication = { container = "Esprit" }\n'
        + 'editions = [{ container = "Esprit", publisher = "Grasset" }]\n',
        encoding="utf-8",
    )
    cited = serge("cite", "one", "--catalogue", str(path), "--edition", "esprit", code=3).err
    assert "is ambiguous" in cited
    assert "Esprit, October 1936" in serge("cite", "one", "--catalogue", str(path)).out
    assert "n.d." in serge("cite", "one", "--catalogue", str(path), "--edition", "grasset").out


def test_an_edition_that_is_the_text_is_cited_though_nothing_is_online(
    serge: Serge, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    same = '{ translators = ["Jane Doe"] }'
    path.write_text(f"{RECORD}reproduced_from = {same}\neditions = [{same}]\n", encoding="utf-8")
    assert "One" in serge("cite", "one", "--catalogue", str(path)).out


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (("list", "--kind", "Letter"), ("list", "--kind", "letter")),
        (("list", "--by", "About"), ("list", "--by", "about")),
        (("list", "--in", "Index"), ("list", "--in", "index")),
        (("list", "--sort", "Title"), ("list", "--sort", "title")),
        (("list", "--language", "FR"), ("list", "--language", "fr")),
        (("cite", "jacson", "--style", "APA"), ("cite", "jacson", "--style", "apa")),
        (("cite", "jacson", "--format", "BibLaTeX"), ("cite", "jacson", "--format", "biblatex")),
        (("timeline", "--count-by", "Kind"), ("timeline", "--count-by", "kind")),
    ],
)
def test_capitals_are_no_matter_in_what_is_chosen(
    serge: Serge, given: tuple[str, ...], meant: tuple[str, ...]
) -> None:
    assert serge(*given).out == serge(*meant).out


def test_a_catalogue_of_the_environment_may_be_still_to_come(serge: Serge, tmp_path: Path) -> None:
    home = {"SERGE_CATALOGUE": "mine.toml", "XDG_DATA_HOME": str(tmp_path)}
    elsewhere = tmp_path / "serge" / "works.toml"
    elsewhere.parent.mkdir()
    elsewhere.write_text(RECORD, encoding="utf-8")
    assert serge("list", **home).out == serge("list").out
    assert "no catalogue of your own" in serge("list", "--only", "own", code=1, **home).err
    assert "does not exist" in serge("list", "--catalogue", "other.toml", code=4, **home).err
    serge("add", "--title", "Two", "--kind", "letter", **home)
    assert serge("list", "--only", "own", "--ids", **home).out == "two\n"


def test_what_the_filters_leave_out_is_not_blamed_on_the_words(serge: Serge) -> None:
    said = serge("search", "voline", "--by", "about", code=1).err
    assert said == "No works match both 'voline' and the filters.\n"
    assert "No works match 'qwertyuiop'." in serge("search", "qwertyuiop", code=1).err


@pytest.mark.parametrize("command", ["show", "cite"])
def test_an_empty_list_of_ids_is_told(serge: Serge, command: str) -> None:
    assert serge(command, "-", stdin="\n", code=1).err == "There are no ids on standard input.\n"


def test_two_forms_of_an_answer_exclude_one_another(serge: Serge) -> None:
    for command in (("list",), ("show", "jacson"), ("list", "--editions"), ("search", "jacson")):
        said = serge(*command, "--json", "--ids", code=2).err
        assert said == "--json and --ids exclude each other\n"


def test_ctrl_c_while_arguments_are_read_is_an_interruption(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    command = typer.Typer()
    command.command()(interrupted)
    monkeypatch.setattr(app, "program", lambda _: command)
    with pytest.raises(KeyboardInterrupt):
        app.run([])
