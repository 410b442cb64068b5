"""No reader writes a digit into a date that its source does not have."""

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.importers import detect
from tests.conftest import Serge
from tests.importers.test_zotero_rdf import START

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {month: f"{number:02d}" for number, month in enumerate(NAMES, 1)}
SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "winter": "24"}
pieces = st.sampled_from([
    "1936", "1938", "36", "5", "05", "13", "31", "/", "-", "--", " ", "~", "?", "[", "]", "c. ", "circa ",
    "before ", "the ", "0s", "s", "X", ",", "May", "Apr.", "spring", "Winter", "jun", "and ", "or ",
    "forthcoming", "n.d.", "–", "early ", "T12:00", "u",
])  # fmt: skip
FORTHCOMING = json.dumps([{
    "type": "book", "title": "The Quay", "publisher": "Harbor Press", "status": "forthcoming",
    "author": [{"family": "Weiss", "given": "Clara"}],
}])  # fmt: skip
SAID = {
    "biblatex": "pubstate      = {forthcoming}",
    "bibtex": "year          = {forthcoming}",
    "ris": "PY  - forthcoming",
    "csl-json": '"status": "forthcoming"',
    "hayagriva": 'note: "Forthcoming."',
}
words = st.lists(pieces, max_size=6).map("".join)


def files(year: str, month: str, day: str) -> dict[str, str]:
    """Put a date into a file of each format."""
    item = {"title": "T", "issued": {"date-parts": [[year, month]], "season": day, "raw": year}}
    quoted = [json.dumps(text) for text in (year, month, day)]
    return {
        "biblatex": f"@book{{a, title={{T}}, year={{{year}}}, month={{{month}}}, day={{{day}}}}}\n"
        f"@book{{b, title={{T}}, date={{{year}}}}}",
        "ris": f"TY  - BOOK\nTI  - T\nPY  - {year}\nDA  - {month}/{day}\nER  - \n",
        "csl-json": json.dumps([item, {"title": "T", "issued": year}]),
        "hayagriva": f"a: {{title: T, date: {quoted[0]}}}\n",
        "csv": f'title,date,originaldate,issue\nT,"{year}","{month}",3\n',
        "zotero-rdf": f"{START}<bib:Book><z:itemType>book</z:itemType><dc:title>T</dc:title>"
        f"<dc:date>{year}</dc:date></bib:Book></rdf:RDF>",
    }


# What citeproc-js writes for the seasons, and EDTF's numbers for them.
PSEUDO_MONTHS = {"13": "21", "14": "22", "15": "23", "16": "24"}


def sayable(texts: tuple[str, ...]) -> set[str]:
    """Give the digits that a date may have: those of the source, months and seasons as numbers."""
    said = " ".join(texts).lower()
    names = [number for name, number in (MONTHS | SEASONS).items() if name in said]
    names += [PSEUDO_MONTHS.get(text.strip(), "") for text in texts]
    return set(re.findall(r"\d", said + "".join(names)))


def dates(value: object, name: str = "") -> Iterator[str]:
    """Yield the dates of a record and of its publications."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from dates(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from dates(one, name)
    elif name in {"date", "published", "translation_date", "translated_from", "written"}:
        yield str(value)


@given(words, words, words)
def test_no_digit_is_made_up(year: str, month: str, day: str) -> None:
    for form, text in files(year, month, day).items():
        for entry in detect.entries(text, form):
            # A number of one digit gets a zero before it.
            found = " ".join(dates(entry.values))
            digits = set(re.findall(r"[1-9]", found))
            assert digits <= sayable((year, month, day)), (form, found)


@pytest.mark.parametrize("form", ["biblatex", "bibtex", "ris", "csl-json", "hayagriva"])
def test_what_is_forthcoming_is_so_in_other_programs_and_back(serge: Serge, form: str) -> None:
    own = ("--catalogue", "own.toml")
    serge("import", "-", "--format", "csl-json", *own, stdin=FORTHCOMING)
    written = serge("cite", "the-quay", "--format", form, *own).out
    assert SAID[form] in written
    (entry,) = detect.entries(written, form)
    assert (entry.values["index_date"], entry.values.get("date", "")) == ("forthcoming", "")
    assert "n.d." not in written


def test_what_is_no_date_is_kept_without_what_steers_a_terminal() -> None:
    odd = json.dumps([{"title": "T", "issued": {"date-parts": [["\u202e1938\x1b", 7]]}}])
    (entry,) = detect.entries(odd, "csl-json")
    assert entry.values["index_date"] == "1938\ufffd-7"


@pytest.mark.parametrize("season", ["9" * 5000, "0", "5", "x", "12", ""])
def test_a_season_that_is_none_is_no_matter(season: str) -> None:
    odd = [{"title": "T", "issued": {"date-parts": [[1938]], "season": season}}]
    (entry,) = detect.entries(json.dumps(odd), "csl-json")
    assert entry.values["date"] == "1938"


@pytest.mark.parametrize(
    ("circa", "date"),
    [
        (True, "1936-05~/1938~"),
        ("1", "1936-05~/1938~"),
        (False, "1936-05/1938"),
        ("false", "1936-05/1938"),
        (0, "1936-05/1938"),
        ([1], "1936-05/1938"),
        ({}, "1936-05/1938"),
    ],
)
def test_what_is_about_a_date_marks_all_of_it(circa: object, date: str) -> None:
    issued = {"date-parts": [[1936, 5], [1938]], "circa": circa}
    item = {"id": "a", "title": "A", "type": "book", "issued": issued}
    (entry,) = detect.entries(json.dumps([item]), "csl-json")
    assert entry.values["date"] == date
