"""Letters on an index page of the archive: their titles, senders and recipients."""

from typing import Any

import pytest

from sergecli.importers.archive import page as archive_page
from sergecli.importers.archive.letters import Parties, parties
from tests.importers.test_archive_page import HOME, PAGE, read

LETTERS = "<h3>Letters</h3><p>%s</p>"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Letter to Max Frei", Parties("", "Max Frei")),
        ("An Open Letter to Max Frei", Parties("", "Max Frei")),
        ("To J.P. Frei", Parties("", "J.P. Frei")),
        ("Brief an Max Frei", Parties("", "Max Frei")),
        ("Lettre à Jeanne de la Mer", Parties("", "Jeanne de la Mer")),
        ("Letter from Max Frei", Parties("Max Frei")),
        ("Max Frei to Lise Adler", Parties("Max Frei", "Lise Adler")),
        ("To the Editor of the Herald", Parties()),
        ("Letter to the Central Committee", Parties()),
        ("Letter to New York Comrades", Parties()),
        ("Fraternal Wishes to the Miners", Parties()),
        ("Introduction to Max Frei", Parties()),
        ("A Serious Study", Parties()),
        ("To Posterity", Parties()),
    ],
)
def test_only_plain_persons_write_and_are_written_to(title: str, expected: Parties) -> None:
    assert parties(title) == expected


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("<a href=a.htm>To Max Frei, May 26, 1883</a>", {"title": "To Max Frei"}),
        ("<a href=a.htm>To Max Frei, May 26, 1883</a>", {"date": "1883-05-26"}),
        ("<a href=a.htm>To Max Frei</a>, 1883", {"recipient": "Max Frei", "kind": "letter"}),
        ("<a href=a.htm>Letter from Max Frei</a>, 1887", {"authors": ["Max Frei"]}),
        ("<a href=a.htm>Letter from Max Frei</a>, 1887", {"attribution": "other"}),
        ("<a href=a.htm>Max Frei to Anna Keller</a>, 1887", {"authors": ["Max Frei"]}),
        ("<a href=a.htm>Max Frei to Anna Keller</a>, 1887", {"attribution": "other"}),
    ],
)
def test_letters(body: str, fields: dict[str, Any]) -> None:
    (record,) = read(LETTERS % body)
    assert fields.items() <= record.items()


def test_a_letter_by_the_author_of_the_page_names_no_other_sender() -> None:
    (record,) = read(LETTERS % "<a href=a.htm>Anna Keller to Max Frei</a>, 1886")
    assert record["recipient"] == "Max Frei"
    assert "authors" not in record
    assert "attribution" not in record


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("<h4>Briefe</h4><a href=a.htm>An Max Frei</a>, 1911", {"kind": "letter"}),
        ("<h4>Cartas</h4><a href=a.htm>Al pueblo</a>, 1911", {"kind": "letter"}),
        ("<h4>Письма</h4><a href=a.htm>Другу</a>, 1911", {"kind": "letter"}),
        (
            "<h4>Über Anna Keller</h4>Max Frei: <a href=a.htm>Nachruf</a>, 1911",
            {"authors": ["Max Frei"]},
        ),
        (
            "<h4>Über Anna Keller</h4><a href=a.htm>Nachruf</a> von Max Frei",
            {"authors": ["Max Frei"]},
        ),
        ("<a href=a.htm>Das Meer</a> (mit Max Frei)", {"authors": ["Anna Keller", "Max Frei"]}),
        ("<a href=a.htm>La mer</a> (avec Max Frei)", {"authors": ["Anna Keller", "Max Frei"]}),
        (
            "<a href=a.htm>The Sea</a> (with Max Frei and others)",
            {"authors": ["Anna Keller", "Max Frei"]},
        ),
        ("<a href=a.htm>Море</a> (книга), 1911", {"kind": "book"}),
        ("<a href=a.htm>Lectures on the Sea</a>, 1911", {"kind": "speech"}),
        ("<a href=a.htm>Selections from the Notebooks</a>, 1911", {"kind": "extract"}),
        ("<a href=a.htm>Correspondence with Max Frei</a>, 1911", {"kind": "correspondence"}),
    ],
)
def test_words_for_kinds_and_people(body: str, fields: dict[str, Any]) -> None:
    (record,) = read(body)
    assert fields.items() <= record.items()


def test_translated_from_a_language() -> None:
    (record,) = read("<a href=a.htm>The Sea</a>, translated from the French by Max Frei, 1911")
    assert record["reproduced_from"] == {"translators": ["Max Frei"]}


@pytest.mark.parametrize(("said", "language"), [("de", "de"), ("fr-FR", "fr"), ("", "en")])
def test_language_that_the_page_says_it_has(said: str, language: str) -> None:
    page = (PAGE % "<p><a href=a.htm>A</a>, 1905</p>").replace("<html>", f'<html lang="{said}">')
    address = f"{HOME}index.htm"
    assert archive_page.head(page, address).language == language
