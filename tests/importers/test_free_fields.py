"""Fields of the user's own are kept, found, shown, and come back from every format."""

import csv
import json
import re
import tomllib
from io import StringIO
from pathlib import Path

import pytest

from sergecli.exporters.formats import FORMATS
from sergecli.importers.detect import FORMS
from tests.conftest import Serge
from tests.importers.test_imports import HEAD

ID = "midnight-in-the-century"
AMENDS = f"""\
[[works]]
amends = "{ID}"

[works.x]
shelfmark = "Serge 12"
tags = ["exile", "to read"]
"my_dépôt" = "cellar"
"""
FREE = {"shelfmark": ["Serge 12"], "tags": ["exile", "to read"], "my_dépôt": ["cellar"]}
OWN = ("--catalogue", "own.toml")


@pytest.fixture(autouse=True)
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(AMENDS, encoding="utf-8")
    return path


@pytest.mark.parametrize("cached", [True, False])
def test_they_are_shown_searched_and_selected(serge: Serge, *, cached: bool) -> None:
    if cached:
        serge("list", *OWN)
    shown = serge("show", ID, *OWN).out
    for label, text in {
        "Shelfmark": "Serge 12",
        "Tags": "exile, to read",
        "My dépôt": "cellar",
    }.items():
        assert f"\n{label} " in shown
        assert text in shown
    assert serge("search", "cellar", "--ids", *OWN).out == f"{ID}\n"
    assert serge("list", "--tag", "to read", "--ids", *OWN).out == f"{ID}\n"
    assert "--tag: did you mean exile?" in serge("list", "--tag", "exyle", *OWN, code=1).err
    (work,) = json.loads(serge("show", ID, "--json", "x", *OWN).out)
    assert work == {"x": FREE}


def test_they_are_no_part_of_a_patch(serge: Serge, own: Path) -> None:
    assert "adds nothing" in serge("diff", *OWN, code=1).err
    own.write_text(AMENDS.replace("[works.x]", 'note = "Mine."\n\n[works.x]'), encoding="utf-8")
    patch = serge("diff", *OWN).out
    assert '+note = "Mine."' in patch
    assert "exile" not in patch


def test_an_edition_is_added_before_their_header(serge: Serge, own: Path) -> None:
    serge("add", "--edition-of", ID, "--edition", 'date = "1977"', *OWN)
    (record,) = tomllib.loads(own.read_text(encoding="utf-8"))["works"]
    assert record["editions"] == [{"date": "1977"}]
    assert record["x"]["tags"] == FREE["tags"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('x = "exile"', "must be a table, [works.x], not a text"),
        ("x = { tags = 5 }", "must be a text in quotes, not a number"),
        ("x = { tags = [] , read = [1] }", "must be a text in quotes, not a number"),
        ('x = { "a.b" = "c" }', "is not a name for a field"),
        (f'x = {{ {"a" * 41} = "c" }}', "is not a name for a field"),
    ],
)
def test_what_is_none_is_refused_by_place(
    serge: Serge, own: Path, table: str, message: str
) -> None:
    own.write_text(f'[[works]]\namends = "{ID}"\n{table}\n', encoding="utf-8")
    error = serge("list", *OWN, code=4).err
    assert "own.toml:3:" in error
    assert message in error


def test_two_records_of_one_work_have_the_texts_of_both(serge: Serge, own: Path) -> None:
    work = '[[works]]\nid = "{}"\ntitle = "A"\nkind = "text"\nx = {{ tags = ["{}"], {} = "b" }}\n'
    own.write_text(work.format("one", "exile", "read") + work.format("two", "war", "lent"))
    serge("merge", "one", "two", *OWN)
    (record,) = tomllib.loads(own.read_text(encoding="utf-8"))["works"]
    assert record["x"] == {"tags": ["exile", "war"], "read": "b", "lent": "b"}


@pytest.mark.parametrize("form", [form for form in FORMS if form in FORMATS])
def test_they_come_back_from_a_format_or_are_told(serge: Serge, tmp_path: Path, form: str) -> None:
    sent = serge("cite", ID, "--format", form, *OWN)
    dropped = set(FREE) - {"tags", "shelfmark"} if form not in {"toml", "csv"} else set()
    dropped |= {"tags"} if form == "hayagriva" else set()
    for name in FREE:
        assert (f"dropped: {name}" in sent.err) == (name in dropped)
    (tmp_path / "new.toml").write_text(HEAD, encoding="utf-8")
    new = ("--alone", "--catalogue", "new.toml")
    serge("import", "-", "--format", form, *new, stdin=sent.out)
    (work,) = json.loads(serge("list", "--json", "x", *new).out)
    assert work == {"x": {name: texts for name, texts in FREE.items() if name not in dropped}}


def test_formats_of_libraries_have_places_for_them(serge: Serge) -> None:
    marc = serge("cite", ID, "--format", "marcxml", *OWN)
    subfields = re.findall(r'tag="(653|852)".*?<subfield code="(.)">(.*?)<', marc.out, re.DOTALL)
    assert subfields == [("653", "a", "exile"), ("653", "a", "to read"), ("852", "j", "Serge 12")]
    linked = serge("cite", ID, "--format", "jsonld", *OWN)
    (node,) = json.loads(linked.out)["@graph"]
    assert node["keywords"] == FREE["tags"]
    assert "dropped: shelfmark" in linked.err
    assert "dropped: shelfmark" not in marc.err


def test_columns_of_other_tables_are_known(serge: Serge, tmp_path: Path) -> None:
    sheet = StringIO()
    csv.writer(sheet).writerows(
        [["Title", "Call Number", "Manual Tags"], ["A", "PQ 2637", "exile; to read, soon"]]
    )
    (tmp_path / "new.toml").write_text(HEAD, encoding="utf-8")
    new = ("--alone", "--catalogue", "new.toml")
    serge("import", "-", "--format", "csv", *new, stdin=sheet.getvalue())
    (work,) = json.loads(serge("list", "--json", "x", *new).out)
    assert work == {"x": {"tags": ["exile", "to read, soon"], "shelfmark": ["PQ 2637"]}}


def test_a_skipped_entry_tells_what_is_not_added(serge: Serge) -> None:
    sheet = (
        "Title,Author,Year,Call Number,Tags,ISBN,Kind\n"
        "Midnight in the Century,Victor Serge,2015,{},exile,978-1-59017-770-9,novel\n"
    )

    def line(mark: str, *options: str) -> str:
        given = sheet.format(mark)
        return serge(
            "import", "-", "--format", "csv", "--dry-run", *options, stdin=given
        ).out.strip()

    lost = (
        "; not added: tags, shelfmark, ISBN 978-1-59017-770-9; "
        f'to add them, run serge edit and begin a record with amends = "{ID}"'
    )
    assert line("Serge 12", "--catalogue", "none.toml").endswith(lost)
    assert "not added: ISBN" in line("Serge 12", *OWN)
    assert line("Serge 13", *OWN).endswith(
        f"ISBN 978-1-59017-770-9; to add them, run serge edit {ID}"
    )
