"""Every edition is cited as pandoc's citeproc cites it, and no two of its dates are mixed up."""

from dataclasses import replace
from typing import Any

import pytest

from sergecli.citations import bibliography, locators, render, source
from sergecli.errors import UsageError
from sergecli.exporters import compose
from sergecli.model import edtf
from sergecli.model.csl import Name, Reference
from sergecli.model.publications import as_printed
from sergecli.model.work import Catalogue, Head, Publication, Work
from sergecli.search import filters
from tests import oracle

_HEAD = Head(title="Works", author="Victor Serge", language="en")


def test_a_year_or_a_publisher_leads_to_its_edition(catalogue: Catalogue) -> None:
    met = 0
    for work in catalogue:
        for one in as_printed(work, catalogue.head):
            for wanted in (str(one.date.earliest.year) if one.date else "", one.publisher):
                if wanted and filters.edition(work, catalogue.head, wanted) == [one]:
                    (cited,) = compose.references([work], catalogue.head, wanted)
                    assert cited == source.cited(work, catalogue.head, one)
                    met += 1
    assert met > len(catalogue)


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.54563/gfhla.177", "https://doi.org/10.54563/gfhla.177"),
        ("+1", "https://x.example/"),
        ("10.1000/a b", "https://x.example/"),
        ("10.1000/<script>", "https://x.example/"),
        ("", "https://x.example/"),
    ],
)
def test_only_a_doi_becomes_an_address(doi: str, address: str) -> None:
    printed = Publication(container="C", doi=doi, url="https://x.example/")
    work = Work(id="a", title="A", kind="article", first_publication=printed)
    assert source.cited(work, _HEAD).url == address


_OF_PRINT: dict[str, Any] = {
    "publisher": "P", "place": "Paris", "series": "S", "volume": "2", "issue": "7", "pages": "3–5",
    "editors": ("A B",),
}  # fmt: skip


@pytest.mark.parametrize("field", _OF_PRINT)
def test_what_has_an_imprint_or_pages_is_not_a_web_page(field: str, catalogue: Catalogue) -> None:
    printed = Publication(date=edtf.parse("1938"), **{field: _OF_PRINT[field]})
    plain = Work(id="w", title="W", kind="essay", authors=("Victor Serge",))
    head = replace(_HEAD, archive="The Archive", archive_url="https://x.org/")
    works = (
        replace(work, kind=kind, url=url, language=language)
        for work in (
            replace(plain, first_publication=printed),
            replace(plain, reproduced_from=printed),
            replace(plain, first_publication=Publication(publisher="Q"), editions=(printed,)),
        )
        for kind in ("essay", "letter", "book", "extract")
        for url in ("", "https://x.org/w")
        for language in ("", "fr")
    )
    pages = [
        cited
        for work in (*works, *catalogue)
        for one in (None, *as_printed(work, head))
        if (cited := source.cited(work, head, one)).type == "webpage"
    ]
    assert pages
    for name in ("publisher", "publisher_place", "collection_title", "volume", "issue", "page"):
        assert not [page for page in pages if getattr(page, name)], name
    assert not [page for page in pages if page.editor]


@pytest.mark.parametrize(("family", "given"), [("毛", "泽东"), ("村上", "春樹"), ("김", "소월")])
def test_an_east_asian_name_stands_as_it_is(family: str, given: str) -> None:
    """As in citeproc, in every style."""
    book = Reference(
        id="a",
        type="book",
        title="T",
        author=(Name(family, given), Name("Roe", "Ann")),
        issued=edtf.parse("1950"),
    )
    for style in bibliography.STYLES:
        entry = render.text(bibliography.entry(book, style))
        assert entry.startswith(family + given + ", "), entry


# --- three dates -------------------------------------------------------------


def _work(written: str, first: str, edition: str) -> tuple[Work, Publication]:
    printed = Publication(publisher="NYRB", date=edtf.parse(edition))
    original = Publication(publisher="Grasset", language="fr", date=edtf.parse(first))
    work = Work(
        id="w", title="Midnight", kind="novel", language="fr", original_title="Minuit",
        authors=("Victor Serge",), written=edtf.parse(written), first_publication=original,
        editions=(printed,),
    )  # fmt: skip
    return work, printed


def test_writing_first_publication_and_edition_are_three_dates() -> None:
    work, printed = _work("1936/1938", "1939", "2014")
    cited = source.cited(work, _HEAD, printed)
    assert cited.note == "Written 1936–1938."
    assert (str(cited.original_date), str(cited.issued)) == ("1939", "2014")
    for style in bibliography.STYLES:
        entry = render.text(bibliography.entry(cited, style))
        assert "1939" in entry, entry
        assert "2014" in entry, entry
        assert "1936" not in entry, entry


@pytest.mark.parametrize(
    ("written", "said"),
    [("1939", ""), ("2014", ""), ("1938?", "Written 1938?"), ("1938~", "Written c. 1938.")],
)
def test_the_date_of_writing_is_said_once(written: str, said: str) -> None:
    work, printed = _work(written, "1939", "2014")
    assert source.cited(work, _HEAD, printed).note == said


@pytest.mark.parametrize(
    ("written", "place", "said"),
    [
        ("1936/1938", "Paris", "Written 1936–1938. Place of writing: Paris."),
        ("1939", "Mexico, D.F.", "Place of writing: Mexico, D.F."),
    ],
)
def test_the_place_of_writing_is_said(written: str, place: str, said: str) -> None:
    work, printed = _work(written, "1939", "2014")
    assert source.cited(replace(work, written_at=place), _HEAD, printed).note == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{1938-12,1944-01-23,1944-11-25}", "{1938-12,1944-01-23,1944-11-25}"),
        ("{1944-01-23,1944-02-18,1944-04,1944-11-25}", "1944-01-23/1944-11-25"),
        ("{1938-12,1944-01-23,1944-02-18,1944-11-25}", "1938/1944"),
    ],
)
def test_of_many_entries_of_a_diary_the_first_and_the_last_are_dated(
    written: str, said: str
) -> None:
    work = Work(
        id="w", title="Diary", kind="diary", written=edtf.parse(written), url="https://a.org"
    )
    assert str(source.cited(work, _HEAD).written) == said


def test_what_was_not_printed_is_dated_by_its_writing() -> None:
    work = Work(
        id="w", title="Letter", kind="letter", authors=("Victor Serge",), recipient="Jane Doe",
        written=edtf.parse("1936-08-10"), url="https://a.org", language="en",
    )  # fmt: skip
    cited = source.cited(work, _HEAD)
    assert (cited.issued, str(cited.written)) == (None, "1936-08-10")
    assert cited.note == ""


# --- several people over several works ---------------------------------------


_PEOPLE = tuple(Name(f"Family{one}", "Given") for one in "abcd")


def test_mla_replaces_as_many_names_as_the_oracle() -> None:
    counts = (1, 2, 3, 4, 1, 2, 3, 4)
    groups = []
    for role, count in zip(("author",) * 4 + ("editor",) * 4, counts, strict=True):
        people: dict[str, Any] = {role: _PEOPLE[:count]}
        book = Reference(id="", type="book", title="", publisher="P")._replace(**people)
        groups.append([book._replace(id=title, title=title) for title in ("One", "Two")])
    for count, books, cited in zip(counts, groups, oracle.each(groups, "mla"), strict=True):
        ours = [render.text(entry) for _, entry in bibliography.arranged(books, "mla")[0]]
        assert ours == [render.text(entry) for _, entry in cited.entries]
        assert ours[1].startswith("---, et al." if count > 2 else "---")


# --- what is presumed --------------------------------------------------------


def test_an_edition_that_only_presumably_holds_the_work_is_said_to(catalogue: Catalogue) -> None:
    work = catalogue.work("pages-from-the-diary-of-victor-serge")
    references = compose.references([work], catalogue.head, "2019")
    written = compose.compose([work], references, catalogue.head, compose.CitationOptions())
    assert written.warnings == (f"{work.id}: this edition only presumably contains the work",)
    exported = compose.CitationOptions(format="csl-json")
    text = compose.compose([work], references, catalogue.head, exported).text
    assert "Only presumed to contain the work." in text
    assert not compose.warnings(compose.references([work], catalogue.head), exported)


@pytest.mark.parametrize(
    ("written", "chicago", "mla", "apa"),
    [
        ("212", "212", "212", "p. 212"),
        ("p. 126", "126", "126", "p. 126"),
        ("pp. 103-104", "103–4", "103–04", "pp. 103–104"),
        ("chapter 3", "chap. 3", "ch. 3", "Chapter 3"),
        ("para. 4", "para. 4", "", "para. 4"),
        ("note 2", "n2", "n2", "Note 2"),
        ("§§ 4-5", "secs. 4–5", "secs. 4–5", "Sections 4–5"),
    ],
)
def test_a_place_has_the_label_of_each_style(
    written: str, chicago: str, mla: str, apa: str
) -> None:
    place = locators.parse(written)
    assert (place.in_chicago(), place.in_mla(), place.in_apa()) == (chicago, mla, apa)


@pytest.mark.parametrize("written", ["somewhere", "chap.", "12 or so", "x" * 1000, "p."])
def test_what_is_no_place_is_an_error(written: str) -> None:
    with pytest.raises(UsageError, match="is not a place in a work; write 212"):
        locators.parse(written)
