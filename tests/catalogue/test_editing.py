"""A person's own catalogue is changed as a whole, and never into a faulty one."""

from pathlib import Path

import pytest

from sergecli.catalogue import editing
from sergecli.errors import CatalogueError
from sergecli.model.work import Catalogue

RECORD = '[[works]]\nid = "{0}"\ntitle = "{0}"\nkind = "article"\n'
ALONE = editing.WriteOptions(alone=True)
HEAD = '[catalogue]\ntitle = "Writings"\nauthor = "A. N. Other"\nlanguage = "en"\n\n'


def appended(identity: str) -> editing.Edit:
    """Make an edit that writes a record behind the text."""
    return lambda _present, text: text + RECORD.format(identity)


def test_a_file_that_is_not_there_has_no_works_of_its_own(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    present = editing.present(tmp_path / "works.toml")
    assert (present.works, present.own) == (catalogue.works, frozenset())


def test_an_edit_sees_all_works_and_the_text(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "works.toml"
    path.write_text(RECORD.format("one"), encoding="utf-8")
    seen = []

    def edit(present: Catalogue, text: str) -> str:
        seen.append((len(present), present.own, text))
        return text + RECORD.format("two")

    editing.change(path, edit)
    assert seen == [(len(catalogue) + 1, frozenset({"one"}), RECORD.format("one"))]
    assert path.read_text(encoding="utf-8") == RECORD.format("one") + RECORD.format("two")


def test_a_catalogue_that_stands_alone_sees_its_own_works_only(tmp_path: Path) -> None:
    path = tmp_path / "works.toml"
    path.write_text(HEAD + RECORD.format("once-more-kronstadt"), encoding="utf-8")
    present = editing.present(path, alone=True)
    assert ([work.id for work in present], present.head.author) == (
        ["once-more-kronstadt"],
        "A. N. Other",
    )
    editing.change(path, appended("two"), ALONE)
    assert len(editing.present(path, alone=True)) == 2


@pytest.mark.parametrize(
    ("before", "added"),
    [(RECORD.format("one"), "one"), (RECORD.format("one"), "Not An Id"), ("[[works", "two")],
    ids=["an id twice", "no id", "faulty before"],
)
def test_a_faulty_catalogue_is_never_written(tmp_path: Path, before: str, added: str) -> None:
    path = tmp_path / "works.toml"
    path.write_text(before, encoding="utf-8")
    with pytest.raises(CatalogueError):
        editing.change(path, appended(added))
    assert path.read_text(encoding="utf-8") == before


def test_a_fault_of_a_text_that_no_file_has_is_told_without_its_line(tmp_path: Path) -> None:
    path = tmp_path / "works.toml"
    path.write_text(RECORD.format("one"), encoding="utf-8")
    with pytest.raises(CatalogueError) as after:
        editing.change(path, lambda _, text: text + 'see = ["two"]\n' + RECORD.format("Two"))
    assert {(fault.line, fault.column) for fault in after.value.problems} == {(0, 0)}
    assert str(after.value).startswith(f"{path}: one: see: no work has the id 'two'")
    path.write_text(RECORD.format("one") + 'see = ["two"]\n', encoding="utf-8")
    with pytest.raises(CatalogueError) as before:
        editing.change(path, appended("two"))
    assert [(fault.line, fault.column) for fault in before.value.problems] == [(5, 8)]


def test_what_is_not_changed_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "works.toml"
    editing.change(path, lambda _present, text: text)
    assert not path.exists()


def test_a_text_takes_the_place_of_the_one_it_was_made_from(tmp_path: Path) -> None:
    path = tmp_path / "works.toml"
    path.write_bytes(b"\xef\xbb\xbf[[works")
    editing.replace(path, "[[works", RECORD.format("one"))
    assert path.read_bytes() == b"\xef\xbb\xbf" + RECORD.format("one").encode()


def test_a_text_made_from_an_older_one_takes_no_place(tmp_path: Path) -> None:
    path = tmp_path / "works.toml"
    path.write_text(RECORD.format("theirs"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="changed by another program"):
        editing.replace(path, RECORD.format("one"), RECORD.format("two"))
    assert path.read_text(encoding="utf-8") == RECORD.format("theirs")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "works.toml"
    path.write_bytes(b"\xef\xbb\xbf" + RECORD.format("one").encode())
    editing.change(path, appended("two"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf[[works]]")
    assert editing.present(path).own == {"one", "two"}


def test_a_catalogue_that_stands_alone_is_begun_with_a_head(tmp_path: Path) -> None:
    path = tmp_path / "works.toml"
    with pytest.raises(
        CatalogueError, match=r"serge edit --alone --catalogue works\.toml creates it"
    ):
        editing.change(path, appended("one"), ALONE)
    assert not path.exists()
