"""Entries as other programs write them: names, inheritance, fields, dates."""

import json
from typing import Any

import pytest

from sergecli.importers import bib_file, detect
from sergecli.importers.entry import Entry
from sergecli.importers.person_names import written
from sergecli.model import names
from tests.growth import in_proportion


def bib(text: str) -> dict[str, Entry]:
    """Read a .bib file, its entries by their keys."""
    return {entry.label: entry for entry in detect.entries(text, "biblatex")}


def only(text: str, form: str) -> Entry:
    """Read a file with one entry."""
    (entry,) = detect.entries(text, form)
    return entry


def edition(entry: Entry) -> dict[str, Any]:
    """Give the edition that an entry describes."""
    values = entry.values
    fields = ("reproduced_from", "first_publication")
    found: dict[str, Any] = next((values[name] for name in fields if name in values), {})
    return found or dict(values["editions"][0])


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("family=Vigny, given=Alfred, prefix=de, useprefix=false", ["Alfred de Vigny"]),
        ("given={Alfred}, family={Vigny}, prefix={de}, useprefix=true", ["de Vigny, Alfred"]),
        ("Smith, Jr., John and Poe, Jim", ["Smith, John, Jr.", "Jim Poe"]),
        ("John Paul Smith III", ["Smith, John Paul, III"]),
        ("John Smith, Jr.", ["Smith, John, Jr."]),
        ("{Office of Maps, Charts and Plans}", ["Office of Maps, Charts and Plans,"]),
        ("{Reed and Sons, Ltd.} and Poe, Jim and others", ["Reed and Sons, Ltd.,", "Jim Poe"]),
        ("Ludwig van der Berg", ["van der Berg, Ludwig"]),
        ("{\\'E}mile Zola", ["Émile Zola"]),
    ],
)
def test_a_name_in_bibtex(author: str, authors: list[str]) -> None:
    entry = only(f"@book{{a, title={{T}}, author={{{author}}}}}", "biblatex")
    assert entry.values["authors"] == authors


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("League of Readers", ["League of Readers,"]),
        ("Bureau of Roads,", ["Bureau of Roads,"]),
        ("Smith, John Paul, Jr.", ["Smith, John Paul, Jr."]),
        ("Smith, Jr., John Paul", ["Smith, John Paul, Jr."]),
        ("Smith, John, 1880-1951.", ["John Smith"]),
    ],
)
@pytest.mark.parametrize("form", ["ris", "hayagriva", "csl-json"])
def test_a_listed_name(author: str, authors: list[str], form: str) -> None:
    texts = {
        "ris": f"TY  - BOOK\nTI  - T\nAU  - {author}\nER  - \n",
        "hayagriva": f'a: {{type: book, title: T, author: "{author}"}}\n',
        "csl-json": json.dumps([{"type": "book", "title": "T", "author": author}]),
    }
    assert only(texts[form], form).values["authors"] == authors


@pytest.mark.parametrize(
    ("person", "author"),
    [
        ({"literal": "Bureau of Roads, Bridges Section"}, "Bureau of Roads, Bridges Section,"),
        ({"name": "The Collective"}, "The Collective,"),
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van"}, "van Berg, Jan"),
        ({"family": "Berg", "given": "Jan", "dropping-particle": "von"}, "Jan von Berg"),
        ({"family": "Artagnan", "given": "C.", "non-dropping-particle": "d’"}, "C. d’Artagnan"),
        ({"family": "Smith", "given": "John", "suffix": "Sr."}, "Smith, John, Sr."),
        ({"family": '"de Vigny"', "given": "Alfred"}, "de Vigny, Alfred"),
        ({"family": "魯", "given": "迅"}, "魯, 迅"),
    ],
)
def test_a_name_in_csl(person: dict[str, str], author: str) -> None:
    item = json.dumps([{"type": "book", "title": "T", "author": [person]}])
    assert only(item, "csl-json").values["authors"] == [author]
    assert written(names.name(author)) == author


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("biblatex", "@book{a, title={On \\mkbibemph{The {B}ook} {\\textit {of \\'Elan}}}}"),
        ("bibtex", "@book{a, title={{On \\emph{The Book} \\emph{of {\\'E}lan}}}}"),
        ("bibtex", "@book{a, title={On {\\it The Book} {\\em of {\\'E}lan}}}"),
        ("ris", "TY  - BOOK\nTI  - On <i>The Book</i> <EM>of Élan</EM>\nER  - \n"),
        ("csl-json", '[{"type": "book", "title": "On <i>The Book</i> <i>of Élan</i>"}]'),
        ("csv", "Title,Date\nOn <i>The Book</i> <i>of Élan</i>,1938\n"),
    ],
)
def test_italics_in_a_title_are_titles_of_other_works(form: str, text: str) -> None:
    values = only(text, form).values
    assert values["title"] == "On The Book of Élan"
    assert values["inner_titles"] == ["The Book", "of Élan"]


def test_the_title_of_a_book_that_is_all_in_italics_contains_no_other() -> None:
    for title in ("<i>The Book</i>", "<i>The <b>Book</b></i>", "The Book <i></i>"):
        values = only(json.dumps([{"type": "book", "title": title}]), "csl-json").values
        assert values["title"] == "The Book"
        assert "inner_titles" not in values
    article = json.dumps([{"type": "article-journal", "title": "<i>The Book</i>"}])
    assert only(article, "csl-json").values["inner_titles"] == ["The Book"]


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("pp. 12-15", "12–15"),
        ("p.7", "7"),
        ("pages xii–xv", "xii–xv"),
        ("S. 12, S. 20-25", "12, 20–25"),
        ("p. 3-p. 7", "3–7"),
        ("S10-15", "S10–15"),
        ("P12", "P12"),
        ("App. 3", "App. 3"),
    ],
)
def test_pages_lose_the_label_that_citations_write_again(written: str, pages: str) -> None:
    item = {"type": "article-journal", "title": "T", "container-title": "J", "page": written}
    assert edition(only(json.dumps([item]), "csl-json"))["pages"] == pages


def test_authors_keep_the_order_of_the_file() -> None:
    lines = "TY  - JOUR\nA1  - Poe, Jim\nAU  - Roe, Sam\nA1  - Zoe, Kim\nTI  - T\nER  - \n"
    assert only(lines, "ris").values["authors"] == ["Jim Poe", "Sam Roe", "Kim Zoe"]
    lines = "TY  - BOOK\nTI  - T\nAU  - Poe, Jim; Roe, Sam\nER  - \n"
    assert only(lines, "ris").values["authors"] == ["Jim Poe", "Sam Roe"]


def test_a_cross_reference_leads_over_several_steps() -> None:
    entries = bib(
        "@incollection{piece, title={Piece}, crossref={part}, pages={3--7}}\n"
        "@collection{part, title={Part Two}, subtitle={Essays}, volume=2, crossref={all}, date=1931}\n"
        "@mvcollection{all, title={All of It}, editor={Poe, Jim}, publisher={Mill}, date={1930/1933}}"
    )
    assert edition(entries["piece"]) == {
        "container": "Part Two: Essays",
        "volume": "2",
        "pages": "3–7",
        "date": "1931",
        "publisher": "Mill",
        "editors": ["Jim Poe"],
    }
    assert entries["piece"].dropped == ("maintitle",)
    assert entries["part"].values["title"] == "Part Two: Essays"


def test_a_childs_year_and_the_title_of_a_periodical() -> None:
    entries = bib(
        "@periodical{p, title={The Review}, subtitle={A Monthly}, date={1930}, volume=3}\n"
        "@article{a, title={T}, crossref={p}, year=1931}\n"
        "@article{b, title={T}, crossref={p}, journal={Other}}\n"
        "@article{c, title={T}, crossref={c}}"
    )
    assert edition(entries["a"]) == {
        "container": "The Review: A Monthly",
        "volume": "3",
        "date": "1931",
    }
    assert edition(entries["b"])["date"] == "1930"
    assert edition(entries["b"])["container"].startswith("Other")
    assert entries["c"].dropped == ("crossref",)


def test_data_containers_are_used_and_are_no_records() -> None:
    entries = bib(
        "@xdata{mill, publisher={The Mill}, xdata={town}}\n@xdata{town, location={Leeds}}\n"
        "@book{a, title={A}, date=1950, xdata={mill}}\n"
        "@book{b, title={B}, date=1950, location={xdata=town-location}}\n"
        "@book{c, title={C}, xdata={none}, publisher={xdata=mill-nothing}}"
    )
    assert list(entries) == ["a", "b", "c"]
    assert edition(entries["a"]) == {"publisher": "The Mill", "place": "Leeds", "date": "1950"}
    assert edition(entries["b"])["place"] == "Leeds"
    assert entries["c"].dropped == (
        "xdata none (not in the file)",
        "publisher (xdata=mill-nothing is not in the file)",
    )


def test_comments_stay_out_and_sound_entries_in() -> None:
    entries = bib(
        "@comment{@book{hidden, title={H}}}\n%@book{off, title={O}}\n"
        "@book{a, title={A},\n  % author={Poe, Jim},\n  year=1950,, pages={3}}\n"
        "@book{open, title={Never Closed}\n@book(b, title={B}, month = jan # {~2}, year=1951)\n"
        "@article{\n  author={Poe, Jim}, title={Keyless}, journal=undefined}\n"
    )
    assert list(entries) == ["a", "open", "b", "@article"]
    assert entries["open"].refused.startswith("the entry is incomplete")
    assert "authors" not in entries["a"].values or not entries["a"].values["authors"]
    assert entries["b"].values["date"] == "1951-01-02"
    assert entries["@article"].values["title"] == "Keyless"
    assert entries["@article"].dropped == ("journal (@string undefined is not defined)",)


@pytest.mark.parametrize(
    ("fields", "url", "doi", "dropped"),
    [
        ("url={www.example.org/1}, doi={10.1234/x}", "https://doi.org/10.1234/x", "", ["url"]),
        ("url={ftp://example.org/1}", "", "", ["url"]),
        ("doi={doi:10.1234/x}", "https://doi.org/10.1234/x", "", []),
        ("doi={https://dx.doi.org/10.1234/x}", "https://doi.org/10.1234/x", "", []),
        ("url={https://example.org/1}, doi={10.1234/x}", "https://example.org/1", "10.1234/x", []),
        ("doi={nonsense}", "", "", ["doi"]),
        ("howpublished={https://example.org/1}", "https://example.org/1", "", []),
        ("howpublished={Online, \\url{https://example.org/1}}", "https://example.org/1", "", None),
    ],
)
def test_addresses_and_dois(fields: str, url: str, doi: str, dropped: list[str] | None) -> None:
    text = f"@article{{a, title={{T}}, journal={{J}}, {fields}}}"
    entry = only(text, "biblatex")
    assert (entry.values.get("url", ""), edition(entry).get("doi", "")) == (url, doi)
    assert dropped is None or list(entry.dropped) == dropped


def test_people_with_other_roles_are_kept_or_named() -> None:
    entry = only(
        "@book{a, title={T}, editor={Poe, Jim}, editortype={foreword}, afterword={Roe, Sam}}",
        "biblatex",
    )
    assert edition(entry)["contributors"] == [
        {"name": "Sam Roe", "role": "afterword"},
        {"name": "Jim Poe", "role": "foreword"},
    ]
    entry = only("@book{a, title={T}, editor={Poe, Jim}, editortype={translator}}", "biblatex")
    assert edition(entry) == {"translators": ["Jim Poe"]}


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        ("PY  - 2021\nDA  - JUN 10", {"date": "2021-06-10"}),
        ("PY  - [1931] 1999", {"date": "1931"}),
        ("ti  - Small Letters", {"title": "T"}),
        ("TT  - The Translation", {"other_titles": ["The Translation"]}),
    ],
)
def test_tags_of_ris(lines: str, values: dict[str, object]) -> None:
    entry = only(f"TY  - BOOK\nTI  - T\n{lines}\nER  - \n", "ris")
    assert {name: entry.values.get(name) for name in values} == values


def test_tags_without_their_blanks_and_capitals() -> None:
    entry = only("ty - JOUR\nti - A &amp; B /\njo - Esprit\nsp - n/a\nvl- 3\nzz - x\ner -\n", "ris")
    assert entry.values["title"] == "A & B"
    assert edition(entry) == {"container": "Esprit", "volume": "3"}
    assert entry.dropped == ("ZZ",)


def test_a_page_is_not_a_range_and_a_note_is_not_html() -> None:
    lines = "TY  - JOUR\nTI  - T\nT2  - J\nSP  - 9\nEP  - 9\nN1  - <p>One.</p><p>Two.</p>\nER  - \n"
    entry = only(lines, "ris")
    assert (edition(entry)["pages"], entry.values["note"]) == ("9", "One. Two.")


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ([1936, 5], "1936-05"),
        ({"date-parts": [1936, 5]}, "1936-05"),
        ({"date-parts": [["1936", "05"]]}, "1936-05"),
        ({"year": 1936, "month": "5"}, "1936-05"),
        ({"edtf": "1936-05~"}, "1936-05~"),
        ({"raw": "4 May 1936"}, "1936-05-04"),
        ({"literal": "[1938] 2012"}, "1938"),
        ({"date-parts": [[1936]], "season": "Spring"}, "1936-21"),
        ({"date-parts": [[38]]}, None),
        ("1936-05-04", "1936-05-04"),
    ],
)
def test_a_date_in_csl(issued: object, date: str | None) -> None:
    item = json.dumps([{"type": "book", "title": "T", "issued": issued}])
    assert only(item, "csl-json").values.get("date") == date


def test_what_crossref_answers_is_read() -> None:
    work = {
        "type": "journal-article",
        "title": ["On <i>Bridges</i>"],
        "container-title": ["Roads", "Rds."],
        "author": [{"given": "Jim", "family": "Poe", "affiliation": []}, {"name": "The Club"}],
        "issued": {"date-parts": [[1999, 4]]},
        "DOI": "10.1234/x",
        "URL": "https://doi.org/10.1234/x",
        "indexed": {"version": "3"},
    }
    entry = only(json.dumps({"status": "ok", "message": work}), "csl-json")
    assert entry.values["authors"] == ["Jim Poe", "The Club,"]
    assert (entry.values["title"], entry.values["kind"]) == ("On Bridges", "article")
    assert edition(entry) == {"container": "Roads", "date": "1999-04"}
    assert entry.dropped == ("container-title (another)",)


@pytest.mark.parametrize(
    ("begin", "unit", "end"),
    [
        ("", "{", ""), ("", "\n@a{", ""), ("@a{b, c={", "x{}", "}"), ("", "\n@x{k, f={", "}"),
        ("", '\n@a{b,c="', ""), ("", "\n@a(b,c=d", ""), ("@book{a", ",a=1", "}"),
        ("@book{", "\n", ""),
    ],
)  # fmt: skip
def test_a_broken_file_takes_time_in_proportion(begin: str, unit: str, end: str) -> None:
    """Of tens of thousands of lines; tests/stress has files of a million letters."""

    def read(count: int) -> None:
        list(bib_file.parse(begin + unit * count + end * count))

    assert in_proportion(read, 20_000)
