"""Entries in .bib files as publishers, databases and other programs write them."""

from typing import Any

import pytest

from sergecli.importers import detect
from sergecli.importers.entry import Entry
from sergecli.model.work import Head, Person


def only(fields: str, kind: str = "article") -> Entry:
    """Read one entry; of a journal unless the fields say more."""
    (entry,) = detect.entries(f"@{kind}{{a, title={{T}}, {fields}}}", "biblatex")
    return entry


def first(entry: Entry) -> dict[str, Any]:
    """Return the publication that an entry describes."""
    found: dict[str, Any] = entry.values.get("first_publication", {})
    return found


@pytest.mark.parametrize(
    ("author", "authors", "told"),
    [
        ("Berg Olsen, M., Dahl, T. P., van der Berg, H.", 3, []),
        ("Dahl, T., Lund, P. and Roe, Ann", 3, []),
        (r"Roe, Ann & Poe, Jim \& Zoe, Kim", 3, []),
        (r"Reed \& Sons", 1, []),
        # Nobody can say how many people these are.
        ("Dahl, T., Lund, Olsen, J. J., Roe", 1, ["author (too many commas"]),
        ("Office of Maps, Charts, Plans, Surveys", 1, ["author (too many commas"]),
        ("{Office of Maps, Charts, Plans, and Surveys}", 1, []),
        ("family=Hoven, given=Jeroen, prefix=van den, useprefix=true", 1, []),
    ],
)
def test_people_that_commas_divide(author: str, authors: int, told: list[str]) -> None:
    entry = only(f"author={{{author}}}, journal={{J}}")
    assert len(entry.values["authors"]) == authors
    assert [one[: len("author (too many commas")] for one in entry.dropped] == told


def test_a_suffix_in_french() -> None:
    entry = only(r"author={Dumas, p{\`e}re, Alexandre}")
    assert entry.values["authors"] == ["Dumas, Alexandre, père"]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        (r"year={[2021] \copyright 2021}", "2021"),
        ("year={©1994}", "1994"),
        ("year={c1994}", "1994"),
        ("year={[c1994]}", "1994"),
        ("year={c. 1994}", "1994~"),
        ("year={1994a}", "1994"),
        ("year={1940s}", "194X"),
        ("year={Sept./1988}", "1988-09"),
        ("month=January, year=2008", "2008-01"),
        ("month=Sept, year=2008", "2008-09"),
        ('month = "4 " # jan # {--} # "6 " # dec, year=2019', "2019-01-04/2019-12-06"),
        ("month={}, day={}, year=2000", "2000"),
    ],
)
def test_a_date(fields: str, date: str) -> None:
    entry = only(fields)
    assert entry.values["date"] == date
    assert "published" not in entry.values
    assert not entry.dropped


@pytest.mark.parametrize(
    ("pages", "read"),
    [
        ("34,37--39", "34, 37–39"),
        ("A12 -- A15", "A12–A15"),
        ("12---15", "12–15"),
        ("12—15", "12–15"),
        ("340", "340"),
    ],
)
def test_pages_of_an_article(pages: str, read: str) -> None:
    assert first(only(f"journal={{J}}, pages={{{pages}}}"))["pages"] == read


@pytest.mark.parametrize("pages", ["340", "340 p.", "xxiii+885", "[4], 200 pp.", "xii, 340 pages"])
def test_a_number_of_pages_is_not_a_place_in_a_book(pages: str) -> None:
    entry = only(f"publisher={{P}}, pages={{{pages}}}", "book")
    assert first(entry) == {"publisher": "P"}
    assert entry.dropped == ("pages (a number of pages)",)
    assert first(only("publisher={P}, pages={12--40}", "book"))["pages"] == "12–40"


def test_hyphens_within_a_number_are_no_range() -> None:
    entry = only("journal={J}, volume={IV-1/W1}, number={USDL-26-0599}")
    assert first(entry) == {"container": "J", "volume": "IV-1/W1", "issue": "USDL-26-0599"}
    assert first(only("journal={J}, volume={1--2}, number={3-4}")) == {
        "container": "J", "volume": "1–2", "issue": "3–4"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "url", "told"),
    [
        ("eprinttype={jstor}, eprint={40105434}", "https://www.jstor.org/stable/40105434", ()),
        ("archiveprefix={arXiv}, eprint={1003.2213}", "https://arxiv.org/abs/1003.2213", ()),
        ("eprinttype={jstor}, eprint={1}, url={https://x.org/a}", "https://x.org/a", ("eprint",)),
        ("eprinttype={other}, eprint={1}", "", ("eprint",)),
        (r"note={\url{https://x.org/d}}", "https://x.org/d", ()),
        ("note={https://x.org/d}, url={https://x.org/a}", "https://x.org/a", ()),
    ],
)
def test_an_address_in_other_fields(fields: str, url: str, told: tuple[str, ...]) -> None:
    entry = only(fields)
    assert entry.values.get("url", "") == url
    assert entry.dropped == told


def test_a_note_with_more_than_an_address_stays_a_note() -> None:
    entry = only(r"note={See \url{https://x.org/d}}")
    assert entry.values["note"] == "See https://x.org/d"
    assert "url" not in entry.values


def test_keywords_on_lines_of_their_own() -> None:
    assert only("keywords={Spain\nLeft\nOpposition}").values["x"]["tags"] == [
        "Spain", "Left", "Opposition"
    ]  # fmt: skip
    assert only("keywords={Spain, Left\n Opposition}").values["x"]["tags"] == [
        "Spain", "Left Opposition"
    ]  # fmt: skip


def test_a_parent_is_found_by_its_other_keys() -> None:
    part, whole = detect.entries(
        "@inbook{part, title={Part}, crossref={Alias}}"
        "@book{whole, ids={other, alias}, title={Whole}, publisher={P}, date=1999}",
        "biblatex",
    )
    assert first(part)["container"] == "Whole"
    assert (part.dropped, whole.dropped) == ((), ())


def test_proceedings_may_have_their_title_in_booktitle() -> None:
    (entry,) = detect.entries("@proceedings{a, booktitle={Congress}, year=1999}", "bibtex")
    assert entry.values["title"] == "Congress"


def test_the_old_name_of_langid() -> None:
    entry = only("journal={J}, hyphenation={ngerman}")
    assert first(entry)["language"] == "de"


def test_the_number_of_a_person_in_dblp() -> None:
    entry = only("author={Jim Poe 0001 and Roe, Ann 0002 and {Group 0003}}")
    assert entry.values["authors"] == ["Jim Poe", "Ann Roe", "Group 0003,"]


def test_a_volume_of_a_larger_work_is_not_one_of_its_series() -> None:
    entry = only("publisher={P}, series={S}, volume=2, number=7", "book")
    assert first(entry) == {"publisher": "P", "volume": "2"}
    assert entry.dropped == ("series “S 7”",)
    for field in ("volume", "number"):
        entry = only(f"publisher={{P}}, series={{S}}, {field}=2", "book")
        assert first(entry) == {"publisher": "P", "series": "S", "volume": "2"}
        assert not entry.dropped


def test_the_tags_of_a_web_page_are_no_part_of_a_title() -> None:
    (entry,) = detect.entries(
        "@article{a, title={On <i>The Town</i> &amp; \\emph{Others}}, journal={A <b>J</b>}}",
        "bibtex",
    )
    assert entry.values["title"] == "On The Town & Others"
    assert entry.values["inner_titles"] == ["Others", "The Town"]
    assert first(entry)["container"] == "A J"


_DOUBT = "author (one person or two? put “{}” between two)"


@pytest.mark.parametrize(
    ("author", "authors", "doubts"),
    [
        ("Ann Roe, Jim Poe, Kim Zoe", ["Ann Roe", "Jim Poe", "Kim Zoe"], []),
        ("Ann B. Roe, J. Poe, Kim Zoe", ["Ann B. Roe", "J. Poe", "Kim Zoe"], []),
        ("Roe AB, Poe CD, Zoe EF", ["Roe AB, Poe CD, Zoe EF"], []),
        ("Victor Serge, Jim Poe", ["Victor Serge", "Jim Poe"], [_DOUBT]),
        ("Ann Roe, Magdeleine Paz", ["Ann Roe", "Magdeleine Paz"], [_DOUBT]),
        ("García Márquez, Ana Luz", ["García Márquez, Ana Luz"], [_DOUBT]),
        ("García Márquez, Ana", ["García Márquez, Ana"], []),
    ],
)
def test_whole_names_between_commas(author: str, authors: list[str], doubts: list[str]) -> None:
    """Three are three people; two may be one, unless one of them is known."""
    people = (Person(name="Magdeleine Paz"),)
    head = Head(title="W", author="Victor Serge", language="en", people=people)
    for form, mark, text in (
        ("biblatex", "and", f"@book{{a, title={{T}}, author={{{author}}}}}"),
        ("csv", ";", f'title,author\nT,"{author}"\n'),
    ):
        (entry,) = detect.entries(text, form, head)
        assert entry.values["authors"] == authors
        assert list(entry.dropped) == [doubt.format(mark) for doubt in doubts]


def test_a_group_in_braces_is_one_name() -> None:
    entry = only("author={{Red Press Office, Moscow Branch}}")
    assert entry.values["authors"] == ["Red Press Office, Moscow Branch,"]
    assert not entry.dropped
