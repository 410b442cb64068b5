"""Entries in CSL-JSON and CSL-YAML as other programs write them."""

import json
from typing import Any

import pytest

from sergecli.errors import CatalogueError
from sergecli.importers import detect
from sergecli.importers.entry import Entry


def read(*items: Any) -> list[Entry]:  # noqa: ANN401 - JSON
    """Read items with a title each."""
    whole = [{"title": "T", **item} for item in items]
    return detect.entries(json.dumps(whole), "csl-json")


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2009, "season-04"]]}, "2009-24"),
        ({"date-parts": [["2021", "season-01"]]}, "2021-21"),
        ({"date-parts": [[2013, 13]]}, "2013-21"),
        ({"date-parts": [[2015, 22], [2016, 16]]}, "2015-22/2016-24"),
        ({"date-parts": [[1950]], "season": "1"}, "1950-21"),
        ({"date-parts": [[1985]], "season": "printemps"}, "1985-21"),
        ({"date-parts": [[1985]], "season": "nonsense"}, "1985"),
        ({"date-parts": [["1938", "", ""]]}, "1938"),
        ({"date-parts": [[None]]}, ""),
        ({"date-parts": [[]]}, ""),
        ({"date-parts": [[1938, "", 5]]}, ""),
        ([{"year": 1950, "season": 1}], "1950-21"),
        (
            [{"year": 1950, "month": 2}, {"year": "1951", "month": 3, "day": 4}],
            "1950-02/1951-03-04",
        ),
        ({"year": 1950, "season": "autumn"}, "1950-23"),
    ],
)
def test_a_date(issued: object, date: str) -> None:
    (entry,) = read({"issued": issued})
    assert entry.values.get("date", "") == date


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ({"type": "collection", "archive": "Harbor Library"}, "archive"),
        ({"type": "collection", "publisher": "Faber"}, "collection"),
        ({"type": "entry-dictionary", "container-title": "A Dictionary"}, "entry"),
    ],
)
def test_a_type_that_is_a_kind(item: dict[str, str], kind: str) -> None:
    (entry,) = read(item)
    assert entry.values["kind"] == kind


def test_the_suffix_that_citeproc_js_marks() -> None:
    (entry,) = read({"author": [{"family": "Bennett", "given": "Frank G.,! Jr."}]})
    assert entry.values["authors"] == ["Bennett, Frank G., Jr."]


def test_people_who_are_not_named() -> None:
    (entry,) = read({"author": [{"family": "Roe", "given": "Ann"}, {"literal": "others"}]})
    assert entry.values["authors"] == ["Ann Roe"]
    assert entry.dropped == ("author (and others)",)


def test_the_extra_of_zotero_is_in_the_note() -> None:
    note = "original-date: 1938-05\\nA real note: about it.\\noriginal-date: around then"
    (entry,) = read(
        {"type": "book", "publisher": "P", "issued": 1975, "note": note.replace("\\n", "\n")}
    )
    assert entry.values["published"] == "1938-05"
    assert entry.values["note"] == "A real note: about it. original-date: around then"


def test_crossref_has_several_titles_and_types_of_its_own() -> None:
    message = {
        "type": "edited-book", "title": ["", "Is There a <scp>Way</scp>?"], "subtitle": ["A Reply"],
        "editor": [{"family": "Poe", "given": "Jim"}], "publisher": "P",
    }  # fmt: skip
    for whole in ({"message": message}, {"message": {"items": [message]}}, message):
        (entry,) = detect.entries(json.dumps(whole), "csl-json")
        assert entry.values["title"] == "Is There a Way? A Reply"
        assert entry.values["kind"] == "collection"
        assert not entry.dropped


@pytest.mark.parametrize("between", ["\n", " ", "\n\n"])
def test_objects_and_arrays_that_follow_one_another(between: str) -> None:
    one, two, three = (json.dumps({"id": name, "title": name}) for name in "abc")
    found = detect.entries(between.join((one, two, f"[{three}]", "[]")), "csl-json")
    assert [entry.label for entry in found] == ["a", "b", "c"]
    with pytest.raises(CatalogueError, match="is not JSON"):
        detect.entries(f"{one} {two} and more", "csl-json")


YAML = """---
title: My paper
references:
- id: roe38
  type: book
  author:
  - family: Roe
    given: Ann
  title: 'Reading *Capital*: a novel_life'
  publisher: Mill
  issued:
    date-parts:
    - - 1938
      - 5
- id: poe50
  type: article-journal
  author:
    - {family: Poe, given: Jim, dropping-particle: de}
  title: Essay
  container-title: The Journal
  issued:
  - year: 1950
    season: 1
  page: 123-145
...
"""


def test_csl_yaml() -> None:
    assert detect.sniff("refs.yaml", YAML) == detect.sniff("-", YAML) == "csl-yaml"
    roe, poe = detect.entries(YAML, "csl-yaml")
    assert roe.values == {
        "id": "roe38", "title": "Reading Capital: a novel_life", "kind": "book",
        "inner_titles": ["Capital"], "authors": ["Ann Roe"], "date": "1938-05",
        "first_publication": {"publisher": "Mill", "date": "1938-05"},
    }  # fmt: skip
    assert poe.values["authors"] == ["Jim de Poe"]
    assert poe.values["first_publication"] == {
        "container": "The Journal", "pages": "123–145", "date": "1950-21"
    }  # fmt: skip
    with pytest.raises(CatalogueError, match="no list of references"):
        detect.entries("references: none\n", "csl-yaml")
    (wrong,) = detect.entries("references:\n- one\n", "csl-yaml")
    assert wrong.refused
