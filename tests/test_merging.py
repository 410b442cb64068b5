"""What joins an own catalogue, what is known already, and what is refused."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli import merging
from sergecli.dates import parse
from sergecli.errors import CatalogueError
from sergecli.model import Catalogue, Head, Work

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


def test_a_draft_gets_an_id_of_its_title() -> None:
    assert merging.draft(record(title="For Émile Henry"), present()).id == "for-emile-henry"


def test_an_id_is_not_taken_twice() -> None:
    made = merging.draft(record(title="For Émile Henry"), present(work("for-emile-henry")))
    assert made.id not in {"for-emile-henry", ""}


def test_a_draft_is_by_the_author_of_the_catalogue() -> None:
    assert merging.draft(record(), present()).authors == ("Victor Serge",)


def test_every_fault_of_a_draft_is_told_with_its_field() -> None:
    wrong = record(kind="lettr", date="1936-13", first={"volme": "1"}, see=["nothing"])
    with pytest.raises(CatalogueError) as caught:
        merging.draft(wrong, present())
    told = [fault.field for fault in caught.value.faults]
    assert sorted(told) == ["date", "first.volme", "kind", "see[1]" if "see[1]" in told else "see"]


def test_a_title_that_is_no_text_is_a_fault_and_no_crash() -> None:
    with pytest.raises(CatalogueError, match="title"):
        merging.draft({"title": 7, "kind": "article"}, present())


@pytest.mark.parametrize(
    ("other", "values", "why"),
    [
        (work("known"), {"id": "known"}, "there is a work of this id, known"),
        (
            work("known", url="https://x.org/a"),
            {"url": "https://x.org/a"},
            "known has the same address",
        ),
        (
            work("known", title="À TITLE", date=parse("1938")),
            {"date": "1938"},
            "known has the same title and date",
        ),
    ],
    ids=["id", "address", "title and date"],
)
def test_what_is_known_is_skipped(other: Work, values: dict[str, Any], why: str) -> None:
    (verdict,) = merging.sift([record(**values)], present(other))
    assert (verdict.work, verdict.known, verdict.why_not) == (None, "known", why)


def test_the_same_title_of_another_date_is_new() -> None:
    other = work("known", title="A Title", date=parse("1937"))
    (verdict,) = merging.sift([record(date="1938")], present(other))
    assert verdict.work
    assert verdict.work.title == "A Title"


def test_what_came_before_in_the_same_file_is_known() -> None:
    first, second = merging.sift([record(date="1938"), record(date="1938")], present())
    assert first.work
    assert second.known == first.work.id


def test_what_is_wrong_with_a_record_is_told() -> None:
    wrong, right = merging.sift([record(date="1938-13"), record(title="Other")], present())
    assert (wrong.work, wrong.known) == (None, "")
    assert "date" in wrong.why_not
    assert right.work


def test_records_name_one_another_in_any_order() -> None:
    part, whole = merging.sift(
        [record(id="part", part_of="whole"), record(id="whole", title="Whole")], present()
    )
    assert part.work
    assert whole.work
    assert part.work.part_of == "whole"


def test_who_names_a_known_work_names_it_by_its_right_id() -> None:
    known = work("right", url="https://x.org/a")
    skipped, new = merging.sift(
        [
            record(id="wrong", title="Other", url="https://x.org/a"),
            record(id="new", see=["wrong"], **{"in": ["wrong"]}),
        ],
        present(known),
    )
    assert skipped.known == "right"
    assert new.work
    assert (new.work.see, new.work.in_) == (("right",), ("right",))


def test_what_names_a_refused_record_is_refused_and_so_on() -> None:
    verdicts = merging.sift(
        [
            record(id="c", title="C", see=["b"]),
            record(id="b", title="B", see=["a"]),
            record(id="a", date="1938-13"),
            record(id="d", title="D"),
        ],
        present(),
    )
    assert [bool(one.work) for one in verdicts] == [False, False, False, True]
    assert "did not come along" in verdicts[0].why_not or "there is no work" in verdicts[0].why_not


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
    verdicts = merging.sift(records, there)
    assert len(verdicts) == len(records)
    new = [one.work for one in verdicts if one.work]
    ids = [one.id for one in (*there, *new)]
    assert len(ids) == len(set(ids))
    for one in new:
        assert set(one.see) <= set(ids)
    assert all(one.why_not for one in verdicts if not one.work)
    again = merging.sift(
        [{"id": one.id, "title": one.title, "kind": one.kind} for one in new],
        present(*there, *new),
    )
    assert not any(one.work for one in again)
