"""Where a file cannot be changed that is told, and it is the old one, with nothing left beside it."""

import errno
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from sergecli.catalogue import editing, store
from sergecli.errors import CatalogueError, UsageError

# Not on every system.
pytest.importorskip("resource")

from tests.catalogue.changes import (
    NEW,
    OLD,
    as_nobody,
    back_up,
    change,
    is_whole,
    names,
    refused,
    room_for,
)


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "works.toml"
    path.symlink_to(tmp_path / "other.toml")
    (tmp_path / "other.toml").symlink_to(path)
    assert "is a link that leads back to itself" in refused(path)


def test_a_directory_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert refused(Path("works.toml")) == ("cannot be written: the directory does not exist")
    with pytest.raises(UsageError, match=r"^works\.bib cannot be written"):
        store.save(Path("works.bib"), "")


def test_a_directory_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "works.toml").mkdir()
    assert refused(tmp_path / "works.toml") == "is a directory, not a file"
    assert names(tmp_path) == ["works.toml"]


def test_a_file_in_the_place_of_a_directory_is_refused(own: Path) -> None:
    for path in (own / "works.toml", own / "deeper" / "works.toml"):
        assert refused(path) == "cannot be written: a part of its path is not a directory"
    assert is_whole(own)


@pytest.mark.parametrize("kind", ["device", "pipe"])
def test_what_is_no_plain_file_is_refused(tmp_path: Path, kind: str) -> None:
    leader, follower = os.openpty()
    path = Path(os.ttyname(follower))
    if kind == "pipe":
        path = tmp_path / "works.toml"
        os.mkfifo(path)
    assert refused(path) == "cannot be written: it is not a regular file"
    assert path.exists()
    assert not path.is_file()
    os.close(leader)
    os.close(follower)


def test_what_is_not_utf_8_is_refused(own: Path) -> None:
    own.write_bytes(b"caf\xe9\n")
    with pytest.raises(
        CatalogueError, match=r":1: is not UTF-8 \(byte 0xE9\); save the file as UTF-8$"
    ):
        change(own, NEW)
    own.write_text(OLD, encoding="utf-8")
    assert refused(own, "caf\udce9") == "cannot be written: the text is not UTF-8"
    assert is_whole(own)


@pytest.mark.parametrize("directory", ["", "new", "new/er"])
def test_a_refused_change_makes_nothing(tmp_path: Path, directory: str) -> None:
    path = tmp_path / directory / "works.toml"

    def refuse(_: str) -> str:
        raise LookupError

    with pytest.raises(LookupError):
        editing.change_text(path, refuse)
    assert not names(tmp_path)
    with room_for(1):
        refused(path)
    assert not names(tmp_path)


@pytest.mark.parametrize("size", [0, 1, 100_000])
def test_a_file_that_would_be_too_large_is_refused(own: Path, size: int) -> None:
    text = OLD * 50_000
    with room_for(size):
        assert refused(own, text) == (
            "cannot be written: it would be larger than a file may be here"
        )
    assert is_whole(own)
    change(own, text)
    assert is_whole(own, text)


def _mounted(*arguments: str) -> None:
    mount = ["mount", *arguments]
    done = shutil.which("mount") and subprocess.run(mount, capture_output=True, check=False)
    if not done or done.returncode:
        pytest.skip("only root may mount a disk; the limits and errors below stand for it")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """A real one, of 64 KB, where that can be had."""
    disk = tmp_path / "disk"
    disk.mkdir()
    _mounted("-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk))
    try:
        path = disk / "works.toml"
        change(path, OLD)
        assert refused(path, OLD * 20_000) == "cannot be written: the disk is full"
        assert is_whole(path)
        change(path, NEW)
        assert is_whole(path, NEW)
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S607 - wherever it is


def test_a_file_that_is_mounted_by_itself_is_refused(own: Path, tmp_path: Path) -> None:
    inside = tmp_path / "inside.toml"
    inside.touch()
    _mounted("--bind", str(own), str(inside))
    try:
        assert refused(inside) == (
            "cannot be replaced: it is mounted by itself; mount its directory instead"
        )
        assert inside.read_text(encoding="utf-8") == OLD
    finally:
        subprocess.run(["umount", str(inside)], check=True)  # noqa: S607 - wherever it is
    assert is_whole(own)
    assert names(tmp_path) == ["inside.toml", "own"]


FAILURES = [
    (errno.ENOSPC, "cannot be written: the disk is full"),
    (errno.EDQUOT, "cannot be written: your share of the disk is used up"),
    (errno.EROFS, "cannot be written: the disk can only be read"),
    (errno.EACCES, "may not be changed (permission denied)"),
    (errno.EIO, f"cannot be written: {os.strerror(errno.EIO)}"),
    (errno.EBUSY, "cannot be replaced: it is mounted by itself; mount its directory instead"),
]


@pytest.mark.parametrize("name", ["fsync", "open", "replace"])
@pytest.mark.parametrize(
    ("number", "said"), FAILURES, ids=[errno.errorcode[n] for n, _ in FAILURES]
)
def test_whatever_the_system_refuses_is_told(
    own: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, said: str
) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(Path if name == "replace" else os, name, fail)
        assert refused(own) == said
    assert is_whole(own)
    change(own)


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_ctrl_c_leaves_the_old_file(own: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path if name == "replace" else os, name, interrupted)
        with pytest.raises(KeyboardInterrupt):
            change(own)
    assert is_whole(own)
    change(own)


def test_a_refused_change_leaves_the_backup_of_the_last_one(own: Path) -> None:
    backup = back_up(own)
    kept, present = backup.read_bytes(), own.read_bytes()
    with room_for(len(present)), pytest.raises(CatalogueError, match="larger than a file may be"):
        back_up(own)
    assert (backup.read_bytes(), own.read_bytes()) == (kept, present)
    assert names(own.parent) == sorted([own.name, backup.name])


# --- permissions ---------------------------------------------------------------------------------


def test_a_directory_that_is_only_to_be_read_is_told(nobodys: Path) -> None:
    nobodys.parent.chmod(0o500)
    with as_nobody():
        assert refused(nobodys) == "may not be changed (permission denied)"
        assert is_whole(nobodys)
        nobodys.parent.chmod(0o700)
        change(nobodys)
        nobodys.parent.chmod(0o500)
        assert refused(nobodys, OLD) == "may not be changed (permission denied)"
        with pytest.raises(CatalogueError, match=r"works\.toml: may not be changed"):
            back_up(nobodys)
    assert is_whole(nobodys, NEW)


def test_a_directory_that_may_not_be_made_is_told(nobodys: Path) -> None:
    nobodys.parent.chmod(0o500)
    with as_nobody():
        path = nobodys.parent / "deeper" / "works.toml"
        assert refused(path) == "may not be changed (permission denied)"


@pytest.mark.parametrize("permissions", [0o000, 0o200, 0o400])
def test_a_file_that_is_not_to_be_changed_is_told(nobodys: Path, permissions: int) -> None:
    nobodys.chmod(permissions)
    with as_nobody():
        assert refused(nobodys) == "may not be changed (permission denied)"
        nobodys.chmod(0o600)
        assert is_whole(nobodys)


# --- other programs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [(OLD, "other"), (OLD, None), (OLD, "")],
    ids=["changed", "removed", "emptied"],
)
def test_what_an_editor_has_done_is_not_undone(own: Path, before: str, after: str | None) -> None:
    def edit(text: str) -> str:
        assert text == before
        if after is None:
            own.unlink()
        else:
            own.write_text(after, encoding="utf-8")
        return NEW

    message = "was changed by another program meanwhile; nothing was written"
    with pytest.raises(CatalogueError, match=message):
        editing.change_text(own, edit)
    assert names(own.parent) == ["works.toml"] * (after is not None)
    assert after is None or own.read_text(encoding="utf-8") == after


@pytest.mark.parametrize("made", ["", "other\n"])
def test_a_file_that_another_has_made_is_read_first(own: Path, made: str) -> None:
    own.unlink()
    seen = []

    def edit(text: str) -> str:
        seen.append(text)
        if len(seen) == 1:
            own.write_text(made, encoding="utf-8")
        return text + NEW

    editing.change_text(own, edit)
    assert seen == ["", made]
    assert is_whole(own, made + NEW)
