"""The forms of an answer: plain text, chosen fields, a template."""

import json

import pytest

from sergecli.model.work import Catalogue
from sergecli.terminal import plain
from tests.conftest import Serge
from tests.screen import plain as without_escapes
from tests.screen import screen

NAME = "once-more-kronstadt"


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--year", "1936"),
        ("list", "--editions", "--publisher", "nyrb"),
        ("search", "cronstadt"),
        ("show", NAME),
        ("timeline", "--kind", "letter"),
    ],
)
@pytest.mark.parametrize("columns", [40, 132])
def test_plain_is_the_screen_without_escapes(
    serge: Serge, arguments: tuple[str, ...], columns: int
) -> None:
    shown = without_escapes(screen(*arguments, "--no-pager", columns=columns))
    text = serge(*arguments, "--plain", COLUMNS=str(columns)).out
    assert "\x1b" not in text
    rows = [line.rstrip() for line in shown.splitlines()]
    assert [line.rstrip() for line in text.splitlines()] == rows[: len(text.splitlines())]
    assert len(text.splitlines()) > 4


def test_show_in_a_pipe_is_laid_out_for_a_reader(serge: Serge) -> None:
    assert serge("show", NAME).out == serge("show", NAME, "--plain").out
    assert serge("show", NAME).out.startswith("Once More: Kronstadt\nletter, ")


def test_json_of_some_fields(serge: Serge) -> None:
    found = json.loads(serge("list", "--limit", "3", "--json", "id,title,date").out)
    assert [list(one) for one in found] == [["id", "title", "date"]] * 3
    assert json.loads(serge("show", "--json", NAME).out)[0]["id"] == NAME
    assert json.loads(serge("show", NAME, "--json", "id").out) == [{"id": NAME}]
    assert json.loads(serge("show", NAME, "--json=own,recipient").out) == [
        {"own": False, "recipient": ""}
    ]
    (edition,) = json.loads(
        serge("list", "--editions", "--limit", "1", "--json", "work,title,publisher").out
    )
    assert list(edition) == ["work", "title", "publisher"]
    assert edition["title"]


def test_every_field_can_be_asked_for(serge: Serge, catalogue: Catalogue) -> None:
    found = json.loads(serge("list", "--json", ",".join(plain.FIELDS)).out)
    assert len(found) == len(catalogue)
    assert all(tuple(one) == plain.FIELDS for one in found)


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{date} {title}", "1938-04-28 Once More: Kronstadt"),
        (r"{id:<22}|\t{kind}", "once-more-kronstadt   |\tletter"),
        ("{reproduced_from.container}, {authors}", "The New International, Victor Serge"),
        ("{{{id}}}", "{once-more-kronstadt}"),
        ("{own}{recipient}", "false"),
    ],
)
def test_a_template_makes_a_line(serge: Serge, template: str, shown: str) -> None:
    assert serge("show", NAME, "--template", template).out == f"{shown}\n"


def test_a_template_makes_a_line_for_each(serge: Serge) -> None:
    rows = serge("list", "--year", "1936", "--template", "{id}").out
    assert rows == serge("list", "--year", "1936", "--ids").out
    editions = serge("list", "--editions", "--limit", "2", "--template", "{work} {title}").out
    assert len(editions.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--json", "id,titel"), "--json: 'titel' is not valid; did you mean title?"),
        (("--template", "{titel}"), "--template: 'titel' is not valid; did you mean title?"),
        (("--template", "{id"), "--template: expected '}' before end of string"),
        (("--template", "{id!r}"), "--template: '!r' is not valid; write {id}"),
        (("--template", "{id:z}"), "--template: ':z' is not a width; write {id:20}"),
        (("--template", "{editions.titel}"), "did you mean title?"),
        (("--json", "--ids"), "--json and --ids exclude each other"),
        (("--plain", "--template", "{id}"), "--plain and --template exclude each other"),
    ],
)
def test_a_wrong_form_is_explained(serge: Serge, arguments: tuple[str, ...], said: str) -> None:
    assert said in serge("list", *arguments, code=2).err


def test_what_a_catalogue_says_cannot_break_a_line(serge: Serge, tmp_path: object) -> None:
    record = '[[works]]\nid = "a"\ntitle = "A\\u001b[2J\\nB"\nkind = "letter"\n'
    with open(f"{tmp_path}/own.toml", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(record)
    out = serge("show", "a", "--catalogue", "own.toml", "--template", "{title}").out
    assert out.count("\n") == 1
    assert "\x1b" not in out
