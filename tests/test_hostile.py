"""What a file says is data: it controls no terminal, shell, browser, TeX or spreadsheet.

A catalogue with hostile words in every field that takes any text goes through every
output; `test_formats_tools` asks other programs what they read there.
"""

import json
import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from sergecli.catalogue import reader
from sergecli.errors import CatalogueError
from sergecli.exporters import compose
from sergecli.importers import detect
from sergecli.model.work import Catalogue, Head, Publication, Work
from sergecli.terminal.theme import linked
from tests.conftest import Answer, Serge
from tests.hostile import (
    CHECKED,
    CITATIONS,
    FILES,
    STEERING,
    WORDS,
    Corpus,
    address,
    corpus,
    faults_of_a_file,
    faults_of_citations,
    faults_of_markdown,
    quoted,
    texts,
)
from tests.screen import links, screen

# Sequences that Rich itself writes: colours, and links to the web.
OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b\x07]*\x1b\\")


def values(record: type, word: str) -> dict[str, str]:
    """Put a word into every field of a record that takes any text, and into its address."""
    free = {name: f"[{quoted(word)}]" if many else quoted(word) for name, many in texts(record)}
    return {**free, "url": quoted(address(word))}


def publication(word: str) -> str:
    named = values(Publication, word) | {
        "contributors": f'[{{ name = {quoted(word)}, role = "foreword" }}]',
        "contents": f"[{{ title = {quoted(word)}, pages = {quoted(word)} }}]",
    }
    return "{ " + ", ".join(f"{name} = {value}" for name, value in named.items()) + " }"


def record(number: int, word: str) -> str:
    lines = [f'[[works]]\nid = "w{number}"\nkind = "letter"\ndate = "1938"']
    given = values(Work, word) | {"authors": f'["A. N. Other", {quoted(word)}]'}
    lines += [f"{name} = {value}" for name, value in given.items()]
    lines += [f"reproduced_from = {publication(word)}", f"editions = [{publication(word)}]"]
    return "\n".join(lines) + "\n"


HEAD = '[catalogue]\nauthor = "A. N. Other"\nlanguage = "en"\n'


@pytest.fixture(scope="module")
def text() -> str:
    works = "\n".join(record(number, word) for number, word in enumerate(WORDS))
    events = "\n".join(
        f'[[catalogue.life_events]]\ndate = "1938"\nevent = {quoted(word)}\n' for word in WORDS
    )
    return f"{HEAD}title = {quoted(' '.join(WORDS))}\n\n{events}\n{works}"


@pytest.fixture(scope="module")
def hostile(text: str) -> Catalogue:
    return reader.read(text, "x.toml")


@pytest.mark.parametrize("field", sorted({*CHECKED[Work], "url"} - {"attribution"}))
def test_a_checked_field_of_a_work_refuses_hostile_words(field: str) -> None:
    given = {"id": quoted("w"), "title": quoted("T"), "kind": quoted("letter")}
    for word in WORDS:
        many = field in {"collected_in", "see"}
        wrong = given | {field: f"[{quoted(word)}]" if many else quoted(word)}
        lines = "\n".join(f"{name} = {value}" for name, value in wrong.items())
        with pytest.raises(CatalogueError, match=rf"\b{field}\b|w"):
            reader.read(f'{HEAD}title = "T"\n[[works]]\n{lines}\n', "x.toml")


@pytest.mark.parametrize("field", sorted({*CHECKED[Publication], "url"}))
def test_a_checked_field_of_an_edition_refuses_hostile_words(field: str) -> None:
    for word in WORDS:
        lines = (
            f'id = "w"\ntitle = "T"\nkind = "letter"\neditions = [{{ {field} = {quoted(word)} }}]'
        )
        with pytest.raises(CatalogueError, match=field):
            reader.read(f'{HEAD}title = "T"\n[[works]]\n{lines}\n', "x.toml")


@pytest.fixture
def run(serge: Serge, tmp_path: Path, text: str) -> Serge:
    """Run the program on the hostile catalogue."""
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")

    def ran(*arguments: str, **given: str) -> Answer:
        return serge(*arguments, "--alone", "--catalogue", "own.toml", **given)

    return ran


def cited(hostile: Catalogue, name: str, style: str = "chicago") -> str:
    works = list(hostile)
    references = compose.references(works, hostile.head)
    return compose.compose(
        works, references, hostile.head, compose.CitationOptions(style, format=name)
    ).text


# --- each word in each field --------------------------------------------------------------------


@pytest.fixture(scope="module")
def each_alone() -> Corpus:
    """A record for each word in every third field, and each field with every third word.

    tests/stress has each in each, more words and every style. The first ten, which steer
    terminals, are in the catalogue below.
    """
    return corpus(WORDS[10:], step=3)


def test_no_citation_is_more_than_its_text(each_alone: Corpus) -> None:
    assert not list(faults_of_citations(each_alone, CITATIONS))


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_more_than_its_records(each_alone: Corpus, name: str) -> None:
    assert not list(faults_of_a_file(each_alone, name))


def test_github_makes_no_links_of_theirs(each_alone: Corpus) -> None:
    assert not list(faults_of_markdown(each_alone, "apa", "gfm"))


@pytest.mark.parametrize(
    "note", ["=1", "'=1", "a;=1", "a; '=1", "a;'=1", 'a; "+1"', "a;;@1; -2", "a; b", "don't; 'no'"]
)
def test_what_is_no_formula_in_csv_comes_back_as_it_was(note: str) -> None:
    head = Head(title="T", author="A B", language="en")
    work = Work(id="w", title="T", kind="text", authors=("A B",), note=note)
    (entry,) = detect.entries(cited(Catalogue(head, (work,)), "csv"), "csv", head)
    assert entry.values["note"] == note


# --- terminals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        "list", "list --json", "list --editions", "show w0 w1 w2 w3 w4 w5 w6 w7 w9",
        "search red link", "timeline --count-by container", "random", "cite", "check own.toml",
    ],
)  # fmt: skip
def test_in_a_pipe_nothing_steers_and_nothing_makes_lines(run: Serge, command: str) -> None:
    answer = run(*command.split(), COLUMNS="80")
    assert not STEERING.search(answer.out + answer.err)
    assert "\r" not in answer.out
    if command == "list":
        assert len(answer.out.splitlines()) == len(WORDS)
    if command == "list --json":
        assert [work["title"] for work in json.loads(answer.out)] == list(WORDS)


@pytest.mark.parametrize(
    "command", ["list", "list --editions", "show w0 w1 w3 w4 w7", "cite", "timeline", "search rich"]
)
def test_at_a_terminal_nothing_steers_but_the_program(
    tmp_path: Path, text: str, command: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    shown = screen(*command.split(), "--alone", "--catalogue", str(path), columns=120)
    assert not STEERING.search(OURS.sub("", shown))
    assert {link.split("/")[2] for link in links(shown)} <= {"example.org"}
    if command.startswith("show"):
        # What would be a colour to Rich is shown as it was written.
        assert "[bold red]rich[/bold red][/]" in OURS.sub("", shown)


@pytest.mark.parametrize("word", [*WORDS, "Émile \u0416", 'a"b;c\\d'])
def test_a_link_of_a_terminal_is_an_address_and_nothing_else(word: str) -> None:
    link = str(linked("T", address(word)).style)
    assert re.fullmatch(r"link https://example\.org/[!#-;=?-Z_a-z~]*", link), link


@pytest.mark.parametrize("style", ["chicago", "chicago-author-date", "mla", "apa"])
def test_no_style_carries_what_steers(hostile: Catalogue, style: str) -> None:
    for name in compose.MARKUPS:
        assert not STEERING.search(cited(hostile, name, style))


def test_faults_show_hostile_text_as_text(serge: Serge, tmp_path: Path) -> None:
    path = tmp_path / "\u202ebad\x1b[31m.toml"
    for wrong in ('"\x1b[31m', '[[works]]\nid = "\\u001b]0;x\\u0007"\n', '"\\u202e" = 1\n'):
        path.write_text(wrong, encoding="utf-8")
        for command in ("list --catalogue", "check", "import"):
            answer = serge(*command.split(), str(path), code=4)
            assert not STEERING.search(answer.out + answer.err)


# --- formats -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", compose.FORMATS)
def test_no_format_carries_what_steers_a_terminal(hostile: Catalogue, name: str) -> None:
    assert not STEERING.search(cited(hostile, name))


@pytest.mark.parametrize(
    ("url", "written"),
    [
        (
            "https://a.org/><script>alert(1)</script>",
            "https://a.org/%3E%3Cscript%3Ealert(1)%3C/script%3E",
        ),
        ("https://<b>?[x](y)", "https://%3Cb%3E?%5Bx%5D(y)"),
        ("http://[::1]/[x]", "http://[::1]/%5Bx%5D"),
        (
            "https://fr.wikipedia.org/wiki/Émile_(%C3%89)#a",
            "https://fr.wikipedia.org/wiki/Émile_(%C3%89)#a",
        ),
    ],
)
def test_an_address_has_no_mark_that_a_format_reads(url: str, written: str) -> None:
    work = Work(id="w", title="T", kind="text", url=url, authors=("A B",))
    head = Head(title="T", author="A B", language="en")
    assert f"<{written}>" in cited(Catalogue(head, (work,)), "markdown")


def test_json_yaml_and_toml_hold_texts_and_as_many_records(hostile: Catalogue) -> None:
    assert len(json.loads(cited(hostile, "csl-json"))) == len(WORDS)
    tokens = list(yaml.scan(cited(hostile, "hayagriva")))
    assert not any(isinstance(one, yaml.TagToken | yaml.AliasToken) for one in tokens)
    read = yaml.safe_load(cited(hostile, "hayagriva"))
    assert len(read) == len(WORDS)
    assert len(tomllib.loads(cited(hostile, "toml"))["works"]) == len(WORDS)
    assert "evil" not in {*read, *(work.id for work in reader.read(cited(hostile, "toml"), "x"))}


# --- programs ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JAVASCRIPT:x", "file:///etc/passwd", "data:text/html,x", "-h",
        "https://a.org/\x1b", "https://", "http:/a", " https://a.org", "https://a.org/ --help",
    ],
)  # fmt: skip
def test_open_refuses_what_is_no_web_address(serge: Serge, tmp_path: Path, address: str) -> None:
    lines = f'[[works]]\nid = "one"\ntitle = "One"\nkind = "text"\nurl = {quoted(address)}\n'
    (tmp_path / "own.toml").write_text(lines, encoding="utf-8")
    browser = shlex.join(["touch", str(tmp_path / "opened")]) + " %s"
    for more in ((), ("--print",)):
        answer = serge("open", "one", *more, "--catalogue", "own.toml", code=4, BROWSER=browser)
        assert "url: " in answer.err
        assert not answer.out
    assert not (tmp_path / "opened").exists()


def test_an_address_reaches_the_browser_as_one_word(serge: Serge, tmp_path: Path) -> None:
    address = "https://a.org/?x=$(touch${IFS}hacked)&y=`touch`;touch<z>'\"|"
    lines = f'[[works]]\nid = "one"\ntitle = "One"\nkind = "text"\nurl = {quoted(address)}\n'
    (tmp_path / "own.toml").write_text(lines, encoding="utf-8")
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!{sys.executable}\nimport sys\nopen("seen", "w").write(repr(sys.argv[1:]))\n'
    )
    browser.chmod(0o755)
    serge("open", "one", "--catalogue", "own.toml", BROWSER=f"{browser} %s")
    assert (tmp_path / "seen").read_text() == repr([address])
    assert not (tmp_path / "hacked").exists()


@pytest.mark.parametrize(
    "word", ["--help", "-", "--version", "-rf", "a b", "../x", "$(id)", "ä", "A"]
)
def test_an_id_is_no_option_and_no_path(serge: Serge, tmp_path: Path, word: str) -> None:
    lines = f'[[works]]\nid = {quoted(word)}\ntitle = "One"\nkind = "text"\n'
    (tmp_path / "own.toml").write_text(lines, encoding="utf-8")
    assert (
        "is not an id; use lower-case letters"
        in serge("list", "--catalogue", "own.toml", code=4).err
    )
    added = ("add", "--title", "T", "--kind", "text", "--id", word, "--catalogue", "new.toml")
    assert "--id" in serge(*added, code=2).err
    assert not (tmp_path / "new.toml").exists()


def test_words_that_look_like_options_are_words_behind_two_dashes(run: Serge) -> None:
    assert "--help" in run("list", "--limit", "99").out
    # The options stand before, all else is a title, even if it looks like one of them.
    assert run("show", "--json", "w21").out


def test_what_is_added_or_imported_comes_back_as_it_was_and_runs_nothing(
    serge: Serge, tmp_path: Path
) -> None:
    kept = [word for word in WORDS if "\x00" not in word]
    for word in kept[:4] + kept[8:10] + kept[-2:]:
        serge("add", f"--title={word}", "--kind=text", f"--note={word}", "--catalogue=own.toml")
    (tmp_path / "more.json").write_text(
        json.dumps([{"id": word, "type": "book", "title": word} for word in WORDS]), "utf-8"
    )
    answer = serge("import", "more.json", "--catalogue", "own.toml")
    assert not STEERING.search(answer.out + answer.err)
    read = tomllib.loads((tmp_path / "own.toml").read_text(encoding="utf-8"))["works"]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", work["id"]) for work in read)
    assert kept[1] in [work["title"] for work in read]
    assert not (tmp_path / "hacked").exists()


# --- files of other programs ---------------------------------------------------------------------

ALIASES = "a: &a [x, x]\n" + "".join(
    f"{two}: &{two} [*{one}, *{one}, *{one}]\n"
    for one, two in zip("abcdefgh", "bcdefghi", strict=True)
)
DOUBLED = '@string{s0 = "xxxxxxxxxx"}\n' + "".join(
    f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 40)
)


@pytest.mark.parametrize(
    ("form", "bomb"),
    [
        ("hayagriva", ALIASES),
        ("hayagriva", "a:\n  type: book\n  title: &x T\n  note: *x\n"),
        ("hayagriva", "a:\n  type: book\n  title: !!python/object/apply:os.system [id]\n"),
        ("hayagriva", "a: " + "[" * 50_000),
        ("hayagriva", "a:\n" + "".join(" " * n + "- \n" for n in range(1500))),
        ("bibtex", f"{DOUBLED}@book{{a, title = s39, year = 1938}}"),
        ("bibtex", "@book{a, title = " + "{" * 50_000),
        ("biblatex", "@book{a, crossref = {b}}\n@book{b, crossref = {a}}"),
        ("csl-json", "[" * 100_000),
        ("csl-json", '{"a":' * 50_000),
        ("csl-json", '[{"id": "a", "type": "book", "title": 1' + "0" * 5000 + "}]"),
        ("ris", "TY  - BOOK\n" * 5_000),
        ("ris", "TY  - BOOK\nTI  - " + "x" * 1_000_000 + "\nER  - \n"),
        ("toml", "x = " + "[" * 50_000),
        ("toml", '[[works]]\nid = "a"\ntitle = "' + "x" * 1_000_000 + '"\nkind = "text"\n'),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_bomb_is_refused_or_read_and_soon(form: str, bomb: str, hostile: Catalogue) -> None:
    try:
        entries = detect.entries(bomb, form, hostile.head)
    except CatalogueError as error:
        entries = []
        sys.stdout.write(str(error))
    for entry in entries:
        assert entry.refused or len(json.dumps(entry.values)) < 10_000_000
        assert "os.system" not in str(entry.values)
