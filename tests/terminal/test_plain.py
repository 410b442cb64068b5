"""Answers for a pipe: whole lines, safe cells, JSON with the catalogue's own keys."""

import io
import json
import sys
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sergecli.model import edtf
from sergecli.model.work import Attribution, Catalogue, Publication, Work
from sergecli.terminal import messages, plain
from tests.conftest import Serge
from tests.driven import Driven
from tests.screen import plain as visible
from tests.screen import screen

WORK = Work(
    index="74",
    id="once-more-kronstadt",
    title="Once More: Kronstadt",
    kind="letter",
    date=edtf.parse("1938-04-28"),
    authors=("Victor Serge",),
    other_titles=("Kronstadt Again", "Kronstadt Yet Again"),
    url="https://example.org/kronstadt",
    reproduced_from=Publication(
        container="The New International", volume="4", pages="211–212", date=edtf.parse("1938-07")
    ),
    editions=(
        Publication(title="A", editors=("Mitchell Abidor", "Another"), publisher="PM Press"),
        Publication(title="B"),
    ),
    note="The archive files it under the date it was written.",
)
BARE = Work(id="bare", title="Bare", kind="text", attribution=Attribution.ATTRIBUTED)
ALWAYS = ["index", "id", "title", "kind", "date", "attribution", "url"]

# Controls, marks that turn the direction of writing, and all that breaks a line.
STEERING = (
    "\x00\x07\x08\t\n\x0b\x0c\r\x1b\x1c\x7f\x85\x9b\u061c\u200e\u2028\u2029\u202e\u2066\ufeff"
)
Captured = pytest.CaptureFixture[str]


def table(works: Iterable[Work]) -> None:
    plain.rows(map(plain.cells, works))


def print_json(works: Iterable[Work]) -> None:
    plain.dump(list(map(plain.record, works)))


# --- tables --------------------------------------------------------------------------------------


def test_a_work_is_one_line_of_seven_columns(capsys: Captured) -> None:
    table([WORK, BARE])
    assert capsys.readouterr().out == (
        "once-more-kronstadt\t1938-04-28\tOnce More: Kronstadt\tletter\tauthor\t"
        "The New International\thttps://example.org/kronstadt\n"
        "bare\t\tBare\ttext\tattributed\t\t\n"
    )


def test_where_a_work_appeared_is_its_first_printing_that_says_so(capsys: Captured) -> None:
    first = Publication(container="La Révolution prolétarienne")
    table(
        [
            replace(WORK, first_publication=first),
            replace(WORK, first_publication=Publication(place="Paris")),
            replace(WORK, reproduced_from=None),
        ]
    )
    containers = [line.split("\t")[5] for line in capsys.readouterr().out.splitlines()]
    assert containers == ["La Révolution prolétarienne", "The New International", ""]


@pytest.mark.parametrize("character", STEERING, ids=ascii)
def test_a_cell_cannot_steer_a_terminal_or_break_its_line(capsys: Captured, character: str) -> None:
    wild = f"a{character}b"
    table([replace(WORK, title=wild, reproduced_from=Publication(container=wild), url=wild)])
    (line,) = capsys.readouterr().out.removesuffix("\n").split("\n")
    assert len(line.split("\t")) == 7
    assert line.replace("\t", "").isprintable()
    assert character not in line.split("\t")[2]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(st.text(st.characters(codec="utf-8")), max_size=5))
def test_there_are_as_many_lines_as_works_whatever_their_titles(
    capsys: Captured, titles: list[str]
) -> None:
    table([replace(WORK, title=title) for title in titles])
    out = capsys.readouterr().out
    assert out.count("\n") == len(titles) == len(out.splitlines())
    assert out.count("\t") == 6 * len(titles)


def test_ids_stand_alone_one_a_line(capsys: Captured) -> None:
    plain.ids([WORK, BARE])
    assert capsys.readouterr().out == "once-more-kronstadt\nbare\n"


def test_nothing_is_printed_of_no_works(capsys: Captured) -> None:
    table([])
    plain.ids([])
    assert capsys.readouterr().out == ""


def test_a_table_of_the_catalogue_holds_every_work_whole(
    serge: Serge, catalogue: Catalogue
) -> None:
    answer = serge("list", "--sort", "index")
    rows = [line.split("\t") for line in answer.out.removesuffix("\n").split("\n")]
    assert [(row[0], row[1], row[2], row[6]) for row in rows] == [
        (work.id, str(work.date or ""), work.title, work.url) for work in catalogue
    ]
    assert {len(row) for row in rows} == {7}


# --- JSON ----------------------------------------------------------------------------------------


def array(capsys: Captured, *works: Work) -> Any:  # noqa: ANN401 - whatever JSON holds
    print_json(works)
    return json.loads(capsys.readouterr().out)


def test_json_always_has_the_keys_of_every_work(capsys: Captured) -> None:
    (bare,) = array(capsys, BARE)
    assert bare == {
        "index": "", "id": "bare", "title": "Bare", "kind": "text", "date": "",
        "attribution": "attributed", "url": "",
    }  # fmt: skip
    assert list(bare) == ALWAYS


def test_json_leaves_out_what_is_empty_and_keeps_the_order_of_the_fields(
    capsys: Captured,
) -> None:
    (full,) = array(capsys, WORK)
    assert full == {
        "index": "74",
        "id": "once-more-kronstadt",
        "title": "Once More: Kronstadt",
        "kind": "letter",
        "date": "1938-04-28",
        "authors": ["Victor Serge"],
        "attribution": "author",
        "other_titles": ["Kronstadt Again", "Kronstadt Yet Again"],
        "url": "https://example.org/kronstadt",
        "reproduced_from": {
            "container": "The New International",
            "volume": "4",
            "pages": "211–212",
            "date": "1938-07",
        },
        "editions": [
            {
                "title": "A",
                "publisher": "PM Press",
                "editors": ["Mitchell Abidor", "Another"],
            },
            {"title": "B"},
        ],
        "note": "The archive files it under the date it was written.",
    }
    names = [field.name for field in fields(Work)]
    assert list(full) == sorted(full, key=names.index)


def test_json_of_no_works_is_an_empty_array(capsys: Captured) -> None:
    assert array(capsys) == []


@pytest.mark.parametrize("character", STEERING, ids=ascii)
def test_json_keeps_every_character_but_steers_no_terminal(
    capsys: Captured, character: str
) -> None:
    wild = f"é{character}“b”"
    print_json([replace(WORK, title=wild)])
    out = capsys.readouterr().out
    assert json.loads(out)[0]["title"] == wild
    assert out.replace("\n", "").isprintable()
    assert "é" in out


def test_json_is_ascii_where_the_terminal_is_not_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    print_json([replace(WORK, title="“Émile” – Ж")])
    sys.stdout.flush()
    assert raw.getvalue().isascii()
    assert json.loads(raw.getvalue())[0]["title"] == "“Émile” – Ж"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(codec="utf-8")))
def test_json_gives_back_every_title(capsys: Captured, title: str) -> None:
    assert array(capsys, replace(BARE, title=title))[0]["title"] == title


def test_json_of_the_catalogue_says_all_that_the_file_says(
    serge: Serge, catalogue: Catalogue
) -> None:
    found = json.loads(serge("list", "--json", "--sort", "index").out)
    assert [one["id"] for one in found] == [work.id for work in catalogue]
    for one in found:
        assert set(ALWAYS) <= one.keys()
        assert all(value for name, value in one.items() if name not in ALWAYS), one["id"]
    assert found == [json.loads(json.dumps(plain.record(work))) for work in catalogue]


# --- messages ------------------------------------------------------------------------------------


def test_a_message_goes_to_standard_error_line_by_line(capsys: Captured) -> None:
    messages.say("first\x1b[2J\nsecond\tline\u202e")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "first\ufffd[2J\nsecond line\ufffd\n"


def test_rows_are_aligned_on_a_terminal_and_have_tabs_in_a_pipe(serge: Serge) -> None:
    assert "\t--style\t" in serge("styles", "mla").out
    rows = [row for row in visible(screen("styles", "handbook")).splitlines() if "--style" in row]
    assert rows
    assert "\t" not in "".join(rows)
    assert len({row.index("--") for row in rows}) == 1


@pytest.mark.parametrize("words", [("chicago", "archive"), ("handbook",)])
def test_rows_too_long_for_a_terminal_are_wrapped_between_words(
    serge: Serge, words: tuple[str, ...]
) -> None:
    rows = [row.split("\t") for row in serge("styles", *words).out.splitlines()]
    with Driven(["serge", "styles", *words], (80, 120), {"SERGE_PAGER": ""}) as at:
        assert at.end() == 0
        shown = at.shown
    assert " ".join(shown.split()) == " ".join(
        word for row in rows for word in " ".join(row).split()
    )
