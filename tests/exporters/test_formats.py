"""What holds for every format: its interface, its cost, and how it stands bad text."""

import csv
import io
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import rispy
import typst
from bibtexparser.entrypoint import parse_string

from sergecli.catalogue import store
from sergecli.citations import source
from sergecli.errors import UsageError
from sergecli.exporters import csl_json, formats
from sergecli.exporters.base import single
from sergecli.model import date_words, edtf
from sergecli.model.csl import Reference
from sergecli.model.work import Catalogue, Head, Publication, Work

GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
SCHEMA = Path(__file__).parents[1] / "csl_data_schema.json"
HEAD = Head(title="T", author="Victor Serge", language="en")
SUFFIXES = {
    "biblatex": "biblatex.bib",
    "bibtex": "bibtex.bib",
    "ris": "ris",
    "csl-json": "json",
    "hayagriva": "yaml",
    "csv": "csv",
    "toml": "toml",
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
        UsageError, match=r"'bibtecks' is not valid; did you mean bibtex\? \(choose .* or toml\)$"
    ):
        formats.dump((), (), "bibtecks", HEAD)
    with pytest.raises(UsageError, match=r"'xml' is not valid \(choose biblatex, "):
        formats.dump((), (), "xml", HEAD)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_same_works_are_always_written_the_same(name: str, catalogue: Catalogue) -> None:
    first, again = (written(name, catalogue.works, catalogue.head) for _ in range(2))
    assert first == again
    assert first.text.endswith("\n")


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
        "sergecli.exporters.bib_values",
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
        "BibLaTeX: no recipient field in this format; added to the note (1 work).",
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
        "CSV: an apostrophe was put before would-be formulas (1 work).",
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
    assert ("Dated" in found.get("note", "")) is not whole


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
    assert (found["date"], found.get("note", "")) == (expected, note)


def test_a_text_in_a_book_is_a_chapter_of_it() -> None:
    book = Publication(container="C", publisher="P", place="L", series="S", volume="2", isbn="1")
    found = fields("biblatex", sole(reproduced_from=book))
    assert found["@"] == "@inbook{x,"
    assert (found["booktitle"], found["series"]) == ("{{C}}", "{{S 2}}")
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
        "title": "{{T}}",
        "date": "{XXXX}",
        "langid": "{english}",
    }
    assert fields("bibtex", nothing) == {
        "@": "@misc{x,",
        "key": "{T}",
        "title": "{{T}}",
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


# --- bad text --------------------------------------------------------------------

HOSTILE = (
    "plain",
    r"\input{/etc/passwd} \write18{rm} \end{document} 100% #1 $x$ & _ ^ ~",
    "{ unbalanced {{ braces",
    "} unbalanced }} braces",
    "line\nER  - \nTY  - BOOK\nTI  - injected",
    "line\r\nER  - \r\nTY  - BOOK\r\n",
    "\x1b]0;title\x07 \x00 \x9b31m \u202egnp \u2028TY  - BOOK \x85AU  - X",
    "<script>alert(1)</script> <i>x</i> <b>y & z</b> &amp; <SPAN class='nocase'>q</span>",
    '=HYPERLINK("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "key: value # no comment",
    "- item",
    "!!python/object/apply:os.system ['true']",
    "{a: 1}",
    "[a, b]",
    "*alias &anchor | > ' \"",
    "null",
    "1938-04-28",
    "%TAG",
    "\"\"\"]]'''",
    "@book{evil, title = {x}}",
    "-- --- ,, '' `` ?` !`",
    "and others and and",
    "$ \\( x \\) \\ \\\\",
    "a" * 5000,
    "Émile – Что ’ “‘”’ … ﬁ 𝔖",
)


@pytest.fixture(scope="module")
def hostile() -> tuple[Work, ...]:
    """Works whose every field that is text says something evil."""
    return tuple(hostile_work(number, text) for number, text in enumerate(HOSTILE))


def hostile_work(number: int, text: str) -> Work:
    kind = ("letter", "article", "book")[number % 3]
    container = "" if kind == "book" else text
    return Work(
        id=f"work-{number}",
        title=text,
        kind=kind,
        authors=(text, "Victor Serge"),
        signed_as=text,
        recipient=text,
        original_title=text + "!",
        language="fr",
        note=text,
        rights=text,
        other_titles=(text, text),
        url="https://a.org/" + "".join(text.split())[:40],
        reproduced_from=Publication(
            container=container,
            series=text,
            volume=text,
            issue=text,
            pages=text,
            place=text,
            publisher="" if kind == "article" else text,
            translators=(text,),
            editors=(text,) if number % 2 else (),
            isbn=text,
            date=edtf.parse("1938-04-28"),
        ),
    )


def flat(text: str) -> str:
    """Leave out what a format by its nature cannot keep: spaces, quotation marks, controls."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028-\u202e\ufffd'’\"“”‘-]", "", text)


def test_hostile_text_stays_one_bib_entry(hostile: tuple[Work, ...]) -> None:
    for name in ("biblatex", "bibtex"):
        text = written(name, hostile).text
        library = parse_string(text)
        assert not library.failed_blocks
        assert [entry.key for entry in library.entries] == [work.id for work in hostile]
        assert text.count("{") == text.count("}")
        assert not re.search(r"\\(input|write|end)\b", text)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


def test_hostile_text_is_read_by_pandoc_as_it_was(hostile: tuple[Work, ...]) -> None:
    text = written("biblatex", hostile).text
    for read, work in zip(_pandoc("biblatex", text), hostile, strict=True):
        # pandoc knows no command for a brace or grave accent that stands alone.
        assert flat(_plain(read["title"])) == re.sub("[{}`]", "", flat(work.title))


def test_hostile_text_stays_in_its_ris_tag(hostile: tuple[Work, ...]) -> None:
    text = written("ris", hostile).text
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in lines)
    assert sum(line.startswith("TY  - ") for line in lines) == len(hostile)
    for read, work in zip(rispy.loads(text), hostile, strict=True):
        assert flat(read["title"]) == flat(work.title)
    assert len(_pandoc("ris", text)) == len(hostile)


def test_hostile_text_is_the_same_in_json(hostile: tuple[Work, ...]) -> None:
    text = written("csl-json", hostile).text
    assert text.isprintable() or not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    for read, work in zip(_pandoc("csljson", text), hostile, strict=True):
        assert flat(_plain(read["title"])) == flat(work.title)


def _plain(title: str) -> str:
    """Take away the mark that keeps capitals."""
    mark, end = '<span class="nocase">', "</span>"
    return title[len(mark) : -len(end)] if title.startswith(mark) else title


def test_hostile_text_is_the_same_in_yaml(hostile: tuple[Work, ...], tmp_path: Path) -> None:
    text = written("hayagriva", hostile).text
    for work, read in zip(hostile, _typst_yaml(text, tmp_path).items(), strict=True):
        assert read[0] == work.id
        assert re.sub(r"\\([\\{}$])", r"\1", read[1]["title"]) == work.title
    _typst_compile(text, tmp_path)


def test_hostile_text_begins_no_formula(hostile: tuple[Work, ...]) -> None:
    text = written("csv", hostile).text
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert len(rows) == len(hostile)
    assert all(len(row) == len(header) for row in rows)
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+@\t\r-]", cell)]
    for row, work in zip(rows, hostile, strict=True):
        assert flat(row[header.index("title")]) == flat(work.title)


def _without_isbn(work: Work) -> Publication | None:
    """Leave out what a catalogue does not take for an ISBN."""
    return replace(work.reproduced_from, isbn="") if work.reproduced_from else None


def test_hostile_text_is_the_same_in_toml(hostile: tuple[Work, ...], tmp_path: Path) -> None:
    works = tuple(replace(work, url="", reproduced_from=_without_isbn(work)) for work in hostile)
    text = written("toml", works).text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    assert [record["title"] for record in tomllib.loads(text)["works"]] == list(HOSTILE)
    assert store.load(tmp_path / "x.toml", alone=True).works == works


def test_an_address_that_typst_refuses_stands_in_the_note(tmp_path: Path) -> None:
    addresses = ("http://[", "https://a..b/", "https://1.2.3.999/", "http://a.org:99999/", "x:y")
    works = [
        Work(id=f"w{n}", title="T", kind="article", url=url) for n, url in enumerate(addresses)
    ]
    text = written("hayagriva", works).text
    assert [record["note"] for record in _typst_yaml(text, tmp_path).values()] == [
        f"Address: {url}" for url in addresses
    ]
    _typst_compile(text, tmp_path)


# --- readers ---------------------------------------------------------------------


def _pandoc(name: str, text: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", name, "-t", "csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert not done.stderr, done.stderr
    items: list[dict[str, Any]] = json.loads(done.stdout)
    order = {found: at for at, found in enumerate(re.findall(r"work-\d+", text))}
    return sorted(items, key=lambda one: order.get(one["id"], 0))


def _typst_yaml(text: str, directory: Path) -> dict[str, dict[str, Any]]:
    (directory / "all.yaml").write_text(text, encoding="utf-8")
    page = directory / "read.typ"
    page.write_text('#metadata(yaml("all.yaml")) <read>', encoding="utf-8")
    read = json.loads(typst.query(str(page), "<read>", field="value", one=True))
    assert isinstance(read, dict)
    return read


def _typst_compile(text: str, directory: Path, style: str = "chicago-notes") -> None:
    (directory / "all.yaml").write_text(text, encoding="utf-8")
    page = directory / "page.typ"
    page.write_text(f'#bibliography("all.yaml", full: true, style: "{style}")', encoding="utf-8")
    assert typst.compile(str(page), format="svg")


# --- CSL-JSON against the schema -------------------------------------------------


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


def test_csl_json_keeps_to_the_schema(
    references: list[Reference], hostile: tuple[Work, ...]
) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for some in (references, [source.cited(work, HEAD) for work in hostile]):
        assert list(_faults(json.loads(csl_json.dump(some)), schema, schema, "")) == []


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
