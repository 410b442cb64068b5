"""What is missing, what is not, and how `serge check --gaps` says it."""

import json
from pathlib import Path

import pytest

from sergecli.catalogue import gaps
from sergecli.model.work import Catalogue
from tests.catalogue.doubting import text_of
from tests.conftest import Serge
from tests.screen import plain, screen

WHOLE = """\
kind = "novel"
date = "1931"
language = "fr"
url = "https://example.org/a"
first_publication = { date = "1931", place = "Paris", publisher = "Rieder", language = "fr" }
editions = [
    { date = "1977", publisher = "P", translators = ["Ann Other"], isbn = "0-8044-2957-X" },
    { container = "Left", pages = "3–5", translators = ["Ann Other"], date = "1938" },
]
"""
SOURCE = 'sources = ["the book itself"]'


@pytest.mark.parametrize(
    ("cut", "name", "field"),
    [
        ('date = "1931"\nlanguage', "date", "date"),
        ('language = "fr"\n', "original-language", "language"),
        ('place = "Paris", ', "place", "first_publication.place"),
        ('publisher = "Rieder", ', "publisher", "first_publication.publisher"),
        (', translators = ["Ann Other"], isbn', "translator", "editions[1].translators"),
        (', isbn = "0-8044-2957-X"', "identifier", "editions[1].isbn"),
        ('pages = "3–5", ', "pages", "editions[2].pages"),
        ('url = "https://example.org/a"\n', "online", "url"),
        (', "https://example.org"', "address", "sources"),
    ],
)
def test_each_gap_is_found_where_something_is_missing(
    serge: Serge, tmp_path: Path, cut: str, name: str, field: str
) -> None:
    text = text_of(WHOLE).replace(SOURCE, SOURCE[:-1] + ', "https://example.org"]')
    kept = {"date": "language", "translator": ", isbn"}.get(name, "")
    assert found(serge, tmp_path, text) == []
    assert cut in text
    head, _, record = text.partition("[[works]]")
    gap = {"id": "a", "gap": name, "field": field, "title": "The Work a"}
    lacking = f"{head}[[works]]{record.replace(cut, kept, 1)}"
    assert gap in found(serge, tmp_path, lacking)


def found(serge: Serge, directory: Path, text: str) -> list[dict[str, str]]:
    (directory / "works.toml").write_text(text, encoding="utf-8")
    answer = serge("check", "--gaps", "--json", "--alone", "works.toml")
    listed: list[dict[str, str]] = json.loads(answer.out)
    return listed


def test_pages_without_an_end_are_a_gap(serge: Serge, tmp_path: Path) -> None:
    gaps_ = found(serge, tmp_path, text_of('editions = [{ container = "Left", pages = "3–" }]'))
    assert "editions[1].pages" in {gap["field"] for gap in gaps_}


def test_an_original_that_is_reproduced_is_a_first_publication(
    serge: Serge, tmp_path: Path
) -> None:
    names = [gap["gap"] for gap in found(serge, tmp_path, text_of('language = "en"'))]
    assert "first-publication" in names
    record = 'language = "en"\nreproduced_from = { container = "Left", pages = "3" }'
    names = [gap["gap"] for gap in found(serge, tmp_path, text_of(record))]
    assert "first-publication" not in names
    record = record.replace('language = "en"', 'language = "fr"')
    names = [gap["gap"] for gap in found(serge, tmp_path, text_of(record))]
    assert "first-publication" in names


def test_counts_and_list_agree_on_the_catalogue(catalogue: Catalogue) -> None:
    counts, listed = gaps.find(catalogue, catalogue.head)
    assert {one.name for one in counts} == set(gaps.NAMES)
    for one in counts:
        assert one.missing == sum(gap.name == one.name for gap in listed)
        assert 0 < one.missing < one.out_of
    (only,), some = gaps.find(catalogue, catalogue.head, ["publisher"])
    assert only in counts
    assert {gap.field for gap in some} == {"first_publication.publisher"}


def test_a_pipe_has_lines_and_a_terminal_a_table(serge: Serge) -> None:
    lines = serge("check", "--gaps", "--select", "place").out.splitlines()
    assert lines
    assert all(line.split("\t")[1:3] == ["place", "first_publication.place"] for line in lines)
    table = plain(screen("check", "--gaps"))
    assert "publisher of a first edition" in table
    assert "--select NAME lists the works" in table
    assert lines[0].split("\t")[0] not in table
    listed = plain(screen("check", "--gaps", "--select", "place", columns=200))
    assert all(line.split("\t")[0] in listed for line in lines)


def test_names_of_gaps_and_of_warnings_are_kept_apart(serge: Serge) -> None:
    assert "isbn-hyphens" in serge("check", "--gaps", "--select", "isbn-hyphens", code=2).err
    assert "place" in serge("check", "--select", "place", code=2).err


def test_an_invalid_catalogue_has_errors_and_no_gaps(serge: Serge, tmp_path: Path) -> None:
    (tmp_path / "works.toml").write_text(text_of("note = 1"), encoding="utf-8")
    answer = serge("check", "--gaps", "--alone", "works.toml", code=4)
    assert (answer.out, "note: must be a text" in answer.err) == ("", True)
