"""What joins an own catalogue, what is known already, and what is refused."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.citations import source
from sergecli.exporters import formats
from sergecli.importers import deduplicate
from sergecli.model.edtf import parse
from sergecli.model.work import Catalogue, Head, Publication, Work

HEAD = Head(title="Writings", author="Victor Serge", language="en")


def present(*works: Work) -> Catalogue:
    """Make a catalogue of a few works."""
    return Catalogue(HEAD, works, len(works))


def work(identity: str, **values: Any) -> Work:  # noqa: ANN401 - any field
    """Make a work of which only a few fields matter."""
    return Work(**{"id": identity, "title": identity.title(), "kind": "article"} | values)


def record(**values: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any field
    """Make a record of which only a few fields matter."""
    return {"title": "A Title", "kind": "article", **values}


def dated(one: Work) -> Mapping[str, str]:
    """Give the date and the address of a work, as a record has them."""
    said = {"date": str(one.date or ""), "url": one.url}
    return {name: value for name, value in said.items() if value}


KRONSTADT = work(
    "known",
    title="Once More: Kronstadt",
    date=parse("1938-04-28"),
    authors=("Victor Serge",),
    url="https://www.marxists.org/archive/serge/1938/04/kronstadt.htm",
    reproduced_from=Publication(
        container="The New International", volume="4", issue="7", date=parse("1938-07")
    ),
)
MEMOIRS = work(
    "known",
    title="Memoirs of a Revolutionary",
    date=parse("1942/1946"),
    authors=("Victor Serge",),
    first_publication=Publication(
        title="Mémoires", publisher="Seuil", date=parse("1951"), language="fr"
    ),
    editions=(
        Publication(publisher="NYRB", date=parse("2012"), isbn="978-1-59017-451-7"),
        Publication(
            container="An Anthology", publisher="P", date=parse("1990"), isbn="0-19-853453-1"
        ),
    ),
)
PART = work("known", title="A Part", url="https://x.org/diary.htm#one")
TITLE = {"title": "Once more – Kronstadt"}
BOOK = {"title": "Memoirs of a Revolutionary", "kind": "memoir"}


@pytest.mark.parametrize(
    ("other", "values", "why"),
    [
        (work("known", title="À TITLE", date=parse("1938")), {"date": "1938"}, "title and date"),
        (KRONSTADT, {"url": "http://marxists.org/archive/serge/1938/04/kronstadt.htm/"}, "address"),
        (KRONSTADT, TITLE | {"date": "1938-04-28"}, "title and date"),
        (KRONSTADT, TITLE | {"date": "1938-04-28", "authors": []}, "title and date"),
        (KRONSTADT, TITLE | {"url": KRONSTADT.url + "#top"}, "title and address"),
        (PART, {"title": "A Part", "url": "https://x.org/diary.htm"}, "title and address"),
        (PART, {"url": "https://x.org/diary.htm#one"}, "address"),
        (MEMOIRS, BOOK | {"first_publication": {"isbn": "1590174518"}}, "edition of the same ISBN"),
        (MEMOIRS, BOOK | {"editions": [{"publisher": "Q", "date": "2012-05"}]}, "of the same year"),
        (MEMOIRS, {"title": "Mémoires", "date": "1942/1946"}, "title and date"),
        (replace(MEMOIRS, original_title="О"), {"title": "О", "date": "1942/1946~"}, "and date"),
        (replace(MEMOIRS, other_titles=("X", "Y")), {"title": "y", "date": "1942/1946?"}, "date"),
        (
            replace(KRONSTADT, date=parse("1938~")),
            {"title": "K", "original_title": TITLE["title"], "date": "1938"},
            "title and date",
        ),
        (
            MEMOIRS,
            BOOK
            | {
                "first_publication": {
                    "container": "An anthology",
                    "publisher": "P",
                    "isbn": "9780198534532",
                }
            },
            "known has the same title in An anthology",
        ),
        (
            work(
                "known",
                original_title="Une notice",
                first_publication=Publication(
                    container="Un journal", date=parse("1977"), language="fr"
                ),
            ),
            {
                "title": "Une notice",
                "date": "1977",
                "first_publication": {"container": "Un journal", "date": "1977"},
            },
            "known has the same title in the same issue of Un journal",
        ),
    ],
)
def test_what_is_known_is_skipped(other: Work, values: dict[str, Any], why: str) -> None:
    (verdict,) = deduplicate.sift([record(**values)], present(other))
    assert (verdict.work, verdict.known) == (None, "known")
    assert verdict.why_not.startswith("known has ")
    assert why in verdict.why_not


@pytest.mark.parametrize(
    "printing",
    [
        {"container": "New International", "volume": "4", "issue": "7", "date": "1938"},
        {"container": "The New International", "issue": "7", "date": "1938-07"},
        {"container": "The New International", "date": "1938-07"},
    ],
)
def test_what_stands_in_the_same_issue_is_known(printing: dict[str, str]) -> None:
    (verdict,) = deduplicate.sift(
        [record(**TITLE, date="1938-07", first_publication=printing)], present(KRONSTADT)
    )
    assert verdict.known == "known"
    assert "in the same issue of " in verdict.why_not


@pytest.mark.parametrize(
    ("other", "values"),
    [
        (KRONSTADT, TITLE | {"date": "1938-04-28", "authors": ["Jane Doe"]}),
        (KRONSTADT, {"title": "Another", "url": KRONSTADT.url + "#note"}),
        (
            KRONSTADT,
            TITLE | {"first_publication": {"container": "The New International", "issue": "8"}},
        ),
        (
            KRONSTADT,
            TITLE | {"first_publication": {"container": "The Masses", "volume": "4", "issue": "7"}},
        ),
        (PART, {"title": "A Part", "date": "1944", "url": "https://x.org/diary.htm#two"}),
        (PART, {"title": "The Whole", "url": "https://x.org/diary.htm"}),
        (PART, {"id": "known"}),
        (
            MEMOIRS,
            BOOK | {"authors": ["A. B."], "first_publication": {"publisher": "Q", "date": "2012"}},
        ),
        # A book that holds it is not an edition of it.
        (MEMOIRS, {"first_publication": {"publisher": "P", "isbn": "0198534531"}}),
    ],
)
def test_what_may_be_another_work_is_new(other: Work, values: dict[str, Any]) -> None:
    (verdict,) = deduplicate.sift([record(**values)], present(other))
    assert verdict.work, verdict.why_not


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (BOOK | {"editions": [{"publisher": "Q", "date": "2013"}]}, "lacks this edition (Q, 2013)"),
        (
            {"title": "Mémoires", "first_publication": {"publisher": "Q", "language": "fr"}},
            "lacks this edition (Q, fr)",
        ),
        (
            {"title": "Мемуары", "editions": [{"publisher": "Seuil", "date": "1951"}]},
            "has an edition of the same year",
        ),
    ],
)
def test_an_edition_of_a_known_book_is_not_a_second_work(values: dict[str, Any], why: str) -> None:
    other = replace(MEMOIRS, other_titles=("Мемуары",))
    (verdict,) = deduplicate.sift([record(**values)], present(other))
    assert verdict.known == "known"
    assert verdict.why_not.startswith(f"known {why}")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"date": "2012"}, "has an edition of the same year"),
        ({"date": "1951", "kind": "book"}, "has an edition of the same year"),
        ({"date": "2020-03", "authors": []}, "lacks this edition (2020-03)"),
        (
            {
                "date": "2020",
                "authors": [],
                "first_publication": {"publisher": "Q", "date": "2020"},
            },
            "lacks this edition (Q, 2020)",
        ),
        ({"date": "1946", "kind": "article"}, ""),
        ({"date": "1930"}, ""),
        ({"date": "2012", "authors": ["Jane Doe"]}, ""),
        ({"date": "2012", "url": "https://x.org/a"}, ""),
    ],
)
def test_a_title_and_a_later_year_are_an_edition_of_a_known_book(
    values: dict[str, Any], why: str
) -> None:
    (verdict,) = deduplicate.sift([record(**BOOK | values)], present(MEMOIRS))
    assert (verdict.known == "known") is bool(why)
    assert f"known {why}" in (verdict.why_not or "known ")


@pytest.mark.parametrize(
    ("values", "is_known"),
    [
        ({"date": "1938"}, True),
        ({"date": "1938", "authors": []}, True),
        ({"date": "1939"}, False),
        ({"date": "1938-05"}, False),
        ({"date": "1938", "kind": "book"}, False),
        ({"date": "1938", "first_publication": {"container": "The Masses"}}, False),
    ],
)
def test_a_title_and_a_year_are_the_known_article_if_there_is_only_one(
    values: dict[str, Any], *, is_known: bool
) -> None:
    (verdict,) = deduplicate.sift([record(**TITLE | values)], present(KRONSTADT))
    assert (verdict.known == "known") is is_known
    other = replace(KRONSTADT, id="other", date=parse("1938-01"), url="")
    (verdict,) = deduplicate.sift([record(**TITLE | values)], present(KRONSTADT, other))
    assert verdict.work


@pytest.mark.parametrize(
    "values",
    [
        {"authors": []},
        {"authors": ["Jane Doe"]},
        {"editions": [{"publisher": "Q"}, {"publisher": "R"}]},
        {"editions": [{"publisher": "Q", "contents": [{"title": "A Piece"}]}]},
        {"editions": [{"publisher": "Q", "container": "An Anthology"}]},
        {"editions": []},
        {"date": "1930", "published": "1930"},
        {"recipient": "Jane Doe", "kind": "letter"},
    ],
)
def test_what_is_not_surely_an_edition_is_new(values: dict[str, Any]) -> None:
    book = BOOK | {"editions": [{"publisher": "Q"}]}
    (verdict,) = deduplicate.sift([record(**book | values)], present(MEMOIRS))
    assert verdict.work, verdict.why_not


def test_of_several_that_are_alike_it_is_the_one_of_that_id() -> None:
    others = [work(name, title="A Title", url="https://x.org/a") for name in ("one", "two")]
    (verdict,) = deduplicate.sift([record(id="two", url="https://x.org/a")], present(*others))
    assert verdict.known == "two"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, False),
        ({"authors": ["Serge, V.", "Jane Doe"]}, False),
        ({"authors": []}, False),
        ({"authors": ["Karl Marx"], "attribution": "about"}, False),
        ({"authors": ["Karl Marx"]}, True),
    ],
)
def test_whether_anothers_work_is_about_the_author_is_asked_not_said(
    values: dict[str, Any], *, told: bool
) -> None:
    (verdict,) = deduplicate.sift([record(**values)], present())
    assert bool(verdict.remarks) is told
    assert "by Karl Marx; if it is about Victor Serge" in "".join(verdict.remarks) or not told


def test_the_same_title_of_another_date_is_new() -> None:
    other = work("known", title="A Title", date=parse("1937"))
    (verdict,) = deduplicate.sift([record(date="1938")], present(other))
    assert verdict.work
    assert verdict.work.title == "A Title"


def test_what_came_before_in_the_same_file_is_known() -> None:
    first, second = deduplicate.sift([record(date="1938"), record(date="1938")], present())
    assert first.work
    assert second.known == first.work.id


def test_what_is_wrong_with_a_record_is_told() -> None:
    wrong, right = deduplicate.sift([record(date="1938-13"), record(title="Other")], present())
    assert (wrong.work, wrong.known) == (None, "")
    assert "date" in wrong.why_not
    assert right.work


values = st.fixed_dictionaries(
    {"title": st.sampled_from(["One", "Two", "Öne"]), "kind": st.sampled_from(["article", "no"])},
    optional={
        "id": st.sampled_from(["one", "two", "three", "Not One"]),
        "date": st.sampled_from(["1938", "1938-13"]),
        "url": st.sampled_from(["https://x.org/a", "https://x.org/b", "javascript:x"]),
        "see": st.lists(st.sampled_from(["one", "two", "three", "four"]), max_size=2),
    },
)


@given(st.lists(values, max_size=8))
def test_what_is_let_in_makes_a_catalogue_and_comes_once(records: list[dict[str, Any]]) -> None:
    there = present(work("four", title="Four", date=parse("1938")))
    verdicts = deduplicate.sift(records, there)
    assert len(verdicts) == len(records)
    new = [one.work for one in verdicts if one.work]
    ids = [one.id for one in (*there, *new)]
    assert len(ids) == len(set(ids))
    for one in new:
        assert set(one.see) <= set(ids)
    assert all(one.why_not for one in verdicts if not one.work)
    again = deduplicate.sift(
        [{**record(), "id": one.id, "title": one.title, **dated(one)} for one in new],
        present(*there, *new),
    )
    assert not any(one.work for one in again)


def taken_for_another(catalogue: Catalogue, works: Iterable[Work]) -> list[str]:
    """Give the ids of the works that would not be added to the rest of the catalogue."""
    references = [source.cited(work, catalogue.head) for work in catalogue]
    text = formats.dump(catalogue.works, references, "toml", catalogue.head).text
    records = {record["id"]: record for record in tomllib.loads(text)["works"]}
    taken = []
    for work in works:
        rest = tuple(other for other in catalogue if other is not work)
        (verdict,) = deduplicate.sift([records[work.id]], Catalogue(catalogue.head, rest))
        if not verdict.work:
            taken.append(work.id)
    return taken


def test_no_work_of_the_catalogue_is_taken_for_another(catalogue: Catalogue) -> None:
    # tests/stress looks at all of them.
    assert taken_for_another(catalogue, catalogue.works[::30]) == []


def article(**values: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any field
    """A record of a column that is called the same each time."""
    date = values.pop("date", "1922-01")
    first = {"container": "Clarté", "date": date} | values.pop("first_publication", {})
    return record(title="Chronique", date=date, first_publication=first, **values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            article(first_publication={"issue": "3"}),
            article(date="1925-01", first_publication={"issue": "3"}),
        ),
        (
            article(first_publication={"issue": "3"}, date="1922"),
            article(first_publication={"issue": "5"}, date="1922"),
        ),
        (
            record(title="Letter", kind="letter", date="1936", recipient="André Gide"),
            record(title="Letter", kind="letter", date="1936", recipient="Marcel Martinet"),
        ),
        (
            record(
                title="Works", first_publication={"publisher": "P", "volume": "1", "date": "1960"}
            ),
            record(
                title="Works", first_publication={"publisher": "P", "volume": "2", "date": "1960"}
            ),
        ),
        (
            record(title="Poem A", date="1930", url="https://x.org/scan"),
            record(title="Poem B", date="1931", url="https://x.org/scan"),
        ),
    ],
)
def test_what_is_told_apart_is_two_works(one: Mapping[str, Any], other: Mapping[str, Any]) -> None:
    empty = present()
    (first,) = deduplicate.sift([one], empty)
    assert first.work
    (second,) = deduplicate.sift([other], Catalogue(empty.head, (first.work,)))
    assert second.work, second
    assert all(verdict.work for verdict in deduplicate.sift([one, other], empty))


def test_what_may_be_a_known_work_is_let_in_and_told() -> None:
    values = TITLE | {"first_publication": {"container": "The New International", "date": "1938"}}
    (verdict,) = deduplicate.sift([record(**values, date="1938")], present(KRONSTADT))
    assert verdict.work
    assert "known has the same title and author" in verdict.remarks


def test_many_letters_of_one_title_are_known_again() -> None:
    letters = [
        record(title="Letter", kind="letter", date="1936", recipient=f"A. B{number}")
        for number in range(300)
    ]
    verdicts = deduplicate.sift(letters, present())
    works = tuple(one.work for one in verdicts if one.work)
    assert len(works) == len(letters)
    again = deduplicate.sift(letters, present(*works))
    assert [one.known for one in again] == [one.id for one in works]
