"""A directory of pages: nothing that serge did not write is lost."""

import json
from pathlib import Path

import pytest

from sergecli.catalogue import directory
from sergecli.errors import UsageError

BOTH = {"index.html": "one", "works/a.html": "two"}


def put(path: Path, files: dict[str, str], *, force: bool = False) -> None:
    with directory.changing(path, files, force=force) as place:
        for name, content in files.items():
            place.write(name, content)


def present(path: Path) -> set[str]:
    found = {one.relative_to(path).as_posix() for one in path.rglob("*") if one.is_file()}
    return found - {directory.MANIFEST}


def test_files_are_written_and_those_no_longer_made_are_removed(tmp_path: Path) -> None:
    put(tmp_path / "new" / "site", BOTH)
    assert present(tmp_path / "new/site") == set(BOTH)
    put(tmp_path / "new/site", {"index.html": "three"})
    assert present(tmp_path / "new/site") == {"index.html"}
    assert (tmp_path / "new/site/index.html").read_text() == "three"
    assert not (tmp_path / "new/site/works").exists()


def test_a_directory_of_others_is_refused_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(UsageError, match="is not empty"):
        put(tmp_path, BOTH)
    assert present(tmp_path) == {"letter.txt", "index.html"}
    put(tmp_path, BOTH, force=True)
    assert (tmp_path / "letter.txt").read_text() == "mine"
    assert (tmp_path / "index.html").read_text() == "one"


def test_files_of_others_beside_ours_stay(tmp_path: Path) -> None:
    put(tmp_path, {"index.html": "one"})
    (tmp_path / "works").mkdir()
    (tmp_path / "works/a.html").write_text("mine")
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="was not written by serge"):
        put(tmp_path, BOTH)
    put(tmp_path, {"index.html": "two"})
    assert present(tmp_path) == {"index.html", "works/a.html", "letter.txt"}


def test_what_was_changed_is_neither_replaced_nor_removed(tmp_path: Path) -> None:
    put(tmp_path, BOTH)
    (tmp_path / "works/a.html").write_text("mine")
    with pytest.raises(UsageError, match="was changed since"):
        put(tmp_path, BOTH)
    assert (tmp_path / "index.html").read_text() == "one"
    put(tmp_path, {"index.html": "three"})
    assert (tmp_path / "works/a.html").read_text() == "mine"


def test_a_run_that_was_cut_off_is_taken_up_again(tmp_path: Path) -> None:
    def cut_off() -> None:
        with directory.changing(tmp_path, BOTH) as place:
            place.write("works/a.html", "half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_off()
    put(tmp_path, BOTH)
    assert (tmp_path / "works/a.html").read_text() == "two"
    assert present(tmp_path) == set(BOTH)


def test_a_list_that_leads_elsewhere_removes_nothing_there(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "other.txt"
    other.write_text("mine")
    put(site, BOTH)
    manifest = json.loads((site / directory.MANIFEST).read_text())
    manifest["files"] |= {"../other.txt": "", str(other): ""}
    (site / directory.MANIFEST).write_text(json.dumps(manifest))
    put(site, BOTH)
    assert other.read_text() == "mine"


@pytest.mark.parametrize("text", ["{", "[]", '{"files": 1, "notes": {}}', '{"files": {}}'])
def test_a_list_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    put(tmp_path, BOTH)
    (tmp_path / directory.MANIFEST).write_text(text)
    with pytest.raises(UsageError, match="is not as serge wrote it"):
        put(tmp_path, BOTH)
    assert present(tmp_path) == set(BOTH)


def test_a_file_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    with pytest.raises(UsageError, match="is not a directory"):
        put(tmp_path / "a", BOTH)


def test_a_file_in_the_place_of_a_directory_is_told(tmp_path: Path) -> None:
    put(tmp_path, {"index.html": "one"})
    (tmp_path / "works").write_text("mine")
    with pytest.raises(UsageError, match=r"works.* cannot be written"):
        put(tmp_path, BOTH)
    assert (tmp_path / "works").read_text() == "mine"
