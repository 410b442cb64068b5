"""Every edition is cited as pandoc's citeproc cites it, and no two of its dates are mixed up."""

from dataclasses import replace
from typing import Any

import pytest

from sergecli.citations import bibliography, date_forms, render, source
from sergecli.citations.markup import Markup
from sergecli.exporters import compose
from sergecli.model import edtf
from sergecli.model.csl import Name, Reference
from sergecli.model.work import Catalogue, Head, Publication, Work
from sergecli.search import filters
from tests import oracle

_PAGE = "212–215"
_HEAD = Head(title="Works", author="Victor Serge", language="en")


@pytest.fixture(scope="module")
def editions(catalogue: Catalogue) -> list[Reference]:
    """Every printing of every work, under an id of its own."""
    return [
        source.cited(work, catalogue.head, one)._replace(id=f"{work.id}--{number:02}")
        for work in catalogue
        for number, one in enumerate(work.publications_as_printed(catalogue.head))
    ]


def _differences(ours: list[Markup], theirs: list[Markup]) -> list[str]:
    return [
        f"\n  ours   {render.markdown(our)}\n  oracle {render.markdown(their)}"
        for our, their in zip(ours, theirs, strict=True)
        if oracle.normal(our) != oracle.normal(their)
    ]


@pytest.mark.parametrize("style", bibliography.STYLES)
def test_every_edition_is_cited_as_the_oracle_cites_it(
    style: str, editions: list[Reference], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The oracle says a date in words twice; see docs/citations.md, "Known differences".
    for form in ("WITHIN_YEAR", "MONTH"):
        monkeypatch.setattr(date_forms, form, getattr(date_forms, form)._replace(partial=False))
    theirs = oracle.together(editions, style, _PAGE)
    seen = [oracle.seen(one, style) for one in editions]
    listed = [(one, entry) for one, entry in bibliography.bibliography(seen, style) if entry]
    assert [one.id for one, _ in listed] == [name for name, _ in theirs.entries]
    entries = [entry for _, entry in theirs.entries]
    assert _differences([entry for _, entry in listed], entries) == []
    if style == "chicago":
        cited = [bibliography.note(one, _PAGE) for one in seen]
    else:
        cited = bibliography.in_text(seen, style, _PAGE)
    assert _differences(cited, theirs.first) == []
    # A catalogue without editions would agree with any oracle.
    assert len(editions) > 300
    works = len({one.id.rpartition("--")[0] for one in editions})
    print(f"{style}: {len(editions)} editions of {works} works, 0 differences")


def test_a_year_or_a_publisher_leads_to_its_edition(catalogue: Catalogue) -> None:
    met = 0
    for work in catalogue:
        for one in work.publications_as_printed(catalogue.head):
            for wanted in (str(one.date.earliest.year) if one.date else "", one.publisher):
                if wanted and filters.edition(work, catalogue.head, wanted) == [one]:
                    (cited,) = compose.references([work], catalogue.head, wanted)
                    assert cited == source.cited(work, catalogue.head, one)
                    met += 1
    assert met > len(catalogue)


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


def test_what_was_not_printed_is_dated_by_its_writing() -> None:
    work = Work(
        id="w", title="Letter", kind="letter", authors=("Victor Serge",), recipient="Jane Doe",
        written=edtf.parse("1936-08-10"), url="https://a.org", language="en",
    )  # fmt: skip
    cited = source.cited(work, _HEAD)
    assert str(cited.issued) == "1936-08-10"
    assert cited.note == ""


# --- several people over several works ---------------------------------------


_PEOPLE = tuple(Name(f"Family{one}", "Given") for one in "abcd")


@pytest.mark.parametrize("role", ["author", "editor", "translator"])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_mla_replaces_as_many_names_as_the_oracle(role: str, count: int) -> None:
    people: dict[str, Any] = {role: _PEOPLE[:count]}
    book = Reference(id="", type="book", title="", publisher="P")._replace(**people)
    books = [book._replace(id=title, title=title) for title in ("One", "Two")]
    ours = [render.text(entry) for _, entry in bibliography.bibliography(books, "mla")]
    theirs = [render.text(entry) for _, entry in oracle.together(books, "mla").entries]
    assert ours == theirs
    assert ours[1].startswith("———, et al." if count > 2 else "———")
