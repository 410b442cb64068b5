"""Exports of the whole catalogue, read by bibtexparser, rispy and Typst, and compared."""

import json
import re
from pathlib import Path
from typing import Any

import rispy
import typst
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from sergecli.citations import render, titles
from sergecli.citations.capitals import CHICAGO
from sergecli.exporters import casing
from sergecli.exporters.casing import in_sentence_style
from sergecli.model import edtf
from sergecli.model.csl import Reference
from sergecli.model.edtf import Kind
from tests.exporters.comparing import (
    NAMES,
    TONGUES,
    Dump,
    Read,
    compare,
    dashes,
    in_a_language_of_tex,
    in_words,
    supplied,
    tamed,
)

# --- bibtexparser ----------------------------------------------------------------

_BIB = {
    "author": "author", "editor": "editor", "translator": "translator", "title": "title",
    "journaltitle": "container_title", "journal": "container_title", "booktitle": "container_title",
    "organization": "container_title", "howpublished": "container_title",
    "series": "collection_title", "origtitle": "original_title", "volume": "volume",
    "number": "issue", "pages": "page", "publisher": "publisher",
    "institution": "publisher", "school": "publisher", "location": "publisher_place",
    "address": "publisher_place", "date": "issued", "origdate": "original_date", "isbn": "isbn",
    "url": "url", "library": "archive", "note": "note",
    "langid": "language", "language": "language",
}  # fmt: skip
TITLES = ("title", "container_title", "original_title")


def bib(text: str, *, decode: bool) -> dict[str, Read]:
    middleware = [LatexDecodingMiddleware()] if decode else []
    library = parse_string(text, append_middleware=middleware)
    raw = parse_string(text).entries_dict if decode else library.entries_dict
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
        # A letter that is in no archive has neither.
        is_letter = entry.entry_type == "misc" and fields.get("type") == "letter"
        if is_letter and "container_title" in made:
            made["archive"] = made.pop("container_title")
        if "language" in made:
            made["language"] = TONGUES[made["language"]]
        read[entry.key] = made
    return read


def _unbraced(text: str) -> str:
    return text[1:-1] if re.fullmatch("{[^{}]*}", text) else text


def _turned(name: str) -> str:
    family, _, given = _unbraced(name).partition(", ")
    return f"{given} {family}".strip()


def in_headline_style(reference: Reference) -> Reference:
    reference = casing.by_language(in_a_language_of_tex(reference))
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
        # Nothing decodes TeX here.
        lambda _, text: re.sub("[“”‘’]", "'", dashes(text.replace(r"\&", "&"))),
    )


def test_bibtexparser_reads_bibtex(dump: Dump, references: list[Reference]) -> None:
    text = dump("bibtex").text
    # TeX has no command for the soft sign of transliterations, and a message says so.
    assert set(text) - set(map(chr, range(128))) <= {"ʹ", "ș"}
    read = bib(text, decode=True)
    for reference in references:
        found = read[reference.id]
        if reference.type == "personal_communication" and reference.archive:
            found["archive"] = found.pop("container_title")
        supplied(reference, found)
    # The decoder takes EDTF's ~ for TeX's, and italics away.
    compare(
        "BibTeX, bibtexparser",
        (in_headline_style(one)._replace(inner_titles=()) for one in references),
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
    # It has no italics.
    plain = (in_sentence_style(one)._replace(inner_titles=()) for one in references)
    compare("Hayagriva, Typst", plain, read)


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
