"""`serge check` names every fault and doubt with its place, in lines that editors read."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sergecli.catalogue import check, lint
from tests.checking import HEAD, PAGE, RECORD, told
from tests.conftest import DATA, Serge
from tests.growth import in_proportion
from tests.screen import plain, screen

Own = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """Write a file into the directory in which the program runs."""

    def write(text: str, name: str = "works.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


# --- nothing to say ------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [(), (str(DATA),), (str(DATA), "--alone"), ("--strict",)])
def test_the_built_in_catalogue_is_silent(serge: Serge, arguments: tuple[str, ...]) -> None:
    assert told(serge, *arguments, code=0) == []


def test_a_copy_of_the_built_in_catalogue_is_checked_as_itself(serge: Serge, own: Own) -> None:
    text = DATA.read_text(encoding="utf-8")
    own(text, "copy.toml")
    assert told(serge, "copy.toml", "-", code=0, stdin=text) == []
    own(text.replace('date = "1909-02-06"', 'date = "1909-02-36"'), "copy.toml")
    (said,) = told(serge, "copy.toml")
    assert (
        "anarchists-bandits: first_publication.date: '1909-02-36' has no day 36 in February 1909"
        in said
    )


def test_a_broken_built_in_catalogue_is_checked_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from sergecli.catalogue import paths  # noqa: PLC0415 - only here

    broken = tmp_path / "works.toml"
    broken.write_text(DATA.read_text(encoding="utf-8").replace('"1909-02-06"', "1"), "utf-8")
    monkeypatch.setattr(paths, "_BUILT_IN", (broken, DATA))
    (found,) = check.check(str(broken), alone=False)
    assert (found.id, found.field) == ("anarchists-bandits", "first_publication.date")


# --- which files ---------------------------------------------------------------------------------


def test_without_a_file_it_is_the_own_catalogue(serge: Serge, own: Own, tmp_path: Path) -> None:
    path = own(RECORD + "titel = 1")
    expected = f"{path.name}:6:1: error: a-letter: titel: is not a field; did you mean 'title'?"
    assert told(serge, SERGE_CATALOGUE=path.name) == [expected]
    assert told(serge, "--catalogue", path.name) == [expected]
    assert told(serge, path.name, SERGE_CATALOGUE="gone.toml") == [expected]
    data = tmp_path / "serge"
    data.mkdir()
    path.rename(data / "works.toml")
    (said,) = told(serge, XDG_DATA_HOME=str(tmp_path))
    assert said == f"{data / expected}"


def test_a_file_stands_beside_the_built_in_catalogue_or_alone(serge: Serge, own: Own) -> None:
    own(
        RECORD.replace("a-letter", "jacson") + 'collected_in = ["anarchists-never-surrender"]\n',
        "a.toml",
    )
    assert told(serge, "a.toml") == [
        "a.toml:2:6: error: jacson: id: is the id of a work in the built-in catalogue"
    ]
    headless, reference = told(serge, "a.toml", "--alone")
    assert headless.startswith(
        "a.toml:1:1: error: -: catalogue: is missing; a catalogue that stands"
    )
    assert [reference] == [
        "a.toml:6:17: error: jacson: collected_in: no work has the id 'anarchists-never-surrender'",
    ]


def test_several_files_are_checked_one_after_the_other(serge: Serge, own: Own) -> None:
    own(RECORD.replace("a-letter", "b"), "b.toml")
    own(RECORD + "isbn = 1\n", "a.toml")
    lines = told(serge, "b.toml", "gone.toml", "a.toml", "-", stdin="x")
    assert [line.split(": ")[0] for line in lines] == ["gone.toml:1:1", "a.toml:6:1", "<stdin>:1:2"]


def test_an_id_in_two_files_is_doubted_at_the_second(serge: Serge, own: Own) -> None:
    own(RECORD + RECORD.replace("a-letter", "another"), "a.toml")
    own("# theirs\n" + RECORD, "b.toml")
    said = "warning: a-letter: id: is the id of a work in {} too [same-id]"
    assert told(serge, "a.toml", "b.toml", code=0) == [f"b.toml:3:6: {said.format('a.toml')}"]
    assert told(serge, "b.toml", "-", code=0, stdin=RECORD) == [
        f"<stdin>:2:6: {said.format('b.toml')}"
    ]
    assert told(serge, "a.toml", "./a.toml", "a.toml", code=0) == []
    assert told(serge, "a.toml", "b.toml", "--ignore", "same-id", code=0) == []
    assert told(serge, str(DATA), "a.toml", str(DATA), code=0) == []


def test_files_that_stand_alone_may_have_the_same_ids(serge: Serge, own: Own) -> None:
    own(HEAD + RECORD, "a.toml")
    own(HEAD + RECORD, "b.toml")
    assert told(serge, "a.toml", "b.toml", "--alone", code=0) == []


def test_an_id_that_is_a_fault_already_is_not_doubted_too(serge: Serge, own: Own) -> None:
    own(RECORD, "a.toml")
    own(RECORD + RECORD, "b.toml")
    lines = told(serge, "a.toml", "b.toml")
    assert [(line.split(":")[1], line.split(": ")[1]) for line in lines] == [
        ("2", "warning"),
        ("7", "error"),
    ]


@pytest.mark.parametrize("name", ["-a.toml", "a b.toml", "[bold]é.toml", "--alone"])
def test_a_file_may_have_any_name(serge: Serge, own: Own, name: str) -> None:
    own(RECORD + "date = 1", name)
    (line,) = told(serge, "--", name)
    assert line.startswith(f"{name}:6:8: error: a-letter: date: must be a text")


def test_a_name_or_an_id_cannot_steer_a_terminal(serge: Serge, own: Own) -> None:
    hostile = (
        'id = "a\\u001b[2J\\nb"\ntitle = "\\u001b]0;x\\u0007"\nkind = "\\u202e"\n"\\u001b" = 1\n'
    )
    own(HEAD + "[[works]]\n" + hostile, "a\x1b[2J.toml")
    answer = serge("check", "a\x1b[2J.toml", code=4)
    assert len(answer.out.splitlines()) == 3
    assert answer.out.replace("\n", "").isprintable()
    assert all(line.startswith("a\ufffd[2J.toml:") for line in answer.out.splitlines())
    as_json = serge("check", "a\x1b[2J.toml", "--json", code=4).out
    assert as_json.replace("\n", "").isprintable()
    assert {one["file"] for one in json.loads(as_json)} == {"a\x1b[2J.toml"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = [1,\n  b]\n", "2:3: error: -: -: is not TOML: invalid value"),
        ('[[works]]\nid = "a\n', "2:8: error: -: -: is not TOML: illegal character '\\n'"),
        ("[[works]]\r\nid = [\r\n", "2:7: error: -: -: is not TOML: invalid value"),
        ("\n[[works]]\nid = ", "3:6: error: -: -: is not TOML: invalid value"),
        ("a = " + "[" * 9999, "1:1: error: -: -: is nested too deeply"),
    ],
)
def test_what_is_not_toml_is_one_fault(serge: Serge, own: Own, text: str, said: str) -> None:
    own(text)
    assert [line.lower() for line in told(serge, "works.toml")] == [f"works.toml:{said}".lower()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[works]]\nid = 'a'\n  title = 'T' # one\n  title = 'U' # other\n", "4:3: 'title'"),
        ("[[works]]\r\nid = 'a'\r\nid = 'b'\r\n", "3:1: 'id'"),
        (
            "[[works]]\nreproduced_from = { volume = '1', volume = '2', issue = '3' }",
            "2:35: 'reproduced_from.volume'",
        ),
        ("[[works]]\nsee = ['a']\n'see' = ['b', 'c'", "3:18: Unclosed array"),
        ("[[works]]\nsee = ['a']\n'see' = ['b', 'c']", "3:1: 'see'"),
        (
            "[[works]]\nreproduced_from.date = '1'\n[[works]]\nreproduced_from.date = '1'\nreproduced_from.date = '2'",
            "5:17: 'reproduced_from.date'",
        ),
        ("[catalogue]\n[people]\n[catalogue]\n", "3:2: 'catalogue'"),
        ("[[works]]\n[works]\n", "2:2: 'works'"),
        ("a = 1\na.b = 2", "2:8: cannot overwrite a value"),
    ],
)
def test_a_key_that_stands_twice_is_named_at_its_second_place(
    serge: Serge, own: Own, text: str, said: str
) -> None:
    own(text)
    place, _, key = said.partition(": ")
    (line,) = told(serge, "works.toml")
    said = f"the key {key} is given twice" if key.startswith("'") else key
    assert line.lower() == f"works.toml:{place}: error: -: -: is not toml: {said}".lower()


def test_what_cannot_be_read_is_one_fault(serge: Serge, tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"[[works]]\nid = '\xe9'\n")
    assert told(serge, "gone.toml", ".", "latin.toml") == [
        "gone.toml:1:1: error: -: -: the file does not exist",
        ".:1:1: error: -: -: is a directory, not a file",
        "latin.toml:2:1: error: -: -: is not UTF-8 (byte 0xE9); save the file as UTF-8",
    ]


# --- warnings ------------------------------------------------------------------------------------

WRONG = RECORD + 'reproduced_from = { isbn = "1" }\nnote = "No  warning."\n'
DOUBTFUL = RECORD.replace("a-letter", "another") + (
    'reproduced_from = { pages = "121–115" }\nnote = "It\'s  so."\n'
)
BOTH = WRONG + DOUBTFUL
TOLD = [
    "works.toml:6:28: error: a-letter: reproduced_from.isbn: '1' is not an ISBN; an ISBN has ten or thirteen digits",
    "works.toml:13:29: warning: another: reproduced_from.pages: runs backwards, from 121 to 115 [backwards]",
    "works.toml:14:8: warning: another: note: has two spaces, or a tab, between words [space]",
    "works.toml:14:11: warning: another: note: has a straight '; write ‘ or ’ [straight-quote]",
]


def test_a_record_with_errors_has_no_warnings_and_all_stand_in_the_order_of_the_file(
    serge: Serge, own: Own
) -> None:
    own(BOTH)
    assert told(serge, "works.toml") == TOLD


def test_doubts_alone_are_no_failure_unless_strict(serge: Serge, own: Own) -> None:
    own(BOTH.replace('isbn = "1"', 'title = "T"').replace("No  w", "No w"))
    assert told(serge, "works.toml", code=0) == TOLD[1:]
    assert told(serge, "works.toml", "--strict", code=4) == TOLD[1:]
    ignored = ["--ignore", "space", "--ignore", "backwards"]
    assert told(serge, "works.toml", *ignored, code=0) == [TOLD[3]]
    assert told(serge, "works.toml", "--select", "space", "--strict", code=4) == [TOLD[2]]
    both = ["--select", "space", "--select", "backwards", "--ignore", "space"]
    assert told(serge, "works.toml", *both, code=0) == [TOLD[1]]
    assert told(serge, "works.toml", "--select", "http", "--strict", code=0) == []


def test_faults_cannot_be_ignored(serge: Serge, own: Own) -> None:
    own(BOTH)
    assert told(serge, "works.toml", "--select", "http") == [TOLD[0]]


@pytest.mark.parametrize("option", ["--ignore", "--select"])
def test_a_doubt_of_no_name_is_refused(serge: Serge, option: str) -> None:
    said = serge("check", option, "spaces", code=2).err
    meant = f"{option}: 'spaces' is not valid; did you mean space? (choose backwards, capitals,"
    assert said.startswith(meant)


def test_json_has_the_parts_of_each_line(serge: Serge, own: Own) -> None:
    own(BOTH)
    found = json.loads(serge("check", "works.toml", "--json", code=4).out)
    assert [str(check.Finding(**one)) for one in found] == TOLD
    assert set(found[0]) == set(check.Finding._fields)
    assert json.loads(serge("check", "--json").out) == []


def test_each_straight_quote_is_told_its_column(own: Own) -> None:
    text = (
        'note = """\nIt\'s \\\n   so,\r\n\\u00e9 and \\"that\\" is\tit\'s."""\n'
        "other_titles = ['a `b`', 'c\"d']\nsigned_as = '''\nA'B'''\n"
    )
    path = own(HEAD + RECORD + text)
    found = check.check(str(path), alone=True)
    quotes = [one for one in found if one.name == "straight-quote"]
    lines = path.read_bytes().decode().split("\n")
    signs = [lines[one.line - 1][one.column - 1 :].lstrip("\\")[0] for one in quotes]
    assert "".join(signs) == "'\"\"'``\"'"
    assert len({(one.line, one.column) for one in quotes}) == len(signs)


def test_many_quotes_in_one_text_take_time_in_proportion(own: Own) -> None:
    def find(count: int) -> None:
        path = own(HEAD + RECORD + 'note = "' + "a'" * count + '"\n')
        assert len(check.check(str(path), alone=True)) == count

    assert in_proportion(find, 40_000)


def test_every_line_has_as_many_parts_and_none_looks_like_two(serge: Serge, own: Own) -> None:
    own('"a: b" = 1\n[[works]]\nid = "c: d:  e"\n"f : g" = 1\n[[works]]\n')
    said = serge("check", "works.toml", code=4).out
    parts = [line.split(": ", 4)[1:4] for line in said.splitlines()]
    assert [one for one in parts if one[0] == "error"] == [
        ["error", "-", "a:b"],
        ["error", "c:d:e", "title"],
        ["error", "c:d:e", "kind"],
        ["error", "c:d:e", "id"],
        ["error", "c:d:e", "f :g"],
        *(["error", "works[2]", field] for field in ("id", "title", "kind")),
    ]
    found = json.loads(serge("check", "works.toml", "--json", code=4).out)
    assert (found[0]["id"], found[0]["field"]) == ("", "a: b")


@pytest.mark.skipif(not shutil.which("vim"), reason="vim is not installed")
def test_vim_reads_the_lines_as_the_manual_has_it(serge: Serge, own: Own, tmp_path: Path) -> None:
    doubtful = RECORD.replace("a-letter", "another") + 'note = "Été: it\'s so."\n'
    own(RECORD + 'see = ["x"]\n' + doubtful, "a b.toml")
    (tmp_path / "said").write_text(serge("check", "a b.toml", "gone.toml", code=4).out, "utf-8")
    setting = re.search(r"^set errorformat=.+$", PAGE, re.MULTILINE)
    assert setting
    of_each = "[bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.type, v:val.text]"
    (tmp_path / "do.vim").write_text(
        f"{setting[0]}\ncgetfile said\nlet told = map(getqflist(), '{of_each}')\n"
        "call writefile([json_encode(told)], 'told')\nqa!\n",
        encoding="utf-8",
    )
    subprocess.run(
        ["vim", "-u", "NONE", "-i", "NONE", "-es", "-S", "do.vim"],  # noqa: S607 - where it is
        cwd=tmp_path,
        check=False,
        timeout=300,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    quote = "another: note: has a straight '; write ‘ or ’ [straight-quote]"
    assert json.loads((tmp_path / "told").read_text(encoding="utf-8")) == [
        ["a b.toml", 6, 8, "e", "a-letter: see: no work has the id 'x'"],
        ["a b.toml", 12, 16, "w", quote],
        ["gone.toml", 1, 1, "e", "-: -: the file does not exist"],
    ]


def test_the_pattern_for_vs_code_takes_each_line_apart(serge: Serge, own: Own) -> None:
    own(BOTH)
    pattern = re.search(r'^\{ "regexp".+$', PAGE, re.MULTILINE)
    assert pattern
    matcher = json.loads(pattern[0])
    lines = told(serge, "works.toml", "gone.toml")
    found = [re.fullmatch(matcher["regexp"], line) for line in lines]
    parts = [[one[matcher[name]] for name in ("file", "line", "severity")] for one in found if one]
    assert parts[:2] == [["works.toml", "6", "error"], ["works.toml", "13", "warning"]]
    assert parts[-1] == ["gone.toml", "1", "error"]
    assert len(parts) == len(lines)


def test_at_a_terminal_the_numbers_are_told(own: Own) -> None:
    bad, good = str(own(BOTH)), str(own(RECORD.replace("a-letter", "b"), "b.toml"))
    shown = screen("check", bad, good, columns=200, code=4)
    header, rule, *rows = plain(shown).splitlines()[-4:]
    assert header.split() == ["File", "Errors", "Warnings"]
    assert set(rule) == {"─"}
    assert [row.split() for row in rows] == [[bad, "1", "3"], [good, "0", "0"]]
    assert json.loads(screen("check", good, "--json").splitlines()[0]) == []


def test_a_head_may_be_doubted(own: Own) -> None:
    path = own(HEAD.replace("Some", "Some ") + RECORD)
    assert [str(one).removeprefix(f"{path}:") for one in check.check(str(path), alone=True)] == [
        "2:9: warning: catalogue: title: has two spaces, or a tab, between words [space]"
    ]


def test_the_manual_explains_each_doubt_and_no_other() -> None:
    assert re.findall(r"^### `([a-z-]+)`", PAGE, flags=re.MULTILINE) == sorted(lint.NAMES)
