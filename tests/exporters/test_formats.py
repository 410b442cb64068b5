"""What holds for every format: its interface, its cost, and how it stands bad text."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sergecli.catalogue import store
from sergecli.citations import source
from sergecli.errors import UsageError
from sergecli.exporters import formats
from sergecli.exporters.base import single
from sergecli.importers import detect
from sergecli.model import date_words, edtf
from sergecli.model.work import Head, Publication, Work

GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
HEAD = Head(title="T", author="Victor Serge", language="en")
SUFFIXES = {
    "biblatex": "biblatex.bib",
    "bibtex": "bibtex.bib",
    "ris": "ris",
    "csl-json": "json",
    "hayagriva": "yaml",
    "csv": "csv",
    "toml": "toml",
    "marcxml": "xml",
    "jsonld": "jsonld",
}


def written(name: str, works: Sequence[Work], head: Head = HEAD) -> formats.ExportResult:
    return formats.dump(works, [source.cited(work, head) for work in works], name, head)


def sole(**fields: Any) -> Work:  # noqa: ANN401 - any field of a Work
    usual = {"id": "x", "title": "T", "kind": "article", "authors": ("Victor Serge",)}
    return Work(**{**usual, **fields})


# --- the interface ---------------------------------------------------------------


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_scholar_can_read_what_is_written(name: str) -> None:
    catalogue = store.load(GOLDEN / "works.toml", alone=True)
    golden = GOLDEN / f"works.{SUFFIXES[name]}"
    text = written(name, catalogue.works, catalogue.head).text
    assert text.encode() == golden.read_bytes(), f"{golden} is no longer what is written"


def test_an_unknown_format_is_told_with_the_nearest() -> None:
    with pytest.raises(
        UsageError, match=r"'bibtecks' is not valid; did you mean bibtex\? \(choose .* or jsonld\)$"
    ):
        formats.dump((), (), "bibtecks", HEAD)
    with pytest.raises(UsageError, match=r"'pdf' is not valid \(choose biblatex, "):
        formats.dump((), (), "pdf", HEAD)


_WRITE = """
from sergecli.exporters import formats
from sergecli.model import edtf
from sergecli.model.csl import Name, Reference
from sergecli.model.work import Head, Work

head = Head(title="T", author="Victor Serge", language="en")
work = Work(id="x", title="T", kind="letter")
dates = {"issued": edtf.parse("{1936,1938}"), "original_date": edtf.parse("{1932,1934}")}
names = dict.fromkeys(("author", "editor", "translator", "recipient"), (Name("A", "B"),))
texts = dict.fromkeys(("volume", "issue", "page", "isbn", "publisher", "original_title"), "II")
for kind in ("book", "chapter", "webpage", "personal_communication", "article-newspaper"):
    reference = Reference(id="x", type=kind, title="T", **dates, **names, **texts)
    for name in formats.FORMATS:
        print(*formats.dump([work], [reference], name, head))
"""


def test_the_same_works_are_always_written_the_same() -> None:
    """In each run Python puts the members of a set into another order."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", _WRITE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert runs[0]
    assert runs == runs[:1] * 3


@pytest.mark.parametrize("name", [name for name in SUFFIXES if name not in {"csv", "toml"}])
def test_works_and_references_must_match(name: str) -> None:
    with pytest.raises(ValueError, match="zip"):
        formats.dump([sole(), sole()], [source.cited(sole(), HEAD)], name, HEAD)


def test_a_format_loads_only_what_it_needs() -> None:
    program = (
        "import sys\n"
        "from sergecli.exporters import formats\n"
        "from sergecli.model.work import Head\n"
        "formats.dump((), (), 'biblatex', Head(title='', author='', language=''))\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"csv", "json", "tomllib", "tomli_w", "rich", "typer", "rapidfuzz"}
    assert {name for name in loaded if name.startswith("sergecli.exporters.")} == {
        "sergecli.exporters.base",
        "sergecli.exporters.bib",
        "sergecli.exporters.biblatex",
        "sergecli.exporters.casing",
        "sergecli.exporters.formats",
    }


# --- what is lost ----------------------------------------------------------------


def test_nothing_is_lost_unsaid() -> None:
    plain = sole(
        reproduced_from=Publication(container="J", volume="1", issue="2", date=edtf.parse("1938"))
    )
    for name in formats.FORMATS:
        assert written(name, [plain]).warnings == ()
    letter = sole(recipient="Leon Trotsky", part_of="y", date=edtf.parse("1928~"))
    assert written("biblatex", [letter]).warnings == (
        "BibLaTeX: no recipient field in the entries of 1 work; added to the note.",
        "BibLaTeX: dropped: the whole of a part, unless it is exported too (1 work).",
    )
    assert written("toml", [letter]).warnings == (
        "TOML: dropped: ids of works that are not exported too (1 work).",
    )
    foreign = sole(title="Что?", url="https://a.org/")
    assert written("bibtex", [foreign]).warnings == (
        "BibTeX: addresses are in the field url, which old styles do not print (1 work).",
        "BibTeX: TeX has no command for these letters; left as UTF-8: Чот",
    )
    assert written("csv", [sole(title="=1+1")]).warnings == (
        "CSV: an apostrophe was added before apparent formulas (1 work).",
    )


@pytest.mark.parametrize("name", ["biblatex", "bibtex", "ris", "csl-json", "hayagriva"])
@pytest.mark.parametrize("date", ["194X", "19XX", "194X~", "194X/1950?", "{194X,1951}"])
def test_no_format_prints_a_digit_that_is_not_known(name: str, date: str) -> None:
    work = sole(reproduced_from=Publication(container="J", volume="1", date=edtf.parse(date)))
    text = written(name, [work]).text
    if name != "biblatex":  # whose intervals say so
        assert not re.search(r"\b(1900|1940)\b(?!s| and 1999)", text)
    said = date_words.in_words(edtf.parse(date)).removeprefix("c. ")
    assert said.replace("–", "--") in text.replace("–", "--") or (
        name == "biblatex" and date in text
    )


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1938-04-28", "1938-04-28"),
        ("1928~", "1928~"),
        ("1994-23", "1994-23"),
        ("1950-05/1950-06", "1950"),
        ("1937-03-06/1937-03-07", "1937-03"),
        ("1933-07-13/1937", "1933"),
        ("{1946-07,1946-11}", "1946"),
        ("194X", "None"),
    ],
)
def test_one_date_stands_for_several(date: str, expected: str) -> None:
    assert str(single(edtf.parse(date))[0]) == expected


def fields(name: str, work: Work) -> dict[str, str]:
    """Read the lines of the one entry that the work becomes."""
    kind, *lines = written(name, [work]).text.splitlines()
    found = (line.strip().rstrip(",").split("= ", 1) for line in lines[:-1])
    return {"@": kind, **{key.strip(): value for key, value in found}}


@pytest.mark.parametrize(
    ("date", "year", "month"),
    [
        ("1938-04-28", "{1938}", '"28~" # apr'),
        ("1928~", "{c. 1928}", None),
        ("1911-06-15?", "{1911?}", '"15~" # jun'),
        ("1994-23", "{1994}", "{Autumn}"),
        ("1950-05/1950-06", "{1950}", 'may # "--" # jun'),
        ("1937-03-06/1937-03-07", "{1937}", '"6--7~" # mar'),
        ("1936-10-30/1936-11-02", "{1936}", '"30~" # oct # "--2~" # nov'),
        ("1926/1929", "{1926--1929}", None),
        ("1933-07-13/1937", "{1933--1937}", None),
        ("1994-21/1994-23", "{1994}", None),
        ("{1926,1928}", "{1926 and 1928}", None),
    ],
)
def test_old_styles_print_a_date(date: str, year: str, month: str | None) -> None:
    work = sole(reproduced_from=Publication(container="J", volume="1", date=edtf.parse(date)))
    found = fields("bibtex", work)
    assert (found["year"], found.get("month")) == (year, month)
    whole = month or "-" not in date
    assert ("Dated" in found.get("annote", "")) is not whole


@pytest.mark.parametrize(
    ("date", "expected", "note"),
    [
        ("1928~", "{1928~}", ""),
        ("1928%", "{1928%}", ""),
        ("194X", "{194X}", ""),
        ("194X~", "{194X}", "{Dated c. 1940s.}"),
        ("1938-12/1944-11-25~", "{1938-12/1944-11-25~}", ""),
        ("194X/1950?", "{1940/1950}", "{Dated 1940s–1950?}"),
        ("{1946-07,1946-11}", "{1946-07/1946-11}", "{Dated July and November 1946.}"),
    ],
)
def test_biblatex_dates_are_what_biber_reads(date: str, expected: str, note: str) -> None:
    work = sole(reproduced_from=Publication(container="J", volume="1", date=edtf.parse(date)))
    found = fields("biblatex", work)
    assert (found["date"], found.get("annotation", "")) == (expected, note)


def test_a_text_in_a_book_is_a_chapter_of_it() -> None:
    book = Publication(container="C", publisher="P", place="L", series="S", volume="2", isbn="1")
    found = fields("biblatex", sole(reproduced_from=book))
    assert found["@"] == "@inbook{x,"
    assert (found["booktitle"], found["series"]) == ("{C}", "{{S 2}}")
    assert not found.keys() & {"number", "volume"}
    edited = sole(reproduced_from=replace(book, editors=("A B",), series=""))
    found = fields("biblatex", edited)
    assert found["@"] == "@incollection{x,"
    assert (found["editor"], found["volume"]) == ("{B, A}", "{2}")
    assert "series" not in found
    text = written("hayagriva", [edited]).text
    assert 'type: Book\n          title: "C"\n          editor:' in text
    found = fields("bibtex", edited)
    assert (found["@"], found["year"]) == ("@incollection{x,", "{n.d.}")


def test_an_entry_of_a_reference_work_has_the_type_of_one() -> None:
    book = Publication(container="C", publisher="P", editors=("A B",))
    work = sole(kind="entry", reproduced_from=book)
    assert fields("biblatex", work)["@"] == "@inreference{x,"
    assert fields("bibtex", work)["@"] == "@incollection{x,"
    assert "TY  - ENCYC\r\n" in written("ris", [work]).text
    assert '"type": "entry-encyclopedia"' in written("csl-json", [work]).text
    text = written("hayagriva", [work]).text
    assert "type: Entry\n" in text
    assert 'type: Reference\n          title: "C"\n' in text


def test_a_book_in_a_series_has_its_number_there() -> None:
    work = sole(kind="book", reproduced_from=Publication(publisher="P", series="S", volume="2"))
    for name in ("biblatex", "bibtex"):
        found = fields(name, work)
        assert (found["@"], found["series"]) == ("@book{x,", "{{S 2}}")
        assert not found.keys() & {"number", "volume"}
    assert '- type: Anthology\n          title: "S 2"\n' in written("hayagriva", [work]).text
    assert "T3  - S 2\r\n" in written("ris", [work]).text


def test_a_periodical_in_a_new_series_keeps_its_volume() -> None:
    journal = Publication(container="J", series="2nd series", volume="3", issue="4")
    assert fields("biblatex", sole(reproduced_from=journal))["volume"] == "{3}"


def test_a_chapter_keeps_the_place_of_a_book_whose_publisher_is_not_known() -> None:
    book = Publication(container="C", place="London", editors=("A B",))
    assert fields("biblatex", sole(reproduced_from=book))["location"] == "{London}"
    assert fields("bibtex", sole(reproduced_from=book))["address"] == "{London}"
    assert "CY  - London\r\n" in written("ris", [sole(reproduced_from=book)]).text
    paper = Publication(container="C", place="London")
    assert "location" not in fields("biblatex", sole(reproduced_from=paper))


@pytest.mark.parametrize(
    ("language", "name"),
    [("fr", "french"), ("es", "spanish"), ("it", "italian"), ("de", "german"), ("tr", "turkish")],
)
def test_a_foreign_edition_is_in_its_own_language(language: str, name: str) -> None:
    first = Publication(title="Titre", publisher="P", place="Paris", language=language)
    book = sole(kind="novel", language="fr", first_publication=first)
    assert fields("biblatex", book)["langid"] == f"{{{name}}}"
    origin = "" if language == "fr" else "{french}"
    assert fields("biblatex", book).get("origlanguage", "") == origin
    assert fields("bibtex", book)["language"] == f"{{{name}}}"
    assert f"LA  - {language}\r\n" in written("ris", [book]).text
    assert f'language: "{language}"\n' in written("hayagriva", [book]).text
    item = json.loads(written("csl-json", [book]).text)[0]
    assert (item["language"], item["title"]) == (language, '<span class="nocase">Titre</span>')


def test_a_language_without_a_name_is_told() -> None:
    book = sole(kind="novel", first_publication=Publication(publisher="P", language="eo"))
    for name, label in (("biblatex", "BibLaTeX"), ("bibtex", "BibTeX")):
        told = f"{label}: dropped: languages it has no name for (1 work)."
        assert told in written(name, [book]).warnings


def test_what_a_format_demands_and_gets_is_told() -> None:
    book = sole(kind="novel", first_publication=Publication(place="Paris"))
    bare = sole(kind="novel", first_publication=Publication(publisher="P", date=edtf.parse("1930")))
    assert fields("biblatex", book)["date"] == "{XXXX}"
    assert written("biblatex", [book, bare]).warnings == (
        "BibLaTeX requires a date; XXXX was inserted (1 work).",
    )
    found = fields("bibtex", book)
    assert (found["publisher"], found["year"]) == ("{n.p.}", "{n.d.}")
    assert written("bibtex", [book, bare]).warnings == (
        "BibTeX requires a publisher and a year; n.p. and n.d. were inserted (1 work).",
    )


def test_what_is_not_known_at_all_is_left_open() -> None:
    nothing = sole(authors=())
    assert fields("biblatex", nothing) == {
        "@": "@misc{x,",
        "title": "{T}",
        "date": "{XXXX}",
        "langid": "{english}",
    }
    assert fields("bibtex", nothing) == {
        "@": "@misc{x,",
        "key": "{T}",
        "title": "{T}",
        "language": "{english}",
    }
    assert written("ris", [nothing]).text == (
        "TY  - ELEC\r\nID  - x\r\nTI  - T\r\nLA  - en\r\nER  - \r\n"
    )


def test_a_text_says_what_it_is_an_extract_of_or_a_part_of() -> None:
    whole, part = sole(id="whole", title="W"), sole(part_of="whole", extract_of="other")
    for name in ("bibtex", "ris", "hayagriva"):
        assert "Part of" in written(name, [whole, part]).text
    text = written("biblatex", [whole, part]).text
    assert "related       = {whole},\n  relatedstring = {Part of},\n" in text
    assert "related" not in written("biblatex", [part]).text


def test_tex_styles_may_make_all_words_small_but_names() -> None:
    title = "Once More: Kronstadt and the POUM"
    for name in ("biblatex", "bibtex"):
        found = fields(name, sole(title=title))
        assert found["title"] == "{Once More: {Kronstadt} and the {POUM}}"
    assert fields("biblatex", sole(title=title))["shorttitle"] == "{Once More}"
    french = Publication(title="Les Années sans pardon", publisher="P", language="fr")
    book = sole(kind="novel", language="fr", first_publication=french)
    assert fields("biblatex", book)["title"] == "{{Les Années sans pardon}}"


def test_a_bibliography_prints_only_what_a_citation_says() -> None:
    work = sole(
        signed_as="Le Rétif",
        signature="pseudonym",
        written_at="Vienna",
        reproduced_from=Publication(container="J", date=edtf.parse("194X~"), translators=("A B",)),
    )
    found = fields("biblatex", work)
    assert found["nameaddon"] == "{Le Rétif, pseud.}"
    assert "note" not in found
    annotation = "{Signed Le Rétif. Place of writing: Vienna. Dated c. 1940s.}"
    assert found["annotation"] == annotation
    found = fields("bibtex", work)
    assert found["note"] == r"{Signed Le R{\'e}tif. Translated by A B.}"
    assert found["annote"].startswith(r"{Signed Le R{\'e}tif. Place of writing: Vienna.")


@pytest.mark.parametrize(("editors", "type_"), [((), "inbook"), (("A. Editor",), "inreference")])
def test_an_entry_of_a_dictionary_is_one_again(editors: tuple[str, ...], type_: str) -> None:
    """BibLaTeX requires an editor for its type."""
    book = Publication(
        container="Le Maitron", publisher="P", editors=editors, date=edtf.parse("1938")
    )
    text = written("biblatex", [sole(kind="entry", first_publication=book)]).text
    assert text.startswith(f"@{type_}{{x,")
    (entry,) = detect.entries(text, "biblatex", HEAD)
    assert entry.values["kind"] == "entry"
    assert not entry.dropped
