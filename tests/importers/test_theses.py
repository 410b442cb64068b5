"""Theses, edition statements and the archives of unpublished texts come back from every format."""

import json
from pathlib import Path
from typing import Any

import pytest

from sergecli.catalogue import store
from sergecli.exporters import formats
from sergecli.importers import detect
from sergecli.model import degrees
from sergecli.model.work import Head
from tests.conftest import Serge
from tests.importers.test_imports import BOTH

_HEAD = Head(title="Writings", author="Victor Serge", language="en", archive="The Archive")
_CATALOGUE = """
[catalogue]
title = "Writings"
author = "Victor Serge"
language = "en"
archive = "The Archive"

[[works]]
id = "doctoral"
title = "Ports in the Novel"
kind = "thesis"
date = "1921"
authors = ["Clara Weiss"]
degree = "PhD"
archive = "ProQuest"
archive_location = "AAT 10291"
first_publication = { date = "1921", place = "Vienna", publisher = "University of Vienna" }

[[works]]
id = "masters"
title = "Harbor Songs"
kind = "thesis"
date = "1919-05"
authors = ["Clara Weiss"]
degree = "MA"
first_publication = { date = "1919-05", publisher = "University of Graz" }

[[works]]
id = "habilitation"
title = "The Quay"
kind = "thesis"
date = "1925"
authors = ["Clara Weiss"]
degree = "Habilitationsschrift"
first_publication = { date = "1925", publisher = "University of Graz" }

[[works]]
id = "letter"
title = "Letter to Paul Stern"
kind = "letter"
date = "1936-08-10"
recipient = "Paul Stern"
archive = "Exile Library, Frankfurt am Main"
archive_location = "box 3, Paul Stern Papers"
[[works]]
id = "manuscript"
title = "On Anarchism"
kind = "text"
date = "1936/1947"
archive = "Exile Library, Frankfurt am Main"
archive_location = "box 4, Paul Stern Papers"

[[works]]
id = "numbered"
title = "The Pilot"
kind = "book"
date = "1938"
first_publication = { edition = "12", date = "1938", publisher = "Faber" }

[[works]]
id = "revised"
title = "The Tide"
kind = "book"
date = "1939"
first_publication = { edition = "2nd rev. ed.", date = "1939", publisher = "Faber" }

[[works]]
id = "contained"
title = "The Ebb"
kind = "text"
date = "1940"
first_publication = { container = "A Book", edition = "2", date = "1940", publisher = "Faber", editors = ["Anna Berg"] }
"""
_FIELDS = ("kind", "degree", "archive", "archive_location", "recipient")


@pytest.mark.parametrize("form", BOTH)
def test_degree_archive_and_edition_come_back(serge: Serge, tmp_path: Path, form: str) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(_CATALOGUE, encoding="utf-8")
    own = ("--alone", "--catalogue", str(mine))
    before = store.load(mine, alone=True)
    ids = "\n".join(work.id for work in before)
    sent = serge("cite", "-", "--format", form, *own, stdin=ids).out
    entries = {
        entry.values["id"]: entry.values for entry in detect.entries(sent, form, before.head)
    }
    for work in before:
        values = entries[work.id]
        assert {name: values.get(name, "") for name in _FIELDS} == {
            name: getattr(work, name) for name in _FIELDS
        }
        if work.first_publication:
            printing = values["first_publication"]
            for name in ("edition", "place", "publisher"):
                assert printing.get(name, "") == getattr(work.first_publication, name)


@pytest.mark.parametrize(
    ("words", "degree"),
    [
        ("Ph.D. thesis", "PhD"), ("PhD diss.", "PhD"), ("phdthesis", "PhD"), ("Ph. D.", "PhD"),
        ("Doctoral dissertation", "doctoral"), ("Master's thesis", "master’s"), ("M.A. thesis", "MA"),
        ("mathesis", "MA"), ("Master thesis", "master’s"), ("mastersthesis", "master’s"),
        ("thesis", ""), ("candthesis", "candidate’s"), ("Dissertation", "Dissertation"), ("Thèse d’État", "Thèse d’État"),
    ],
)  # fmt: skip
def test_words_for_a_thesis_name_its_degree(words: str, degree: str) -> None:
    assert degrees.read(words) == degree


@pytest.mark.parametrize("names", [degrees.names(degree) for degree in degrees._DEGREES])
def test_what_is_written_is_read_as_the_same_kind_of_thesis(names: degrees.Names) -> None:
    for written in names:
        assert degrees.names(written).apa == names.apa or not written


def test_the_place_of_an_archive_and_a_collection_are_kept() -> None:
    item: dict[str, Any] = {
        "type": "personal_communication", "title": "A Letter", "archive": "The Library",
        "archive-place": "Vienna", "archive_location": "box 3", "archive_collection": "Weiss Papers",
    }  # fmt: skip
    (entry,) = detect.entries(json.dumps([item]), "csl-json", _HEAD)
    assert entry.values["archive"] == "The Library, Vienna"
    assert entry.values["archive_location"] == "box 3, Weiss Papers"
    assert entry.dropped == ()


def test_a_thesis_of_a_database_is_one() -> None:
    """Its department is no book that contains it, its adviser no editor, its length no page."""
    text = (
        "TY  - THES\nTI  - T\nAU  - Roe, Ann\nT2  - Department of French\nA3  - Poe, Jim\n"
        "PB  - Columbia University\nPY  - 1978\nM1  - 7802345\nM3  - Ph.D.\nDB  - ProQuest\n"
        "SP  - 350\nER  - \n"
    )
    (entry,) = detect.entries(text, "ris", _HEAD)
    assert entry.values == {
        "title": "T",
        "kind": "thesis",
        "date": "1978",
        "authors": ["Ann Roe"],
        "degree": "PhD",
        "archive": "ProQuest",
        "archive_location": "7802345",
        "first_publication": {"publisher": "Columbia University", "date": "1978"},
    }
    assert set(entry.dropped) == {"container_title", "editor", "number of pages"}


def test_the_number_of_pages_of_a_thesis_is_none_of_its_pages() -> None:
    entry = "@phdthesis{a, title={T}, school={S}, year=1978, pages={350}}"
    (read,) = detect.entries(entry, "bibtex", _HEAD)
    assert "pages" not in read.values["first_publication"]
    assert read.dropped == ("pages (a number of pages)",)


@pytest.mark.parametrize(
    ("cell", "degree", "publisher"),
    [
        ("(PhD thesis)", "PhD", ""),
        ("University of Leeds (Ph.D. diss.)", "PhD", "University of Leeds"),
        (
            "Unpublished MA thesis, Queen’s University (Belfast)",
            "MA",
            "Queen’s University (Belfast)",
        ),
        ("Université de Lille, thèse de doctorat", "thèse de doctorat", "Université de Lille"),
        ("(Dissertation)", "Dissertation", ""),
        ("Thesis Eleven", None, "Thesis Eleven"),
        ("Peter Lang (Dissertation Series)", None, "Peter Lang (Dissertation Series)"),
    ],
)
@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("csv", 'title,year,publisher\nT,1978,"{}"\n'),
        ("csv", 'title,year,publisher,type\nT,1978,"{}",book\n'),
        ("bibtex", "@book{{a, title={{T}}, year=1978, publisher={{{}}}}}"),
        ("ris", "TY  - BOOK\nTI  - T\nPY  - 1978\nPB  - {}\nER  - \n"),
    ],
)
def test_a_degree_in_the_place_of_the_publisher_is_read(
    form: str, text: str, cell: str, degree: str | None, publisher: str
) -> None:
    (entry,) = detect.entries(text.format(cell), form, _HEAD)
    printing = {"publisher": publisher, "date": "1978"} if publisher else {"date": "1978"}
    assert entry.values["kind"] == ("book" if degree is None else "thesis")
    assert entry.values.get("degree") == degree
    assert entry.values.get("first_publication", {"date": "1978"}) == printing
    assert entry.dropped == ()


def test_a_novel_has_no_degree() -> None:
    (entry,) = detect.entries('title,kind,publisher\nT,novel,"(PhD thesis)"\n', "csv", _HEAD)
    assert "degree" not in entry.values


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("biblatex", "@unpublished{a, title={T}}"),
        ("csl-json", '[{"type": "manuscript", "title": "T"}]'),
        ("ris", "TY  - UNPB\nTI  - T\nER  - \n"),
        ("ris", "TY  - MANSCPT\nTI  - T\nER  - \n"),
    ],
)
def test_a_manuscript_is_a_text(form: str, text: str) -> None:
    (entry,) = detect.entries(text, form, _HEAD)
    assert (entry.values["kind"], entry.dropped) == ("text", ())


def test_every_format_that_has_a_type_for_theses_uses_it(serge: Serge) -> None:
    expected = {
        "biblatex": "@thesis{", "bibtex": "@phdthesis{", "ris": "TY  - THES",
        "csl-json": '"type": "thesis"', "hayagriva": "type: Thesis", "jsonld": '"@type": "Thesis"',
        "marcxml": '<datafield ind1=" " ind2=" " tag="502">',
    }  # fmt: skip
    assert expected.keys() <= set(formats.FORMATS)
    for form, mark in expected.items():
        assert mark in serge("cite", "thesis-on-victor-serge", "--format", form).out, form
