"""Every record of the catalogue, written, read by an outside program, and compared.

So is every printing of every record, as `serge cite --edition` gives it. A
variable that a format has no field for must stand in its note, in the words that
the reader's message counts; `pytest -rP` prints how many were compared.
"""

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import rispy
import typst
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from sergecli.catalogue import store
from sergecli.citations import render, source, titles
from sergecli.citations.capitals import CHICAGO
from sergecli.exporters import formats
from sergecli.exporters.casing import in_sentence_style
from sergecli.model import date_words, edtf
from sergecli.model.csl import Name, Reference, date_variable
from sergecli.model.edtf import Date, Kind
from sergecli.model.work import (
    Attribution,
    Catalogue,
    Contributor,
    Head,
    Piece,
    Publication,
    Work,
    keys,
)
from tests.conftest import Serge

# What a reader found in an entry; "note" is looked into for what is not there.
Read = dict[str, str]
Dump = Callable[[str], formats.ExportResult]

HEAD = Head(title="T", author="Victor Serge", language="en")
NAMES = ("author", "editor", "translator", "recipient")
TEXTS = (
    "title", "container_title", "collection_title", "original_title", "volume", "issue", "page",
    "publisher", "publisher_place", "isbn", "url", "archive", "language", "note",
)  # fmt: skip
DATES = ("issued", "original_date")


@pytest.fixture(scope="module", params=["works", "printings"])
def cited(request: pytest.FixtureRequest, catalogue: Catalogue) -> list[tuple[Work, Reference]]:
    """Each work as it is cited, or each of its printings."""
    head = catalogue.head
    if request.param == "works":
        return [(work, formats.dated(source.cited(work, head))) for work in catalogue]
    return [pair for work in catalogue for pair in printings(work, head)]


def printings(work: Work, head: Head) -> list[tuple[Work, Reference]]:
    alone = replace(work, part_of="", extract_of="")
    named = [
        (replace(alone, id=f"{work.id}-{number}"), one)
        for number, one in enumerate(work.publications, 1)
    ]
    return [(one, formats.dated(source.cited(one, head, printing))) for one, printing in named]


@pytest.fixture(scope="module")
def references(cited: list[tuple[Work, Reference]]) -> list[Reference]:
    return [one for _, one in cited]


@pytest.fixture(scope="module")
def dump(cited: list[tuple[Work, Reference]], catalogue: Catalogue) -> Dump:
    works, references = zip(*cited, strict=True)
    return lambda name: formats.dump(works, references, name, catalogue.head)


def test_there_are_books_of_every_sort_to_compare(catalogue: Catalogue) -> None:
    every = [formats.dated(source.cited(work, catalogue.head)) for work in catalogue]
    assert len(every) > 150
    assert {"en", "fr", "es"} <= {one.language for one in every}
    assert sum(one.type == "book" and not one.url for one in every) > 20
    for variable in ("editor", "translator", "isbn", "collection_title", "original_date"):
        assert sum(one.type == "book" and bool(getattr(one, variable)) for one in every) > 5
    assert sum(len(work.publications) for work in catalogue) > 300
    assert sum(bool(work.collected_in) for work in catalogue) > 20
    assert catalogue.head.died


def full(names: Iterable[Name]) -> str:
    return " and ".join(f"{name.given} {name.family}".strip() for name in names)


def expected(reference: Reference) -> dict[str, tuple[str, str]]:
    """Give each variable's value, and the words for it in a note."""
    people = {one: full(getattr(reference, one)) for one in NAMES}
    texts = {one: getattr(reference, one) for one in TEXTS}
    days = {one: getattr(reference, one) for one in DATES}
    return {
        **{one: (text, text) for one, text in texts.items() if text},
        # In a sentence only the last of several names has "and" before it.
        **{
            one: (text, re.sub(" and (?=.* and )", ", ", text))
            for one, text in people.items()
            if text
        },
        **{one: (str(day), date_words.in_words(day)) for one, day in days.items() if day},
    }


def compare(
    label: str,
    references: Iterable[Reference],
    read: Mapping[str, Read],
    normal: Callable[[str, str], str] = lambda _, text: text,
) -> None:
    """Find every variable of every record in its field, or in the note."""
    counts: Counter[str] = Counter()
    for reference in references:
        found = read[reference.id]
        for variable, (value, words) in expected(reference).items():
            where = f"{reference.id}: {variable}"
            if variable in found and variable != "note":
                assert normal(variable, found[variable]) == normal(variable, value), where
                counts[variable] += 1
            else:
                assert normal("note", words) in normal("note", found.get("note", "")), where
                counts["in the note"] += 1
        assert found.keys() <= {*expected(reference), "note"}, reference.id
    assert len(read) == counts["title"]
    sys.stdout.write(f"{label}: {counts.total()} compared, {dict(counts)}\n")


def dashes(text: str) -> str:
    return text.replace("--", "–")


def tamed(text: str) -> str:
    """Forget how dashes and quotation marks are typed, which TeX's readers guess."""
    return re.sub("``|''|[`'‘’“”]", '"', dashes(text).replace("-", "–"))


# --- pandoc ----------------------------------------------------------------------

_CSL = {
    "title": "title",
    "container-title": "container_title",
    "collection-title": "collection_title",
    "original-title": "original_title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "ISBN": "isbn",
    "URL": "url",
    "archive": "archive",
    "call-number": "archive",
    "language": "language",
    "note": "note",
}


def pandoc(name: str, text: str) -> dict[str, Read]:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", name, "-t", "csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert not done.stderr, done.stderr
    return {item["id"]: _csl(item) for item in json.loads(done.stdout)}


def _csl(item: dict[str, Any]) -> Read:
    made = {
        ours: re.sub("</?span[^>]*>", "", item[key]) for key, ours in _CSL.items() if key in item
    }
    made["note"] = " ".join(filter(None, (made.get("note"), item.get("annote"))))
    for one in NAMES:
        if one in item:
            made[one] = " and ".join(map(_csl_name, item[one]))
    for key, ours in (("issued", "issued"), ("original-date", "original_date")):
        if key in item:
            made[ours] = _csl_date(item[key])
    # A date in words comes out of pandoc as a date of no parts.
    return {ours: value for ours, value in made.items() if value}


def _csl_name(name: dict[str, str]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "literal")
    return " ".join(name[part] for part in parts if part in name)


def _csl_date(date: dict[str, Any]) -> str:
    season = date.get("season")
    points = [
        "-".join(f"{part:02d}" for part in (*point, *([20 + season] if season else [])))
        for point in date.get("date-parts", ())
    ]
    return date.get("literal") or "/".join(points) + ("~" if date.get("circa") else "")


def plain_dates(variable: str, text: str) -> str:
    """Leave out what pandoc does not read of a date: ? altogether, and where ~ stands."""
    if variable in DATES:
        return re.sub("[~?%]", "", text)
    if variable == "language":  # pandoc adds a country
        # pandoc keeps the name of a language that it does not know.
        return TONGUES.get(text, text.partition("-")[0])
    if variable == "title":  # pandoc makes a subtitle begin with a capital
        return re.sub(": [a-z]", lambda found: found[0].upper(), tamed(text))
    return tamed(text)


def in_words(reference: Reference, found: Read) -> None:
    """Take away the interval that stands for a set of dates, which the note must say."""
    if reference.issued and reference.issued.kind is Kind.SET:
        found.pop("issued")


def unknown_digits(date: Date) -> bool:
    return any(point.unspecified for point in date.points)


def undated(
    references: Iterable[Reference],
    read: Mapping[str, Read],
    unread: Callable[[Date], bool] = unknown_digits,
) -> list[Reference]:
    """Leave out the dates that pandoc does not read; it must not make anything of them."""
    seen = []
    for one in references:
        if one.issued and unread(one.issued):
            assert not read[one.id].pop("issued", "")
            seen.append(one._replace(issued=None))
        else:
            seen.append(one)
    return seen


def held_by_publisher(reference: Reference, found: Read) -> None:
    """Find what holds a page or letter in the field that pandoc takes for its publisher."""
    if reference.type in {"webpage", "personal_communication"}:
        variable = "container_title" if reference.container_title else "archive"
        if getattr(reference, variable):
            found[variable] = found.pop("publisher")


def test_pandoc_reads_biblatex(dump: Dump, references: list[Reference]) -> None:
    read = pandoc("biblatex", dump("biblatex").text)
    for reference in references:
        found = read[reference.id]
        held_by_publisher(reference, found)
        in_words(reference, found)
        if not reference.author:
            assert found.pop("author", "[Anonymous]") == "[Anonymous]"
    seen = undated(references, read)
    for reference in seen:
        if reference.issued and "issued" in read[reference.id]:
            circa = read[reference.id]["issued"].endswith("~")
            assert circa == reference.issued.approximate
    compare("BibLaTeX, pandoc", map(in_sentence_style, seen), read, plain_dates)


def test_pandoc_reads_bibtex(dump: Dump, references: list[Reference]) -> None:
    read = pandoc("bibtex", dump("bibtex").text)
    for reference in references:
        found = read[reference.id]
        held_by_publisher(reference, found)
        in_words(reference, found)
        supplied(reference, found)
    # Of old BibTeX pandoc does not read the language.
    seen = [in_sentence_style(one)._replace(language="") for one in undated(references, read)]
    compare("BibTeX, pandoc", seen, read, plain_dates)


def supplied(reference: Reference, found: Read) -> None:
    """Take away what only stands there because BibTeX's styles demand it."""
    if not reference.author:
        assert found.pop("author", "[Anonymous]") == "[Anonymous]"
    if not reference.publisher and reference.type in {"book", "chapter"}:
        assert found.pop("publisher") == "n.p."


def test_pandoc_reads_csl_json(dump: Dump, references: list[Reference]) -> None:
    read = pandoc("csljson", dump("csl-json").text)
    seen = undated(references, read, lambda date: bool(date_variable(date).literal))
    compare("CSL-JSON, pandoc", map(in_sentence_style, seen), read, _csl_dates)


def test_pandoc_cites_a_date_that_it_has_in_words(tmp_path: Path) -> None:
    date = edtf.parse("{1946-07,1946-11}")
    item = Reference(id="x", type="book", title="T", issued=date)
    text = formats.dump([Work(id="x", title="T", kind="book")], [item], "csl-json", HEAD).text
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-t", "plain", "--citeproc", "--bibliography=x.json"],
        cwd=tmp_path,
        input='---\nnocite: "@*"\n---\n',
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "July and November 1946" in " ".join(done.stdout.split())


def _csl_dates(variable: str, text: str) -> str:
    """CSL has one flag, circa, for ~ and ?, and pandoc writes no season."""
    if variable in DATES:
        text = re.sub("-2[1-4]$", "", text)
        flag = "~" if re.search("[~?%]", text) else ""
        return re.sub("[~?%]", "", text) + flag
    return tamed(text)


def test_pandoc_reads_ris(dump: Dump, references: list[Reference]) -> None:
    read = pandoc("ris", dump("ris").text)
    # Of RIS pandoc reads neither A4, CY, OP, DB, N1 nor the day.
    known = {
        "title", "author", "container_title", "volume", "issue", "page", "publisher", "url",
        "language",
    }  # fmt: skip
    counts: Counter[str] = Counter()
    for reference in map(in_sentence_style, undated(references, read)):
        found = read[reference.id]
        for variable, (value, _) in expected(reference).items():
            if variable in known:
                assert tamed(found[variable]) == tamed(value), f"{reference.id}: {variable}"
                counts[variable] += 1
        if reference.issued:
            assert found["issued"] == str(reference.issued.points[0].year)
            counts["issued"] += 1
    sys.stdout.write(f"RIS, pandoc: {counts.total()} compared, {dict(counts)}\n")


# --- bibtexparser ----------------------------------------------------------------

_BIB = {
    "author": "author", "editor": "editor", "translator": "translator", "title": "title",
    "journaltitle": "container_title", "journal": "container_title", "booktitle": "container_title",
    "organization": "container_title", "howpublished": "container_title",
    "series": "collection_title", "origtitle": "original_title", "volume": "volume",
    "number": "issue", "pages": "page", "publisher": "publisher", "location": "publisher_place",
    "address": "publisher_place", "date": "issued", "origdate": "original_date", "isbn": "isbn",
    "url": "url", "library": "archive", "note": "note",
    "langid": "language", "language": "language",
}  # fmt: skip
TITLES = ("title", "container_title", "original_title")
TONGUES = {
    "english": "en", "french": "fr", "german": "de", "italian": "it", "spanish": "es",
    "turkish": "tr", "catalan": "ca", "danish": "da", "greek": "el", "persian": "fa",
    "croatian": "hr", "japanese": "ja", "korean": "ko", "polish": "pl", "portuguese": "pt",
    "russian": "ru", "swedish": "sv",
}  # fmt: skip


def bib(text: str, *, decode: bool) -> dict[str, Read]:
    middleware = [LatexDecodingMiddleware()] if decode else []
    library = parse_string(text, append_middleware=middleware)
    raw = parse_string(text).entries_dict
    assert not library.failed_blocks
    read = {}
    for entry in library.entries:
        fields = {name: str(field.value) for name, field in entry.fields_dict.items()}
        assert len(fields) == len(entry.fields)
        if "url" in fields:  # TeX decodes nothing in an address
            fields["url"] = str(raw[entry.key].fields_dict["url"].value)
        made = {_BIB[name]: _unbraced(one) for name, one in fields.items() if name in _BIB}
        made |= {name: re.sub("[{}]", "", made[name]) for name in TITLES if name in made}
        made["note"] = " ".join(fields.get(name, "") for name in ("note", "annotation", "annote"))
        for role in NAMES:
            if role in made:
                made[role] = " and ".join(map(_turned, re.split(" and (?![^{]*})", made[role])))
        if entry.entry_type == "misc" and fields.get("type") == "letter":
            made["archive"] = made.pop("container_title")
        read[entry.key] = made | {"language": TONGUES[made["language"]]}
    return read


def _unbraced(text: str) -> str:
    return text[1:-1] if re.fullmatch("{[^{}]*}", text) else text


def _turned(name: str) -> str:
    family, _, given = _unbraced(name).partition(", ")
    return f"{given} {family}".strip()


def in_headline_style(reference: Reference) -> Reference:
    title = render.text(titles.title(reference, rule=CHICAGO))
    container = reference.container_title
    if reference.type == "chapter":
        container = render.text(titles.title(reference, "container-title", rule=CHICAGO))
    return reference._replace(title=title, container_title=container)


def test_bibtexparser_reads_biblatex(dump: Dump, references: list[Reference]) -> None:
    read = bib(dump("biblatex").text, decode=False)
    for reference in references:
        if not reference.author:
            assert read[reference.id].pop("author", "[Anonymous]") == "[Anonymous]"
        if not reference.issued:
            assert read[reference.id].pop("issued") == "XXXX"
        in_words(reference, read[reference.id])
    compare(
        "BibLaTeX, bibtexparser",
        map(in_headline_style, references),
        read,
        lambda _, text: re.sub("[“”‘’]", "'", dashes(text)),
    )


def test_bibtexparser_reads_bibtex(dump: Dump, references: list[Reference]) -> None:
    text = dump("bibtex").text
    assert text.isascii()
    read = bib(text, decode=True)
    for reference in references:
        found = read[reference.id]
        if reference.type == "personal_communication":
            found["archive"] = found.pop("container_title")
        supplied(reference, found)
    # The decoder takes EDTF's ~ for TeX's.
    compare(
        "BibTeX, bibtexparser",
        map(in_headline_style, references),
        read,
        lambda _, text: tamed(text.replace("\xa0", "~")),
    )


def test_bibtex_says_every_year_and_month_for_old_styles(
    dump: Dump, references: list[Reference]
) -> None:
    library = parse_string(dump("bibtex").text)
    months = re.compile("|".join(month[:3].lower() for month in edtf.MONTHS))
    for reference in references:
        fields = library.entries_dict[reference.id].fields_dict
        if reference.issued is None:
            continue
        first = reference.issued.points[0]
        assert str(first.year) in str(fields["year"].value)
        if reference.issued.kind is Kind.POINT and first.month and not first.season:
            assert months.findall(str(fields["month"].value)) == [
                edtf.MONTHS[first.month - 1][:3].lower()
            ]
        if reference.issued.kind is Kind.POINT and first.day:
            assert f'"{first.day}~" # ' in str(fields["month"].value)


# --- RIS, YAML -------------------------------------------------------------------


def test_rispy_reads_ris(dump: Dump, references: list[Reference]) -> None:
    plain = {
        "title": "title", "secondary_title": "container_title",
        "tertiary_title": "collection_title", "volume": "volume", "number": "issue",
        "publisher": "publisher", "issn": "isbn",
        "place_published": "publisher_place", "name_of_database": "archive",
    }  # fmt: skip
    read = {}
    for entry in rispy.loads(dump("ris").text):
        made = {ours: entry[key] for key, ours in plain.items() if key in entry}
        # rispy has no name for ED.
        editors = entry.get("unknown_tag", {}).get("ED", [])
        second = entry.get("secondary_authors", [])
        letter = entry["type_of_reference"] == "PCOMM"
        people = {
            "author": entry.get("authors", []),
            "editor": editors or ([] if letter else second),
            "recipient": second if letter else [],
            "translator": entry.get("subsidiary_authors", []),
        }
        made |= {role: " and ".join(map(_turned, names)) for role, names in people.items() if names}
        pages = (entry.get("start_page"), entry.get("end_page"))
        made |= {"page": "–".join(filter(None, pages))} if pages[0] else {}
        made |= {one: entry[one] for one in ("language",) if one in entry}
        made |= {"url": entry["urls"][0]} if "urls" in entry else {}
        made["note"] = " ".join((*entry.get("notes", ()), entry.get("original_publication", "")))
        if "notes" not in entry or "Dated " not in made["note"]:
            made |= {"issued": _ris_date(entry)} if "year" in entry else {}
        read[entry["id"]] = made
    compare("RIS, rispy", map(in_sentence_style, references), read)


def _ris_date(entry: dict[str, Any]) -> str:
    year, month, day, other = [*entry.get("date", entry["year"]).split("/"), "", "", ""][:4]
    assert year == entry["year"]
    seasons = {name.capitalize(): number for number, name in edtf.SEASONS.items()}
    parts = (year, month or str(seasons.get(other, "")), day)
    return "-".join(filter(None, parts))


def test_typst_reads_hayagriva(dump: Dump, references: list[Reference], tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text(dump("hayagriva").text, encoding="utf-8")
    (tmp_path / "read.typ").write_text('#metadata(yaml("all.yaml")) <read>', encoding="utf-8")
    found = json.loads(typst.query(str(tmp_path / "read.typ"), "<read>", field="value", one=True))
    read = {name: _yaml(entry) for name, entry in found.items()}
    compare("Hayagriva, Typst", map(in_sentence_style, references), read)


def _yaml(entry: dict[str, Any]) -> Read:
    holds = [one for one in entry.get("parent", ()) if one["type"] != "Original"]
    original: dict[str, Any] = next(
        (one for one in entry.get("parent", ()) if one["type"] == "Original"), {}
    )
    container: dict[str, Any] = holds[0] if holds and entry["type"] != "Book" else {}
    (series,) = (container.get("parent") if container else holds) or [{}]
    outer = {**entry, **{key: one for key, one in container.items() if key != "title"}}
    made = {
        "title": entry["title"],
        "container_title": container.get("title"),
        "collection_title": series.get("title"),
        "language": entry.get("language"),
        "original_title": original.get("title"),
        "author": _yaml_names(entry.get("author")),
        "editor": _yaml_names(outer.get("editor")),
        "translator": _yaml_names(entry.get("affiliated", [{}])[0].get("names")),
        "page": entry.get("page-range"),
        "publisher_place": outer.get("location"),
        **{key: outer.get(key) for key in ("volume", "issue", "publisher", "isbn", "url", "note")},
        "archive": entry.get("archive"),
        "issued": _yaml_date(entry, "Dated "),
        "original_date": _yaml_date({**original, "note": entry.get("note", "")}, "Original dated "),
    }
    return {key: re.sub(r"^{(.*)}$", r"\1", one) for key, one in made.items() if one}


def _yaml_names(names: list[Any] | None) -> str:
    return " and ".join(_turned(name) for name in names or ())


def _yaml_date(entry: dict[str, Any], words: str) -> str:
    """Give the date unless the note says more of it."""
    date = "" if words in entry.get("note", "") else str(entry.get("date", ""))
    return date[1:] + "~" if date.startswith("~") else date


# --- CSV and TOML: whole records -------------------------------------------------


def _from_row(row: dict[str, str]) -> Work:
    plain = {name: _cell(Work, name, row[name]) for name in keys(Work) if name in row}
    count = len({name.split(".")[1] for name in row if name.startswith("editions.")})
    editions = [_printing(row, f"editions.{number}.") for number in range(1, count + 1)]
    return Work(
        **{name: value for name, value in plain.items() if value},
        first_publication=_printing(row, "first_publication."),
        reproduced_from=_printing(row, "reproduced_from."),
        editions=tuple(filter(None, editions)),
    )


def _printing(row: dict[str, str], prefix: str) -> Publication | None:
    cells = {
        name.removeprefix(prefix): cell for name, cell in row.items() if name.startswith(prefix)
    }
    values = {name: _cell(Publication, name, cell) for name, cell in cells.items() if cell}
    return Publication(**values) if values else None


def _cell(record: type, name: str, cell: str) -> Any:  # noqa: ANN401 - of any field
    kind = record.__dataclass_fields__[name].type  # type: ignore[attr-defined]
    if kind == tuple[Contributor, ...]:
        named = (one[:-1].rpartition(" (") for one in cell.split(" | ") if one)
        return tuple(Contributor(name=name, role=role) for name, _, role in named)
    if kind == tuple[Piece, ...]:
        parts = ((*one.split("; ", 2), "", "")[:3] for one in cell.split(" | ") if one)
        return tuple(Piece(work=work, title=title, pages=at) for work, at, title in parts)
    if kind is bool:
        return cell == "true"
    if kind == tuple[str, ...]:
        return tuple(cell.split(" | ")) if cell else ()
    if kind == Date | None:
        return edtf.parse(cell) if cell else None
    return Attribution(cell) if kind is Attribution else cell


def test_a_spreadsheet_has_every_record_whole(catalogue: Catalogue) -> None:
    written = formats.dump(catalogue.works, [], "csv", catalogue.head)
    assert not written.warnings
    rows = list(csv.DictReader(io.StringIO(written.text, newline="")))
    assert [_from_row(row) for row in rows] == list(catalogue.works)
    assert {len(row) for row in rows} == {len(rows[0])}
    sys.stdout.write(f"CSV, csv: {len(rows)} records of {len(rows[0])} cells equal\n")


def test_serge_reads_its_own_catalogue_back(catalogue: Catalogue, tmp_path: Path) -> None:
    written = formats.dump(catalogue.works, [], "toml", catalogue.head)
    assert not written.warnings
    (tmp_path / "works.toml").write_text(written.text, encoding="utf-8")
    assert store.load(tmp_path / "works.toml", alone=True) == catalogue
    sys.stdout.write(f"TOML, store: {len(catalogue)} records equal\n")


def test_the_program_takes_its_own_export_for_a_catalogue(serge: Serge, tmp_path: Path) -> None:
    serge("cite", "--sort", "title", "--format", "toml", "--output", "own.toml")
    own = json.loads(serge("list", "--catalogue", "own.toml", "--alone", "--json").out)
    built_in = json.loads(serge("list", "--json").out)
    assert {work["id"]: work for work in own} == {work["id"]: work for work in built_in}
    assert 'died = "1947-11-17"\n' in (tmp_path / "own.toml").read_text(encoding="utf-8")
    assert any(work.get("collected_in") for work in own)


def test_a_part_of_a_catalogue_is_a_catalogue(catalogue: Catalogue, tmp_path: Path) -> None:
    for number, work in enumerate(catalogue.works):
        text = formats.dump([work], [], "toml", catalogue.head).text
        path = tmp_path / f"{number}.toml"
        path.write_text(text, encoding="utf-8")
        (read,) = store.load(path, alone=True)
        # Alone, a book names none of its pieces.
        editions = [replace(one, contents=()) for one in work.editions]
        assert (read.id, read.reproduced_from, list(read.editions)) == (
            work.id,
            work.reproduced_from,
            editions,
        )


def test_a_work_without_authors_stays_without(tmp_path: Path, catalogue: Catalogue) -> None:
    works = [
        Work(id="a", title="A", kind="article"),
        Work(id="b", title="B", kind="article", attribution=Attribution.ABOUT),
        Work(id="c", title="C", kind="article", reproduced_from=Publication()),
        Work(id="d", title="D", kind="article", attribution=Attribution.OTHER),
        Work(id="e", title="E", kind="text", attribution=Attribution.OTHER, authors=("K. Marx",)),
        Work(id="f", title="F", kind="text", authors=("K. Marx",)),
        Work(id="g", title="G", kind="text", attribution=Attribution.OTHER, authors=("W. Serge",)),
    ]
    (tmp_path / "x.toml").write_text(formats.dump(works, [], "toml", catalogue.head).text)
    assert list(store.load(tmp_path / "x.toml", alone=True)) == works
