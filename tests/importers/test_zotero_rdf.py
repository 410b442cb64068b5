"""Zotero's RDF is read as Zotero writes it, and nothing in it is expanded."""

import re
from pathlib import Path

import pytest

from sergecli.errors import CatalogueError
from sergecli.importers import detect
from tests.importers.test_files_as_people_have_them import edition

FILE = (Path(__file__).parent / "files" / "five-works.rdf").read_text(encoding="utf-8")
START, END = FILE.split("    <bib:Book", 1)[0], "</rdf:RDF>"


def test_a_journal_stands_elsewhere_in_the_file() -> None:
    assert detect.sniff("-", FILE) == detect.sniff("x.rdf", "") == "zotero-rdf"
    entries = detect.entries(FILE, "zotero-rdf")
    assert [entry.refused for entry in entries] == [""] * 5
    article = entries[2]
    assert article.values["title"] == "Once more – Kronstadt"
    assert article.values["kind"] == "article"
    assert edition(article) == {
        "container": "New International",
        "volume": "4",
        "issue": "7",
        "pages": "211–212",
        "date": "1938-07",
    }
    assert FILE.splitlines()[article.line - 1].startswith("    <bib:Article")


_CHAPTER = """<bib:BookSection rdf:about="#a"><z:itemType>bookSection</z:itemType>
<dcterms:isPartOf><bib:Book><dc:title>Whole</dc:title><prism:volume>2</prism:volume>
<dc:identifier>ISBN 0-19-853453-1</dc:identifier><dc:identifier>LCCN 5</dc:identifier>
<dcterms:isPartOf><bib:Series><dc:title>Series</dc:title></bib:Series></dcterms:isPartOf>
</bib:Book></dcterms:isPartOf>
<dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>Leeds
</vcard:locality></vcard:Address></vcard:adr><foaf:name>Mill</foaf:name>
</foaf:Organization></dc:publisher>
<z:translators><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Poe</foaf:surname>
<foaf:givenname>Jim</foaf:givenname></foaf:Person></rdf:li></rdf:Seq></z:translators>
<dcterms:isReferencedBy rdf:resource="#n"/><dc:description>More.</dc:description>
<dc:subject><z:AutomaticTag><rdf:value>tag</rdf:value></z:AutomaticTag></dc:subject>
<dc:subject>exile, forced</dc:subject>
<dc:subject><dcterms:LCC><rdf:value>PQ 2637</rdf:value></dcterms:LCC></dc:subject>
<dc:title>Part</dc:title><dc:identifier>DOI nonsense</dc:identifier><dc:date>spring 1950</dc:date><z:odd>x</z:odd>
</bib:BookSection>
<bib:Memo rdf:about="#n"><rdf:value>&lt;p&gt;Note.&lt;/p&gt;</rdf:value></bib:Memo>
"""


def test_a_chapter_a_series_notes_and_what_is_dropped() -> None:
    (entry,) = detect.entries(START + _CHAPTER + END, "zotero-rdf")
    (printing,) = entry.values["editions"]
    assert printing == {
        "container": "Whole",
        "volume": "2",
        "date": "1950-21",
        "place": "Leeds",
        "publisher": "Mill",
        "translators": ["Jim Poe"],
        "isbn": "0-19-853453-1",
    }
    assert entry.values["note"] == "More. Note."
    assert entry.values["x"] == {"tags": ["tag", "exile, forced"], "shelfmark": "PQ 2637"}
    assert entry.dropped == ("odd", "LCCN of the whole", "series “Series”", "doi")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>", "1: has a document type"),
        ("<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>", "1: has a document type"),
        ("<r>&a;</r>", "1: is not XML: undefined entity"),
        ("<r>\n<a></r>", "2: is not XML: mismatched tag"),
        ("<html/>", "1: is not RDF"),
        ("<a>" * 100_000, "1: is nested too deeply"),
        (FILE.replace("<dc:title>", "<a>" * 50 + "<dc:title>", 1), "is nested too deeply"),
    ],
)
def test_what_is_not_read_is_refused(text: str, why: str) -> None:
    with pytest.raises(CatalogueError, match=re.escape(why)):
        detect.entries(text, "zotero-rdf")
