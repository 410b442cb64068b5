"""The catalogue has the archive's index as it is, and the rest in its order."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import groupby

from sergecli.model.work import Attribution, Catalogue
from tests.catalogue.facts import ARCHIVE, END, INDEX, RECORDS, Row, added, beyond, indexed, whose
from tests.conftest import Serge
from tests.model.made_dates import read_by_the_oracle

# Rows whose link leads to another section of the page, and the anchor of their own.
_WRONG_ANCHORS = {"100": ("#tomb", "#ass")}


def test_every_row_of_the_index_is_a_record_in_its_order(catalogue: Catalogue) -> None:
    rows = [
        Row(work.index, str(work.date or ""), work.title, work.url.removeprefix(ARCHIVE))
        for work in catalogue.works[: len(INDEX)]
    ]
    for row, expected in zip(rows, INDEX, strict=True):
        wrong, right = _WRONG_ANCHORS.get(expected.n, ("", ""))
        assert expected.path.endswith(wrong)
        own = expected.path.removesuffix(wrong) + right
        assert row == replace(expected, path=own)


def test_nothing_else_has_a_number_of_the_index(catalogue: Catalogue) -> None:
    after = catalogue.works[len(INDEX) :]
    assert len(after) == 272
    assert {work.index for work in after} == {""}


def test_after_the_index_come_texts_of_the_archive_then_books(catalogue: Catalogue) -> None:
    texts, books = beyond(catalogue)
    assert (len(texts), len(books)) == (14, 44)
    assert [*indexed(catalogue), *texts, *books, *added(catalogue)] == list(catalogue)


def test_what_the_archive_lacks_is_ordered_by_whose_it_is_and_by_date(
    catalogue: Catalogue,
) -> None:
    groups = [list(group) for _, group in groupby(added(catalogue), whose)]
    assert [whose(group[0]) for group in groups] == ["author", "translator", "about", "archive"]
    assert [len(group) for group in groups] == [150, 5, 57, 2]
    for group in groups:
        dates = [work.date.earliest if work.date else END for work in group]
        assert dates == sorted(dates)


def test_the_books_stand_in_the_order_of_their_years(catalogue: Catalogue) -> None:
    _, books = beyond(catalogue)
    years_of = [work.date.earliest.year if work.date else 9999 for work in books]
    assert years_of == sorted(years_of)
    assert [work.id for work in books if not work.date] == [work.id for work in books[-2:]]


def test_every_address_is_the_archive_s_and_of_the_index_only_a_heading_has_none(
    catalogue: Catalogue,
) -> None:
    without = [work.index for work in indexed(catalogue) if not work.url]
    assert without == ["48"]
    assert all(work.url.startswith(ARCHIVE) for work in catalogue if work.url)
    assert catalogue.head.archive_url == ARCHIVE


def test_in_the_index_there_are_two_lives_99_works_8_parts_and_an_appendix(
    catalogue: Catalogue,
) -> None:
    works = indexed(catalogue)
    lives = [work for work in works if work.kind == "biography"]
    parts = [work for work in works if work.part_of]
    appendix = [work for work in works if work.attribution is Attribution.ATTRIBUTED]
    assert [work.index for work in lives] == ["1", "2"]
    assert [work.index for work in parts] == [
        "44.1", "44.2", "44.3", "44.4", "44.5", "46.1", "48.1", "48.2",
    ]  # fmt: skip
    assert [work.index for work in appendix] == ["102"]
    others = [work for work in works if work not in (*lives, *parts, *appendix)]
    assert len(others) == 99
    assert len(works) == 110


def test_the_words_of_the_index_are_kept_only_where_they_say_something_else(
    catalogue: Catalogue,
) -> None:
    filed = {work.index: (work.index_date, str(work.date)) for work in catalogue if work.index_date}
    assert filed["45"] == ("Early 1928", "1928~")
    assert filed["59"] == ("1837/1938", "1937/1938")
    for number, (words, date) in filed.items():
        assert re.search(r"\d{4}", words), number
        assert words != date, number
    assert not [work.id for work in catalogue if work.index_date and not work.index]


def test_a_part_in_the_index_knows_its_whole_by_its_number(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    for work in indexed(catalogue):
        whole, dot, _ = work.index.partition(".")
        assert bool(work.part_of) == bool(dot), work.id
        if dot:
            assert by_id[work.part_of].index == whole


def test_parts_beyond_the_index_belong_to_works_in_it(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    texts, books = beyond(catalogue)
    wholes = Counter(work.part_of for work in texts if work.part_of)
    assert wholes == {"year-one-alternative-translation": 10, "in-a-time-of-duplicity": 3}
    assert all(by_id[whole].index for whole in wholes)
    assert not [work.id for work in books if work.part_of]


@cache
def years(edtf: str) -> list[range]:
    """Give the years that a date of the index may fall in, by python-edtf."""
    if not edtf:
        return []
    read = read_by_the_oracle(edtf)
    members = read.objects if edtf.startswith("{") else [read]
    return [range(one.lower_strict()[0], one.upper_strict()[0] + 1) for one in members]


def fall_in(dated: Iterable[tuple[str, str]], first: int, last: int) -> list[str]:
    """Give the names of what may fall in some years, from names with dates."""
    wanted = set(range(first, last + 1))
    return [name for name, edtf in dated if any(wanted & set(one) for one in years(edtf))]


def numbers_of(first: int, last: int) -> list[str]:
    """Give the rows of the index that may fall in some years."""
    return fall_in(((row.n, row.edtf) for row in INDEX), first, last)


def test_the_works_of_some_years_are_those_of_the_index_and_the_records(serge: Serge) -> None:
    indexed_as = {record["id"]: record.get("index", "") for record in RECORDS}
    for asked, first, last in (
        ("1938", 1938, 1938),
        ("1926-1929", 1926, 1929),
        ("1940-1946", 1940, 1946),
        ("1948-", 1948, 9999),
    ):
        answer = serge("list", "--year", asked, "--ids")
        found = answer.out.splitlines()
        expected = fall_in(((one["id"], one.get("date", "")) for one in RECORDS), first, last)
        assert sorted(found) == sorted(expected), asked
        rows = [indexed_as[one] for one in found if indexed_as[one]]
        assert sorted(rows) == sorted(numbers_of(first, last)), asked
        assert len(found) > 10, asked
        assert answer.err == "", asked
    assert numbers_of(1914, 1916) == []
    assert serge("list", "--year", "1914-1916", "--ids", code=1).out == ""
