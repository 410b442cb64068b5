"""Exports of the whole catalogue, read by pandoc and compared."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pypandoc

from sergecli.citations import source
from sergecli.exporters import formats
from sergecli.exporters.casing import in_sentence_style
from sergecli.model import edtf
from sergecli.model.csl import Reference, date_variable
from sergecli.model.edtf import Date
from sergecli.model.work import (
    Catalogue,
    Work,
)
from tests.exporters.comparing import (
    DATES,
    HEAD,
    NAMES,
    TONGUES,
    Dump,
    Read,
    compare,
    expected,
    in_a_language_of_tex,
    in_words,
    supplied,
    tamed,
    without_italics,
)


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
        dates = {name: getattr(one, name) for name in DATES}
        unknown = [name for name, date in dates.items() if date and unread(date)]
        for name in unknown:
            assert not read[one.id].pop(name, "")
        changed: dict[str, Any] = dict.fromkeys(unknown)
        seen.append(one._replace(**changed))
    return seen


def held_by_publisher(reference: Reference, found: Read) -> None:
    """Find what holds a page or letter in the field that pandoc takes for its publisher."""
    if reference.type in {"webpage", "personal_communication"}:
        variable = "container_title" if reference.container_title else "archive"
        noted = reference.archive_location or reference.papers
        if getattr(reference, variable) and not noted:
            found[variable] = found.pop("publisher")


def test_pandoc_reads_biblatex(dump: Dump, references: list[Reference]) -> None:
    read = pandoc("biblatex", dump("biblatex").text)
    for reference in references:
        found = read[reference.id]
        held_by_publisher(reference, found)
        in_words(reference, found)
        if not reference.author:
            assert found.pop("author", "[Anonymous]") == "[Anonymous]"
    seen = undated(map(in_a_language_of_tex, references), read)
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
        found["title"] = without_italics(reference, found["title"])
        for variable, (value, _) in expected(reference).items():
            if variable in known:
                assert tamed(found[variable]) == tamed(value), f"{reference.id}: {variable}"
                counts[variable] += 1
        if reference.issued:
            assert found["issued"] == str(reference.issued.points[0].year)
            counts["issued"] += 1
    sys.stdout.write(f"RIS, pandoc: {counts.total()} compared, {dict(counts)}\n")
