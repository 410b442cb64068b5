"""The ids that imported records get, and their references to one another."""

from collections.abc import Mapping
from typing import Any

from sergecli.importers import deduplicate
from sergecli.model.edtf import parse
from tests.importers.test_deduplicate import present, record, work


def test_an_id_that_is_anothers_gives_way_and_is_told() -> None:
    there = present(work("foo", title="Foo", date=parse("1900")))
    verdicts = deduplicate.sift(
        [
            record(id="foo", title="Bar", see=["foo-2"]),
            record(id="foo", title="Baz"),
            record(id="foo-2", title="Qux", see=["foo"]),
            record(id="foo", title="FOO", date="1900"),
        ],
        there,
    )
    ids = [one.work and one.work.id for one in verdicts]
    assert ids == ["foo-3", "foo-4", "foo-2", None]
    # Within a file an id means what has it there.
    assert verdicts[2].work
    assert verdicts[2].work.see == ("foo-3",)
    assert verdicts[0].remarks == ("‘foo’ is the id of another work",)
    assert (verdicts[2].remarks, verdicts[3].known) == ((), "foo")


def test_an_id_means_what_has_it_in_the_same_file() -> None:
    records = [
        record(id="foo", title="One"),
        record(id="bar", title="Two", see=["foo"]),
        record(id="foo", title="Three"),
        record(id="baz", title="Four", see=["foo", "bar"], part_of="foo"),
    ]
    verdicts = deduplicate.sift(records, present(), files=["a", "a", "b", "b"])
    works = [one.work for one in verdicts]
    assert [work.see for work in works if work] == [(), ("foo",), (), ("foo-2", "bar")]
    assert works[3]
    assert works[3].part_of == "foo-2"


def test_what_did_not_come_along_is_called_as_in_its_file() -> None:
    wrong, new = deduplicate.sift(
        [record(id="foo", date="1938-13"), record(id="bar", see=["foo"])], present(work("foo"))
    )
    assert (wrong.work, new.work) == (None, None)
    assert new.why_not == "names foo, which did not come along"


def test_a_part_that_leads_round_in_a_circle_under_new_ids_is_refused() -> None:
    verdicts = deduplicate.sift(
        [record(id="foo", part_of="bar"), record(id="bar", title="Bar", part_of="foo")],
        present(work("foo", title="Another", date=parse("1900"))),
    )
    assert not any(one.work for one in verdicts)


def test_records_name_one_another_in_any_order() -> None:
    part, whole = deduplicate.sift(
        [record(id="part", part_of="whole"), record(id="whole", title="Whole")], present()
    )
    assert part.work
    assert whole.work
    assert part.work.part_of == "whole"


def test_who_names_a_known_work_names_it_by_its_right_id() -> None:
    known = work("right", url="https://x.org/a")
    skipped, new = deduplicate.sift(
        [
            record(id="wrong", title="Other", url="https://x.org/a"),
            record(id="new", see=["wrong"], collected_in=["wrong"]),
        ],
        present(known),
    )
    assert skipped.known == "right"
    assert new.work
    assert (new.work.see, new.work.collected_in) == (("right",), ("right",))


def test_what_names_a_refused_record_is_refused_and_so_on() -> None:
    verdicts = deduplicate.sift(
        [
            record(id="c", title="C", see=["b"]),
            record(id="b", title="B", see=["a"]),
            record(id="a", date="1938-13"),
            record(id="d", title="D"),
        ],
        present(),
    )
    assert [bool(one.work) for one in verdicts] == [False, False, False, True]
    assert (
        "did not come along" in verdicts[0].why_not or "no work has the id" in verdicts[0].why_not
    )


def test_a_long_row_of_parts_falls_in_one_go() -> None:
    records: list[Mapping[str, Any]] = [
        {"id": "part-0", "title": "No kind"},
        *(record(id=f"part-{n}", title=f"T{n}", part_of=f"part-{n - 1}") for n in range(1, 3000)),
    ]
    verdicts = deduplicate.sift(list(reversed(records)), present())
    assert not any(verdict.work for verdict in verdicts)
    assert verdicts[0].why_not == "names part-2998, which did not come along"
