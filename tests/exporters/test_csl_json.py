"""CSL-JSON: against its schema, and as citeproc reads it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from sergecli.citations import render, source, titles
from sergecli.citations.base import is_listed
from sergecli.citations.capitals import CHICAGO
from sergecli.exporters import casing, csl_json, formats, pandoc
from sergecli.model import edtf
from sergecli.model.work import Catalogue, Publication
from tests.exporters.test_formats import HEAD, sole, written
from tests.exporters.test_formats_hostile import HOSTILE, hostile_work

SCHEMA = Path(__file__).parents[1] / "csl_data_schema.json"


def _faults(value: object, schema: dict[str, Any], every: dict[str, Any], at: str) -> Iterator[str]:
    """Check the few words of JSON Schema that our schema uses."""
    schema = every["definitions"][schema["$ref"]] if "$ref" in schema else schema
    kinds = {"array": list, "object": dict, "string": str, "integer": int, "boolean": bool}
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r}"
    if "type" in schema and type(value) is not kinds[schema["type"]]:
        yield f"{at}: no {schema['type']}: {value!r}"
    elif isinstance(value, dict):
        properties = schema["properties"]
        yield from (f"{at}: no {key}" for key in schema.get("required", ()) if key not in value)
        yield from (f"{at}: has {key}" for key in value if key not in properties)
        for key in value.keys() & properties.keys():
            yield from _faults(value[key], properties[key], every, f"{at}.{key}")
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at}: {len(value)} items"
        for number, one in enumerate(value):
            yield from _faults(one, schema["items"], every, f"{at}[{number}]")


def test_csl_json_keeps_to_the_schema(catalogue: Catalogue) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    hostile = tuple(hostile_work(number, text) for number, text in enumerate(HOSTILE))
    for works, head in ((catalogue.works, catalogue.head), (hostile, HEAD)):
        text = written("csl-json", works, head).text
        assert list(_faults(json.loads(text), schema, schema, "")) == []


def test_the_checker_finds_faults() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    bad = [{"id": 1, "type": "novel", "pages": "", "issued": {"date-parts": [[], ["1938"]]}}]
    assert sorted(_faults(bad, schema, schema, "")) == [
        "[0].id: no string: 1",
        "[0].issued.date-parts[0]: 0 items",
        "[0].issued.date-parts[1][0]: no integer: '1938'",
        "[0].type: 'novel'",
        "[0]: has pages",
        "[0]: no title",
    ]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1928~", {"date-parts": [[1928]], "circa": True}),
        ("1920?", {"date-parts": [[1920]], "circa": True}),
        ("1994-23", {"date-parts": [[1994]], "season": 3}),
        ("1950-05/1950-06", {"date-parts": [[1950, 5], [1950, 6]]}),
        ("{1946-07,1946-11}", {"literal": "July and November 1946"}),
        ("194X", {"literal": "1940s"}),
    ],
)
def test_csl_json_says_a_date_as_far_as_csl_can(date: str, expected: dict[str, Any]) -> None:
    cited = source.cited(
        sole(reproduced_from=Publication(container="J", date=edtf.parse(date))), HEAD
    )
    assert csl_json.item(cited)["issued"] == expected


def test_csl_json_titles_are_never_taken_for_markup() -> None:
    cited = source.cited(sole(title="a < b & <i>c</i> <em>"), HEAD)
    empty = '<span class="nocase"></span>'
    title = csl_json.item(cited)["title"]
    assert title == f"a < b & <{empty}i>c<{empty}/i> <em>"
    foreign = sole(original_title="L’<b>", language="fr")
    title = csl_json.item(source.cited(foreign, HEAD))["original-title"]
    assert title == f'<span class="nocase">L’<{empty}b></span>'


# --- titles in the capitals of a style --------------------------------------------

# citeproc keeps "about" small where The Chicago Manual of Style (8.160) has "About".
CAPITALS = {"What Everyone Should Know About Repression", "The Truth About Kronstadt"}


def _cited(catalogue: Catalogue, style: str) -> dict[str, str]:
    """Give the entry of each work in a style, as citeproc writes it."""
    html = pandoc.bibliography(
        written("csl-json", catalogue.works, catalogue.head).text, style, "html"
    )
    parts = re.split(r'<div id="ref-([^"]*)"[^>]*>', html)[1:]
    plain = (" ".join(unescape(re.sub("<[^>]+>", "", part)).split()) for part in parts[1::2])
    return dict(zip(parts[::2], plain, strict=True))


def _bare(title: str) -> str:
    """Leave out the marks of which a style makes others."""
    return re.sub("[“”‘’.]", "", title)


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography"])
def test_citeproc_gives_titles_the_capitals_that_we_do(catalogue: Catalogue, style: str) -> None:
    entries = _cited(catalogue, style)
    wrong = set()
    for work in catalogue:
        reference = casing.by_language(formats.dated(source.cited(work, catalogue.head)))
        headline = titles.title(reference, rule=CHICAGO)
        title = render.text(titles.sentence(reference) if style == "apa" else headline)
        # Of a letter that readers cannot consult, APA says something else.
        if (
            work.id in entries
            and is_listed(reference)
            and _bare(title) not in _bare(entries[work.id])
        ):
            wrong.add(title)
    assert len(entries) > 300
    assert wrong == (set() if style == "apa" else CAPITALS)


def test_a_shortened_note_has_the_short_title() -> None:
    assert "title-short" not in written("csl-json", [sole(title=": Kronstadt")]).text
    assert "title-short" not in written("csl-json", [sole(title="Voline")]).text
    long = json.loads(written("csl-json", [sole(title="The Tsar: A Life of Lenin")]).text)[0]
    assert (long["title"], long["title-short"]) == ("The tsar: A life of Lenin", "Tsar")
    assert "ST  - Tsar\r\n" in written("ris", [sole(title="The Tsar: A Life of Lenin")]).text


def test_a_whole_book_online_is_a_book() -> None:
    head = replace(HEAD, archive="The Archive", archive_url="https://example.org/")
    work = sole(kind="history", url="https://example.org/quay/index.htm")
    (item,) = json.loads(written("csl-json", (work,), head).text)
    assert (item["type"], item["archive"]) == ("book", "The Archive")
    assert "container-title" not in item
