"""`serge check` names every fault and doubt with its place, in lines that editors read."""

import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from sergecli import doubts, reader
from sergecli.cli import check
from sergecli.errors import CatalogueError
from tests.conftest import DATA, Serge
from tests.terminal import screen

HEAD = """\
[catalogue]
title = "Some Writings"
author = "Victor Serge"
language = "en"

"""
# The lines 6 to 10 below HEAD; what a test adds begins on line 11.
RECORD = """\
[[works]]
id = "a-letter"
title = "A Letter"
kind = "novel"
sources = ["the book itself"]
"""
NEXT = 11
LINE = re.compile(
    r"[^:]+:[1-9]\d*:[1-9]\d*: (?:error: .+[^\]]|warning: [a-z0-9-]+: [^:]+: .+ \[[a-z-]+\])"
)


Own = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """Write a file into the directory in which the program runs."""

    def write(text: str, name: str = "works.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


def told(serge: Serge, *arguments: str, code: int = 4, **given: str) -> list[str]:
    """Give the lines of the answer, each of which must have the shape."""
    answer = serge("check", *arguments, code=code, **given)
    lines = answer.out.splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert answer.err == ""
    return lines


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
    assert "anarchists-bandits: first.date: '1909-02-36' has no day 36 in February 1909" in said


def test_a_broken_built_in_catalogue_is_checked_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from sergecli import places  # noqa: PLC0415 - only here

    broken = tmp_path / "works.toml"
    broken.write_text(DATA.read_text(encoding="utf-8").replace('"1909-02-06"', "1"), "utf-8")
    monkeypatch.setattr(places, "_BUILT_IN", (broken, DATA))
    (found,) = check._found(str(broken), alone=False)
    assert (found.id, found.field) == ("anarchists-bandits", "first.date")


# --- which files ---------------------------------------------------------------------------------


def test_without_a_file_it_is_the_own_catalogue(serge: Serge, own: Own, tmp_path: Path) -> None:
    path = own(RECORD + "titel = 1")
    expected = f"{path.name}:6:1: error: a-letter: titel: is no field; did you mean 'title'?"
    assert told(serge, SERGE_CATALOGUE=path.name) == [expected]
    assert told(serge, "--catalogue", path.name) == [expected]
    assert told(serge, path.name, SERGE_CATALOGUE="gone.toml") == [expected]
    data = tmp_path / "serge"
    data.mkdir()
    path.rename(data / "works.toml")
    (said,) = told(serge, XDG_DATA_HOME=str(tmp_path))
    assert said == f"{data / expected}"


def test_a_file_stands_beside_the_built_in_catalogue_or_alone(serge: Serge, own: Own) -> None:
    own(RECORD.replace("a-letter", "jacson") + 'in = ["anarchists-never-surrender"]\n', "a.toml")
    assert told(serge, "a.toml") == [
        "a.toml:2:6: error: jacson: id: is the id of a work in the built-in catalogue"
    ]
    headless, reference = told(serge, "a.toml", "--alone")
    assert headless.startswith("a.toml:1:1: error: catalogue: is missing; a catalogue that stands")
    assert [reference] == [
        "a.toml:6:7: error: jacson: in: there is no work 'anarchists-never-surrender'",
    ]


def test_several_files_are_checked_one_after_the_other(serge: Serge, own: Own) -> None:
    own(RECORD, "b.toml")
    own(RECORD + "isbn = 1\n", "a.toml")
    lines = told(serge, "b.toml", "gone.toml", "a.toml", "-", stdin="x")
    assert [line.split(": ")[0] for line in lines] == ["gone.toml:1:1", "a.toml:6:1", "<stdin>:1:2"]


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
    assert len(answer.out.splitlines()) >= 4
    assert answer.out.replace("\n", "").isprintable()
    assert all(line.startswith("a\ufffd[2J.toml:") for line in answer.out.splitlines())
    as_json = serge("check", "a\x1b[2J.toml", "--json", code=4).out
    assert as_json.replace("\n", "").isprintable()
    assert {one["file"] for one in json.loads(as_json)} == {"a\x1b[2J.toml"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = [1,\n  b]\n", "2:3: error: is not TOML: invalid value"),
        ('[[works]]\nid = "a\n', "2:8: error: is not TOML: illegal character '\\n'"),
        ("[[works]]\r\nid = [\r\n", "2:7: error: is not TOML: invalid value"),
        ("\n[[works]]\nid = ", "3:6: error: is not TOML: invalid value"),
        ("a = " + "[" * 9999, "1:1: error: is nested too deeply"),
    ],
)
def test_what_is_not_toml_is_one_fault(serge: Serge, own: Own, text: str, said: str) -> None:
    own(text)
    assert [line.lower() for line in told(serge, "works.toml")] == [f"works.toml:{said}".lower()]


def test_what_cannot_be_read_is_one_fault(serge: Serge, tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"[[works]]\nid = '\xe9'\n")
    assert told(serge, "gone.toml", ".", "latin.toml") == [
        "gone.toml:1:1: error: there is no such file",
        ".:1:1: error: is a directory, not a catalogue",
        "latin.toml:2:1: error: is not UTF-8 (byte 0xE9); save the file as UTF-8",
    ]


# --- each fault, with its line and column --------------------------------------------------------

FAULTS = [
    # wrong type
    ("note = 1", (11, 8), "note: must be a text in quotes, not a number"),
    ("date = 1938-04-28", (11, 8), "date: must be a text in quotes, not a date without"),
    ("  also = 'one'", (11, 10), "also: must be a list of texts, not a text"),
    ("also = [\n  'one',\n  2,\n]", (13, 3), "also[2]: must be a text in quotes, not a number"),
    ("note = ''", (11, 8), "note: is empty; leave the field out instead"),
    ("text = { title = 'T', volume = 4 }", (11, 32), "text.volume: must be a text in quotes"),
    ("[works.text]\ntitle = 'T'\nvolume = 4", (13, 10), "text.volume: must be a text in quotes"),
    ("text.title = 'T'\ntext.volume = 4", (12, 15), "text.volume: must be a text in quotes"),
    ("text = 'T'", (11, 8), "text: must be a table in braces, not a text"),
    ("editions = [\n  { title = 'T' }, 7 ]", (12, 20), "editions[2]: must be a table in braces"),
    (
        "[[works.editions]]\n[[works.editions]]\n'date' = 1938",
        (13, 10),
        "editions[2].date: must be a text in quotes, not a number",
    ),
    ("[works.recipient]", (11, 1), "recipient: must be a text in quotes, not a table"),
    # unknown field
    ("  titel = 'T'", (11, 3), "titel: is no field; did you mean 'title'?"),
    ("text = { title = 'T', page = '4' }", (11, 23), "text.page: is no field; did you mean"),
    ("text . vol = '4'", (11, 8), "text.vol: is no field; did you mean 'volume'?"),
    ("[works . edition]", (11, 10), "edition: is no field; did you mean 'editions'?"),
    ('"\\u0061\\n" = 1', (11, 1), r"'a\n': is no field"),
    ("'' = 1", (11, 1), "'': is no field"),
    # wrong date: says which part
    ("date = '1938-13'", (11, 8), "date: '1938-13' has no month 13; they are 01 to 12"),
    ("first = { date = '1939/1938' }", (11, 18), "first.date: '1939/1938' runs backwards; write"),
    (
        'note = """\ndate = 1\n[[works]]"""\ndate = "1938-02-30"',
        (14, 8),
        "date: '1938-02-30' has no day 30 in February 1938; they are 01 to 28",
    ),
    # what the standards do not allow
    ("url = 'javascript:alert(1)'", (11, 7), "url: 'javascript:alert(1)' is no web address"),
    (
        "text = { isbn = '978-0-306-40615-8' }",
        (11, 17),
        "text.isbn: '978-0-306-40615-8' ends with the wrong check digit; after the others that",
    ),
    ("language = 'French'", (11, 12), "language: 'French' is no language tag (BCP 47)"),
    ("editions = [{language='fr_FR'}]", (11, 23), "editions[1].language: 'fr_FR' is no language"),
    ("attribution = 'his'", (11, 15), "attribution: 'his' is none of: serge, attributed, about"),
    # references
    ("part_of = 'a-leter'", (11, 11), "part_of: there is no work 'a-leter'; did you mean"),
    ("see = [\n 'a-letter' ]", (12, 2), "see: names the work itself"),
    ("in = ['nowhere']", (11, 7), "in: there is no work 'nowhere'"),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["", "Windows"])
@pytest.mark.parametrize(("added", "place", "said"), FAULTS)
def test_a_fault_is_told_its_line_and_column(
    own: Own, added: str, place: tuple[int, int], said: str, line_end: str
) -> None:
    text = (HEAD + RECORD + added + "\n").replace("\n", line_end)
    path = own("\ufeff" * (line_end != "\n") + text)
    (found,) = (one for one in check._found(str(path), alone=True) if one.level == "error")
    assert (found.line, found.column) == place
    assert found.id == "a-letter"
    assert f"{found.field}: {found.message}".startswith(said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD + RECORD.replace('title = "A Letter"\n', ""),
            [(6, 1, "a-letter", "title", "is missing")],
        ),
        (
            HEAD + RECORD.replace("novel", "Novel"),
            [(9, 8, "a-letter", "kind", "'Novel' is none of: article,")],
        ),
        (
            HEAD + RECORD + "\n" + RECORD,
            [(13, 6, "a-letter", "id", "is the id of works[1] already")],
        ),
        (
            HEAD + RECORD.replace("a-letter", "A Letter"),
            [(7, 6, "A Letter", "id", "'A Letter' must be small letters")],
        ),
        (
            f'{HEAD}{RECORD}part_of = "b"\n{RECORD.replace("a-letter", "b")}part_of="a-letter"',
            [
                (11, 11, "a-letter", "part_of", "leads round in a circle"),
                (17, 9, "b", "part_of", "leads round in a circle"),
            ],
        ),
        (
            HEAD.replace("language", "  lang") + RECORD,
            [
                (1, 1, "catalogue", "language", "is missing"),
                (4, 3, "catalogue", "lang", "is no field; did you mean 'language'?"),
            ],
        ),
        (HEAD.replace('"en"', '"English"'), [(4, 12, "catalogue", "language", "'English' is no")]),
        (HEAD + "[catalog]\n", [(6, 2, "", "catalog", "is no part of a catalogue")]),
        (HEAD + "[works]\n", [(6, 1, "", "works", "must be a list of records")]),
        (HEAD + "[people]\n'' = []\n", [(7, 1, "", "people.''", "is a person without")]),
        (
            HEAD + "[people]\n'A. B' = ['C',\n 1]\n",
            [(8, 2, "", "people.A. B[2]", "must be a text in quotes")],
        ),
        (
            HEAD + "[[catalogue.life]]\ndate = '1912'\n",
            [(6, 1, "catalogue", "life[1].event", "is missing")],
        ),
        (
            'works = [{ id = "a", title = "T", kind = "song" }]\n' + HEAD,
            [(1, 42, "a", "kind", "'song' is none of")],
        ),
    ],
)  # fmt: skip
def test_faults_of_records_and_of_the_head_have_their_places(
    own: Own,
    text: str,
    expected: list[tuple[int, int, str, str, str]],
) -> None:
    found = [one for one in check._found(str(own(text)), alone=True) if one.level == "error"]
    assert [(*one[1:3], *one[4:6]) for one in found] == [one[:4] for one in expected]
    for one, (*_, message) in zip(found, expected, strict=True):
        assert one.message.startswith(message)


# --- doubts --------------------------------------------------------------------------------------

DOUBTFUL = RECORD + 'text = { pages = "121–115", isbn = "1" }\nnote = "It\'s  so."\n'
TOLD = [
    "works.toml:6:36: error: a-letter: text.isbn: '1' is no ISBN; that has ten or thirteen digits",
    "works.toml:6:18: warning: a-letter: text.pages: runs backwards, from 121 to 115 [backwards]",
    "works.toml:7:8: warning: a-letter: note: has a straight '; write ‘ or ’ [straight-quote]",
    "works.toml:7:8: warning: a-letter: note: has two spaces, or a tab, between words [space]",
]


def test_faults_and_doubts_are_told_at_once_in_the_order_of_the_file(
    serge: Serge, own: Own
) -> None:
    own(DOUBTFUL)
    assert told(serge, "works.toml") == [TOLD[1], TOLD[0], *TOLD[2:]]


def test_doubts_alone_are_no_failure_unless_strict(serge: Serge, own: Own) -> None:
    own(DOUBTFUL.replace(', isbn = "1"', ""))
    assert told(serge, "works.toml", code=0) == TOLD[1:]
    assert told(serge, "works.toml", "--strict", code=4) == TOLD[1:]
    ignored = ["--ignore", "space", "--ignore", "backwards"]
    assert told(serge, "works.toml", *ignored, code=0) == [TOLD[2]]
    assert told(serge, "works.toml", "--select", "space", "--strict", code=4) == [TOLD[3]]
    both = ["--select", "space", "--select", "backwards", "--ignore", "space"]
    assert told(serge, "works.toml", *both, code=0) == [TOLD[1]]
    assert told(serge, "works.toml", "--select", "http", "--strict", code=0) == []


def test_faults_cannot_be_ignored(serge: Serge, own: Own) -> None:
    own(DOUBTFUL)
    assert told(serge, "works.toml", "--select", "http") == [TOLD[0]]


@pytest.mark.parametrize("option", ["--ignore", "--select"])
def test_a_doubt_of_no_name_is_refused(serge: Serge, option: str) -> None:
    said = serge("check", option, "spaces", code=2).err
    assert said.startswith(
        "there is no doubt ‘spaces’ (did you mean ‘space’?); there are: backwards, capitals,"
    )


def test_json_has_the_parts_of_each_line(serge: Serge, own: Own) -> None:
    own(DOUBTFUL)
    found = json.loads(serge("check", "works.toml", "--json", code=4).out)
    assert [str(check.Finding(**one)) for one in found] == [TOLD[1], TOLD[0], *TOLD[2:]]
    assert set(found[0]) == set(check.Finding._fields)
    assert json.loads(serge("check", "--json").out) == []


def test_at_a_terminal_the_numbers_are_told(own: Own) -> None:
    bad, good = str(own(DOUBTFUL)), str(own(RECORD, "b.toml"))
    shown = screen("check", bad, good, code=4)
    assert shown.endswith(f"1 fault, 3 doubts in {bad}\nno faults, no doubts in {good}\n")
    assert json.loads(screen("check", good, "--json").splitlines()[0]) == []


def test_a_head_may_be_doubted(own: Own) -> None:
    path = own(HEAD.replace("Some", "Some ") + RECORD)
    assert [str(one).removeprefix(f"{path}:") for one in check._found(str(path), alone=True)] == [
        "2:9: warning: catalogue: title: has two spaces, or a tab, between words [space]"
    ]


def test_the_manual_explains_each_doubt_and_no_other() -> None:
    page = (DATA.parents[1] / "docs" / "check.md").read_text(encoding="utf-8")
    assert re.findall(r"^### `([a-z-]+)`", page, flags=re.MULTILINE) == sorted(doubts.NAMES)


# --- whatever is in a file -----------------------------------------------------------------------

TEXTS = st.text(st.sampled_from("aé Ж\"'.-–0[]{}\x1b\u202e\ud7ff"), max_size=6)
WRONG: st.SearchStrategy[Any] = st.one_of(
    TEXTS, st.integers(), st.booleans(), st.lists(TEXTS, max_size=2), st.dates(),
    st.sampled_from(["1938-13", "a", "http://a", "https://a b", "fr_FR", "9780306406157"]),
    st.dictionaries(st.sampled_from(["date", "isbn", "url", "pages", "x", ""]), TEXTS, max_size=3),
)  # fmt: skip
KEYS = st.sampled_from([
    "id", "title", "kind", "date", "also", "see", "part_of", "in", "url", "language", "text",
    "first", "editions", "sources", "recipient", "written", "titel", "a b", "", "\n",
])  # fmt: skip
RECORDS = st.lists(
    st.dictionaries(KEYS, WRONG, max_size=6).map(
        lambda changed: {"id": "a", "title": "T", "kind": "novel", **changed}
    ),
    max_size=4,
)


def faults_of_loading(text: str) -> set[tuple[str, ...]]:
    """Give the record, field and message of each fault for which a text is refused."""
    with suppress(CatalogueError):
        reader.read(text, "a.toml")
        return set()
    with pytest.raises(CatalogueError) as error:
        reader.read(text, "a.toml")
    return {(fault.work, fault.field, fault.message) for fault in error.value.faults}


@settings(max_examples=150, deadline=None)
@given(RECORDS, st.booleans())
def test_whatever_a_file_holds_each_fault_of_loading_is_among_those_told(
    records: list[dict[str, Any]],
    headed: bool,  # noqa: FBT001 - drawn
) -> None:
    head = {"catalogue": {"title": "T", "author": "A", "language": "en"}}
    text = tomli_w.dumps({**(head if headed else {}), "works": records})
    found = list(check._of_text(text, "a.toml", None))
    errors = {one[4:7] for one in found if one.level == "error"}
    assert errors == faults_of_loading(text)
    lines = text.split("\n")
    assert all(1 <= one.column <= len(lines[one.line - 1]) + 1 for one in found)


def test_many_faults_take_no_longer_than_they_must() -> None:
    lines = 'x{0} = 1\npart_of = "a{1}"\nsee = ["b{0}"]\n'
    record = RECORD.replace("a-letter", "a{0}") + lines
    text = HEAD + "".join(record.format(n, n + 1) for n in range(2000))
    began = time.process_time()
    found = list(check._of_text(text, "a.toml", None))
    assert time.process_time() - began < 5
    assert len(found) == 2000 + 2000 + 1  # the last is a part of nothing
