"""Records: frozen, compared by their values, shown as they are made."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from sergecli.model.records import Record
from sergecli.model.work import Piece, Publication


class Pair(Record):
    """Two texts, of which the second may be missing."""

    first: str
    second: str = ""


class Other(Record):
    """The same two texts."""

    first: str
    second: str = ""


def test_records_are_equal_if_their_class_and_values_are() -> None:
    assert Pair(first="a") == Pair(first="a", second="")
    assert Pair(first="a") != Pair(first="a", second="b")
    assert Pair(first="a") != Other(first="a")
    assert len({Pair(first="a"), Pair(first="a"), Pair(first="b")}) == 2


def test_a_record_is_shown_as_it_is_made() -> None:
    pair = Pair(first="a", second="b'")
    assert repr(pair) == "Pair(first='a', second=\"b'\")"
    assert eval(repr(pair)) == pair  # noqa: S307 - made here


def test_a_record_cannot_be_changed_but_copied() -> None:
    pair = Pair(first="a")
    with pytest.raises(FrozenInstanceError):
        pair.first = "b"  # type: ignore[misc] # that is the point
    assert replace(pair, first="b") == Pair(first="b")
    with pytest.raises(TypeError, match="missing or unknown: first, third"):
        Pair(third="c")  # type: ignore[call-arg] # neither complete nor known
    with pytest.raises(TypeError):
        Pair("a")  # type: ignore[call-arg] # fields have names


def test_the_records_of_the_catalogue_contain_others() -> None:
    one = Publication(title="T", contents=(Piece(title="P"),))
    assert one == Publication(title="T", contents=(Piece(title="P"),))
    assert one != Publication(title="T", contents=(Piece(title="Q"),))
    assert [field.name for field in fields(Piece)] == ["work", "title", "pages"]
