"""Records behave as frozen dataclasses do."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, replace

import pytest

from sergecli.model.records import Record


class Book(Record):
    title: str
    pages: int = 0
    others: tuple[str, ...] = ()


class Booklet(Record):
    title: str
    pages: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Model:
    title: str
    pages: int = 0
    others: tuple[str, ...] = ()


def test_a_record_has_the_fields_of_a_dataclass() -> None:
    assert [(one.name, one.type, one.default) for one in fields(Book)] == [
        (one.name, one.type, one.default) for one in fields(Model)
    ]
    book = Book(title="T")
    assert (book.title, book.pages, book.others) == ("T", 0, ())


def test_records_are_equal_if_they_are_of_one_class_and_all_fields_are() -> None:
    one, other = Book(title="T"), Book(title="T", pages=0)
    assert one == other
    assert {one, other} == {one}
    assert one != Book(title="T", others=("a",))
    assert one != Booklet(title="T")
    assert len({Book(title="T", pages=1), one}) == 2


def test_a_changed_copy_and_a_stored_one() -> None:
    book = Book(title="T", pages=3)
    changed = replace(book, pages=0)
    assert changed == Book(title="T")
    assert pickle.loads(pickle.dumps(book)) == book  # noqa: S301 - made right here
    assert repr(book) == "Book(title='T', pages=3)"


def test_nothing_can_be_changed() -> None:
    book = Book(title="T")
    for name in ("title", "more"):
        with pytest.raises(FrozenInstanceError):
            setattr(book, name, "U")
    with pytest.raises(FrozenInstanceError):
        del book.title
    assert book.title == "T"


def test_a_missing_or_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="Book: missing or unknown: title"):
        Book()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Book: missing or unknown: page"):
        Book(title="T", page=1)  # type: ignore[call-arg]
