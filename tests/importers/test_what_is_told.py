"""What other programs' files say beside the usual is read, or named where it is not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sergecli.importers import detect
from sergecli.importers.entry import Entry
from tests.conftest import Answer, Serge
from tests.importers.test_files_as_people_have_them import edition, only

_RIS = "TY  - {}\nTI  - T\n{}\nER  - \n"


def _bib(author: str) -> list[str]:
    entry = only(f"@book{{a, title={{T}}, author={{{author}}}}}", "bibtex")
    return list(entry.values["authors"])


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Reed Jr., John Paul", ["Reed, John Paul, Jr."]),
        ("John Paul {Reed, Jr.}", ["Reed, John Paul, Jr."]),
        ("Reed, John; Poe, Jim", ["John Reed", "Jim Poe"]),
        ("{Reed; Poe, Ltd.}", ["Reed; Poe, Ltd.,"]),
        ("Reed, John, Poe, Jim", ["Reed, John, Poe, Jim,"]),
        ("Reed, John, 1887--1920", ["John Reed"]),
        ("and Reed, John and", ["John Reed"]),
        ("id=x, family=Reed, given=John, nationality=us", ["John Reed"]),
        ("John\u00a0Paul Reed", ["John Paul Reed"]),
        ("van\u00a0der Berg, Jan", ["van der Berg, Jan"]),
    ],
)
def test_a_name_is_not_garbled(author: str, authors: list[str]) -> None:
    assert _bib(author) == authors


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("John Reed / Jim Poe", ["John Reed", "Jim Poe"]),
        ("Reed, John and Poe, Jim", ["John Reed", "Jim Poe"]),
        ("Reed and Sons", ["Reed and Sons"]),
        ("Reed, John; et al.", ["John Reed"]),
    ],
)
def test_names_in_a_cell(cell: str, authors: list[str]) -> None:
    assert only(f'title,author\nT,"{cell}"\n', "csv").values["authors"] == authors


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        (r"A\footnote{Not a title} \foo{B}", "A B", [r"title (\footnote)", r"title (\foo)"]),
        (r"\textsc{A} \textbf{B} \LaTeX", "A B LaTeX", []),
        (r"CO\textsubscript{2}, 5\textsuperscript{2}, 2\textsuperscript{nd}", "CO₂, 5², 2nd", []),
        (r"5\;m \hyperref[s]{A} \phantom{B}\hyperlink{c}{D}", "5 m A D", []),
        (r"\cyrz\cyra\cyrp\cyri\cyrs\cyrk\cyri \CYRZH", "запискиЖ", []),
        (r"\textsterling 5 \glqq a\grqq{} \textonehalf", "£5 „a“ ½", []),
        (r"\symbol{233} \cite{a} x", "x", [r"title (\symbol)", r"title (\cite)"]),
    ],
)
def test_a_command_that_is_not_read_is_named(title: str, text: str, told: list[str]) -> None:
    entry = only(f"@book{{a, title={{{title}}}}}", "bibtex")
    assert (entry.values["title"], list(entry.dropped)) == (text, told)


def _entry(form: str, fields: str) -> Entry:
    texts = {
        "bibtex": "@article{a, title={T}, journal={J}, %s}",
        "biblatex": "@book{a, title={T}, %s}",
        "csl-json": '{"type": "book", "title": "T", %s}',
        "hayagriva": "a: {title: T, %s}",
    }
    return only(texts[form] % fields, form)


@pytest.mark.parametrize(
    ("form", "fields", "printing", "told"),
    [
        ("bibtex", "eid={e12}, number={7-8}", {"pages": "e12", "issue": "7–8"}, []),
        ("bibtex", "eid={e12}, pages={3}", {"pages": "3"}, ["eid"]),
        ("bibtex", "entrysubtype={newspaper}", {}, []),
        ("bibtex", "type={Essay}, entrysubtype={magazine}", {}, ["type", "entrysubtype"]),
        ("bibtex", "series={newseries}, volume=2", {"series": "new series", "volume": "2"}, []),
        ("biblatex", "isbn={0-19-853453-1, 9781590174517}", {"isbn": "0-19-853453-1"}, ["isbn (another)"]),
        ("biblatex", "editor={A, B}, editortype={compiler}", {"editors": ["B A"]}, ["editortype compiler (taken for editor)"]),
        ("csl-json", '"collection-title": "S", "collection-number": 5', {"series": "S", "volume": "5"}, []),
        ("csl-json", '"volume": 1, "collection-title": "S", "collection-number": 5', {"volume": "1"}, ["series “S 5”"]),
        ("csl-json", '"published-print": {"date-parts": [[1999, 4]]}, "publisher": "P"', {"publisher": "P", "date": "1999-04"}, []),
        ("csl-json", '"issued": {"date-parts": [[1936]], "literal": "in spring 1936"}, "publisher": "P"', {"publisher": "P", "date": "1936"}, ["date “in spring 1936” (in words only)"]),
        ("csl-json", '"issued": {"date-parts": [[1936]], "literal": "1936"}, "publisher": "P"', {"publisher": "P", "date": "1936"}, []),
        ("hayagriva", "type: book, publisher: ~, author: null, date: Null, volume: 3", {"volume": "3"}, []),
        ("hayagriva", "type: book, volume: 3, volume: 4", {"volume": "3"}, ["volume (given twice)"]),
        ("hayagriva", "type: book, affiliated: {role: foreword, names: 'A, B'}", {"contributors": [{"name": "B A", "role": "foreword"}]}, []),
        ("hayagriva", "type: thesis, organization: U", {"publisher": "U"}, []),
        ("hayagriva", "type: web, url: 'https://x.org', organization: U, genre: Blog, page-total: 3", {}, ["organization", "genre", "page-total"]),
        ("hayagriva", "type: article, volume: 3, parent: {title: J, volume: 2}", {"container": "J", "volume": "3"}, ["volume of the parent"]),
        ("hayagriva", "type: book, volume: 2, author: {name: A, given-name: B, title: Dr}", {"volume": "2"}, ["author (title)"]),
    ],
)  # fmt: skip
def test_a_field_is_read_or_named(
    form: str, fields: str, printing: dict[str, object], told: list[str]
) -> None:
    entry = _entry(form, fields)
    found = edition(entry) if printing else {}
    assert {name: found.get(name) for name in printing} == printing
    assert list(entry.dropped) == told


@pytest.mark.parametrize(
    ("type_", "lines", "printing", "told"),
    [
        ("BOOK", "SP  - 300\nPB  - P", {"publisher": "P"}, ["number of pages"]),
        ("BOOK", "SP  - 300\nEP  - 310", {"pages": "300–310"}, []),
        ("CONF", "T2  - Papers\nSP  - 3", {"container": "Papers", "pages": "3"}, []),
        ("JOUR", "JO  - J\nPY  - 1940\nDA  - 1936/05/04/", {"date": "1936-05-04"}, ["PY “1940”"]),
        ("JOUR", "JO  - J\nPY  - 1936\nDA  - 1936/05/04/", {"date": "1936-05-04"}, []),
        ("JOUR", "JO  - J\nVL  - 1\nVL  - 2", {"volume": "1"}, ["VL (the second)"]),
        ("JOUR", "JO  - J\nAB  - An old\nan - aside\nre-elected", {"container": "J"}, ["abstract"]),
        ("JOUR", "JO  - J\nVL-3\nzz  - x", {"volume": "3"}, ["ZZ"]),
        ("JOUR", "JO  - J\nAU  - Roe, Ann\nAU  - et al.", {"container": "J"}, ["AU (et al.)"]),
    ],
)
def test_a_tag_is_read_or_named(
    type_: str, lines: str, printing: dict[str, str], told: list[str]
) -> None:
    entry = only(_RIS.format(type_, lines), "ris")
    assert {name: edition(entry).get(name) for name in printing} == printing
    assert list(entry.dropped) == told


def test_a_pseudonym_is_a_signature() -> None:
    entry = _entry("biblatex", "author={Reed, John}, nameaddon={Poe, pseud.}")
    assert (entry.values["signed_as"], entry.values["signature"]) == ("Poe", "pseudonym")


def test_small_tags_without_blanks() -> None:
    entry = only("ty-JOUR\nti-T\nt2  -Roads\npy-1936\nvl -3\nzz - x\ner-\n", "ris")
    assert edition(entry) == {"container": "Roads", "date": "1936", "volume": "3"}
    assert entry.dropped == ("ZZ",)


def test_columns_are_told_apart() -> None:
    text = "title,title,Publication Year,Date,,DOI\nT,U,1936,1936-05-04,x,10.1/x,y\n"
    entry = only(text, "csv")
    assert (entry.values["title"], entry.values["date"]) == ("T", "1936-05-04")
    assert entry.dropped == ("title (column 2)", "(column 5)", "(column 7)", "doi")


def test_columns_that_no_record_has_are_named() -> None:
    heading = "id,title,kind,first_publication.date,first_publication,title.x,editions\n"
    entry = only(heading + "a,T,book,1936,P,X,E\n", "csv")
    assert entry.values["first_publication"] == {"date": "1936"}
    assert entry.dropped == ("first_publication", "title.x", "editions")


def test_a_field_of_ties_alone_is_empty() -> None:
    entry = only("@book{a, title={T}, publisher={P}, volume={~~~}}", "bibtex")
    assert edition(entry) == {"publisher": "P"}


def test_marks_that_no_reader_sees_are_left_out() -> None:
    text = json.dumps([{"type": "Book", "title": "Un\u00adseen\u200b", "issued": {"raw": "1936"}}])
    (entry,) = detect.entries(text, "csl-json")
    assert (entry.values["title"], entry.values["kind"], entry.dropped) == ("Unseen", "book", ())


_CHAPTER = "@inbook{{a, author={{Roe, Sam}}, title={{T}}, bookauthor={{{}}}, booktitle={{B}}}}"
_IN_CSL = """[{"type": "chapter", "title": "T", "author": [{"literal": "Sam Roe"}],
"container-title": "B", "container-author": [{"family": "Poe", "given": "Jim"}]}]"""
_IN_HAYAGRIVA = """a: {type: chapter, title: T, author: "Roe, Sam",
parent: {type: book, title: B, author: "Poe, Jim"}}"""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (_CHAPTER.format("Poe, Jim"), "bibtex"),
        (_RIS.format("CHAP", "AU  - Roe, Sam\nT2  - B\nN1  - Book by Jim Poe."), "ris"),
        (_IN_CSL, "csl-json"),
        (_IN_HAYAGRIVA, "hayagriva"),
    ],
)
def test_the_author_of_the_book_that_another_introduced_is_kept(text: str, form: str) -> None:
    assert edition(only(text, form))["contributors"] == [{"name": "Jim Poe", "role": "written by"}]


def test_the_author_of_a_book_who_wrote_the_chapter_too_is_not_said_twice() -> None:
    assert "contributors" not in edition(only(_CHAPTER.format("Roe, Sam"), "bibtex"))


_BARGES = """
[catalogue]
title = "Writings"
author = "Ann Roe"
language = "en"

[[works]]
id = "barges"
title = "Barges on the Elbe: Trade and Its Men"
kind = "thesis"
date = "1968"
degree = "PhD"
editions = [{ date = "1972", publisher = "Lantern House" }]

[[works]]
id = "locks"
title = "Locks"
kind = "book"
first_publication = { date = "1970", publisher = "Harbor Press" }
"""


@pytest.fixture
def imported(serge: Serge, tmp_path: Path) -> Callable[..., Answer]:
    """Import a table into a catalogue of two works."""
    (tmp_path / "own.toml").write_text(_BARGES, encoding="utf-8")
    own = ("--alone", "--catalogue", "own.toml", "--dry-run")
    return lambda table, code=0: serge(
        "import", "-", "--format", "csv", *own, stdin=table, code=code
    )


@pytest.mark.parametrize(
    ("row", "remark"),
    [
        (
            "Barges on the Elbe,Ann Roe,1968",
            "barges has the same author and year, and the title “Barges on the Elbe: Trade and Its Men”",
        ),
        (
            "Locks: A History,Ann Roe,1970",
            "locks has the same author and year, and the title “Locks”",
        ),
        ("Barges on the Elbe,Ann Roe,1971", ""),
        ("Barges on the Elbe,Jim Poe,1968", "by Jim Poe; "),
        ("Barges,Ann Roe,1968", ""),
        ("Barges on the Elbe: Its Boats,Ann Roe,1968", ""),
    ],
)
def test_a_known_work_under_its_short_title_is_named(
    imported: Callable[..., Answer], row: str, remark: str
) -> None:
    answer = imported(f"title,author,year\n{row}\n")
    what, *_, why = answer.out.rstrip("\n").split("\t")
    assert what == "imported"
    assert why.startswith(remark)
    assert bool(why) == bool(remark)


@pytest.mark.parametrize(
    ("publisher", "lost"),
    [
        ("Quay Books", "; not added: publisher Quay Books; to add it, run serge edit locks"),
        ("Harbor Press", ""),
        ("The Harbor Press Ltd.", ""),
        ("", ""),
    ],
)
def test_a_publisher_that_a_known_work_lacks_is_named(
    imported: Callable[..., Answer], publisher: str, lost: str
) -> None:
    answer = imported(f"title,author,year,publisher\nLocks,Ann Roe,1970,{publisher}\n")
    assert answer.out == f"skipped\t\t<stdin>:2\tlocks has an edition of the same year{lost}\n"


def test_a_row_is_named_by_its_line_once(imported: Callable[..., Answer]) -> None:
    answer = imported("title,author,year\n,Ann Roe,1970\nRafts,Jim Poe,1980\n", 4)
    assert answer.out.splitlines() == [
        "refused\t\t<stdin>:2\thas no title",
        (
            "imported\trafts\t<stdin>:3\tby Jim Poe; if it is about Ann Roe, run serge edit rafts and set "
            "its attribution to about"
        ),
    ]
    assert answer.err.splitlines()[1:] == [
        "1 imported, 0 skipped, 1 refused; dry run: nothing was written"
    ]
