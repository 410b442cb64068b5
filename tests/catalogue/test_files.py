"""Files are read and written as a whole, with the owner and the permissions they had."""

import errno
import os
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from sergecli.catalogue import editing, files, store
from sergecli.errors import CatalogueError, UsageError

# Not on every system.
pytest.importorskip("resource")

from tests.catalogue.changes import (
    NEW,
    OLD,
    back_up,
    change,
    ended,
    is_whole,
    mode,
    names,
    room_for,
    started,
)

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

# --- what is read --------------------------------------------------------------------------------


def test_what_never_ends_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1_000)
    with pytest.raises(CatalogueError, match="cannot be read: it is longer than 1,000 bytes"):
        store.text(Path("/dev/zero"))


def test_the_longest_file_is_read(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", len(OLD))
    assert files.read(own) == OLD.encode()
    own.write_text(OLD + "\n", encoding="utf-8")
    with pytest.raises(OSError, match="longer than 7 bytes"):
        files.read(own)


# --- what is written -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"\n",
        b"a\r\nb\rc\n\x1a",
        b"\xef\xbb\xbfa\r\n",
        "é\u2028\u0085\0".encode(),
    ],
    ids=["lf", "line ends", "mark", "others"],
)
def test_every_byte_comes_and_goes_as_it_is(own: Path, content: bytes) -> None:
    own.write_bytes(content)
    editing.change_text(own, lambda text: f"{text}{text}")
    bare = content.removeprefix(b"\xef\xbb\xbf")
    assert own.read_bytes() == content + bare


def test_what_is_only_read_stays_as_it_is(own: Path) -> None:
    before = own.stat()
    change(own, OLD)
    after = own.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert is_whole(own)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_new_file_is_its_owners_alone_and_so_are_new_directories(
    tmp_path: Path, mask: int
) -> None:
    path = tmp_path / "share" / "serge" / "works.toml"
    before = os.umask(mask)
    try:
        change(path)
    finally:
        os.umask(before)
    assert is_whole(path, NEW)
    assert (mode(path), mode(path.parent), mode(path.parent.parent)) == (0o600, 0o700, 0o700)


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o644, 0o660, 0o664, 0o666])
def test_permissions_stay(own: Path, permissions: int) -> None:
    own.chmod(permissions)
    before = os.umask(0o077)
    try:
        assert mode(back_up(own)) == permissions
    finally:
        os.umask(before)
    assert mode(own) == permissions


def test_an_owner_stays_where_that_is_allowed(own: Path) -> None:
    if os.geteuid() == 0:
        os.chown(own, 12345, 54321)
    before = own.stat()
    for path in (back_up(own), own):
        after = path.stat()
        assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)


def as_root(monkeypatch: pytest.MonkeyPatch, home: Path) -> list[tuple[int, int]]:
    """Let root work in the home of another; give the owners of what is then given away."""
    given = []

    def chown(descriptor: int, user: int, group: int) -> None:
        given.append((user, group))
        if owner == 0:
            really(descriptor, user, group)

    owner, really = os.geteuid(), os.fchown
    if owner == 0:
        os.chown(home, 12345, 54321)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "fchown", chown)
    return given


def test_what_root_adds_belongs_to_the_owner_of_the_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = as_root(monkeypatch, tmp_path)
    path = tmp_path / "share" / "serge" / "works.toml"
    change(path)
    home = tmp_path.stat()
    assert given == [(home.st_uid, home.st_gid)] * 3
    for one in (path, *path.parents[:2]):
        assert (one.stat().st_uid, one.stat().st_gid) == given[0]
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)


def test_a_group_stays_even_if_the_owner_cannot(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def chown(_descriptor: int, user: int, group: int) -> None:
        asked.append((user, group))
        raise PermissionError

    status = own.stat()
    monkeypatch.setattr(os, "fchown", chown)
    change(own)
    assert asked == [(-1, status.st_gid), (status.st_uid, -1)]
    assert is_whole(own, NEW)


def test_an_attribute_stays(own: Path) -> None:
    try:
        os.setxattr(own, "user.origin", b"Brussels")
    except (OSError, AttributeError):
        pytest.skip("this file system keeps no attributes")
    copy = back_up(own)
    assert os.getxattr(own, "user.origin") == os.getxattr(copy, "user.origin") == b"Brussels"


def test_the_time_of_a_file_shows_that_it_has_changed(own: Path) -> None:
    os.utime(own, (0, 0))
    now = time.time()
    change(own)
    assert abs(own.stat().st_mtime - now) < 60


# --- links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["there", "dangling"])
@pytest.mark.parametrize("links", [1, 3])
@pytest.mark.parametrize("manner", ["relative", "absolute"])
def test_links_are_followed_to_the_file(
    tmp_path: Path, target: str, links: int, manner: str
) -> None:
    real = tmp_path / "dotfiles" / "mine.toml"
    if target == "there":
        real.parent.mkdir()
        real.write_text(OLD, encoding="utf-8")
    link = real
    for number in range(links):
        path = tmp_path / f"link{number}" / "works.toml"
        path.parent.mkdir()
        path.symlink_to(os.path.relpath(link, path.parent) if manner == "relative" else link)
        link = path

    def edit(text: str) -> str:
        assert text == OLD * (target == "there")
        if text:
            # The lock is that of the file, by whatever name it is called.
            with pytest.raises(CatalogueError):
                change(real)
        return NEW

    editing.change_text(link, edit)
    assert link.is_symlink()
    assert is_whole(real, NEW)
    assert list(link.parent.iterdir()) == [link]
    assert back_up(link) == real.with_name("mine.toml~")


def test_the_other_name_of_a_file_goes_on_with_the_old_text(own: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.hardlink_to(own)
    change(own)
    assert is_whole(own, NEW)
    assert other.read_text(encoding="utf-8") == OLD


# --- what is made sure of ------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_system_that_cannot_sync_directories_is_no_failure(
    own: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    synced = _no_sync_of_directories(monkeypatch, number)
    change(own)
    assert is_whole(own, NEW)
    if sys.platform == "linux":
        assert synced == [False, True]


def test_a_directory_that_fails_to_be_synced_is_told(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_sync_of_directories(monkeypatch, errno.EIO)
    said = "was written, but might not survive a power failure: Input/output error"
    with pytest.raises(CatalogueError, match=said):
        change(own)
    assert is_whole(own, NEW)
    with pytest.raises(UsageError, match=said):
        store.save(own, OLD, force=True)
    assert is_whole(own)


def _no_sync_of_directories(monkeypatch: pytest.MonkeyPatch, number: int) -> list[bool]:
    usual = os.fsync
    synced = []

    def fsync(descriptor: int) -> None:
        synced.append(os.path.isdir(f"/proc/self/fd/{descriptor}"))  # noqa: PTH112 - a plain word
        if synced[-1]:
            raise OSError(number, os.strerror(number))
        usual(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return synced


def test_a_file_is_synced_before_it_is_put_in_its_place(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    usual = os.fsync

    def fsync(descriptor: int) -> None:
        # What is synced is all there: nothing is still held back in a buffer.
        seen.append((os.fstat(descriptor).st_size, own.read_text(encoding="utf-8")))
        usual(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    change(own)
    assert seen[0] == (len(NEW), OLD)
    assert [text for _, text in seen] == [OLD, NEW]


@pytest.mark.parametrize("name", ["works.toml", "works.toml~", "out.bib"])
def test_what_a_dead_program_left_is_swept_up_when_it_is_old(own: Path, name: str) -> None:
    left = own.with_name(f".{name}.0123456789abcdef.new")
    left.write_text("half a fi", encoding="utf-8")

    def write() -> None:
        back_up(own)
        store.save(own.with_name("out.bib"), NEW, force=True)

    write()
    # Another program may still be writing it.
    assert left.exists()
    os.utime(left, (time.time() - 4_000,) * 2)
    write()
    assert names(own.parent) == ["out.bib", "works.toml", "works.toml~"]


def test_a_link_in_the_place_of_what_was_left_is_not_followed(own: Path, tmp_path: Path) -> None:
    bait = tmp_path / "bait"
    bait.write_text("bait", encoding="utf-8")
    left = own.with_name(".works.toml.0123456789abcdef.new")
    left.symlink_to(bait)
    os.utime(left, (0, 0), follow_symlinks=False)
    change(own)
    assert is_whole(own, NEW)
    assert bait.read_text(encoding="utf-8") == "bait"


# --- copies, and files that need no lock ---------------------------------------------------------


def test_a_backup_is_a_copy_beside(own: Path) -> None:
    for text in (OLD, f"{OLD}#\n"):
        copy = back_up(own)
        assert copy.read_text(encoding="utf-8") == text
    assert names(own.parent) == ["works.toml", "works.toml~"]


def test_a_backup_that_cannot_be_made_is_told(own: Path) -> None:
    own.with_name("works.toml~").mkdir()
    with pytest.raises(CatalogueError, match=r"works\.toml~: is a directory"):
        back_up(own)
    assert own.read_text(encoding="utf-8") == OLD
    assert names(own.parent) == ["works.toml", "works.toml~"]


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_any_other_new_file_may_be_read_by_all_that_the_mask_allows(
    tmp_path: Path, mask: int
) -> None:
    before = os.umask(mask)
    try:
        store.save(tmp_path / "out.bib", NEW)
    finally:
        os.umask(before)
    assert mode(tmp_path / "out.bib") == 0o666 & ~mask
    assert names(tmp_path) == ["out.bib"]


def test_another_file_is_written_over_only_by_force(own: Path) -> None:
    with pytest.raises(UsageError, match="already exists; use --force to overwrite it"):
        store.save(own, NEW)
    assert is_whole(own)
    own.chmod(0o640)
    store.save(own, NEW, force=True)
    assert is_whole(own, NEW)
    assert mode(own) == 0o640
    with pytest.raises(UsageError, match="is a directory"):
        store.save(own.parent, NEW, force=True)


def test_another_file_that_cannot_be_written_is_told(own: Path) -> None:
    missing = own.parent / "missing" / "out.bib"
    with pytest.raises(UsageError, match="cannot be written: the directory does not exist"):
        store.save(missing, NEW)
    said = "cannot be written: it would be larger than a file may be here"
    with room_for(10), pytest.raises(UsageError, match=said):
        store.save(own, NEW, force=True)
    assert is_whole(own)


@pytest.mark.parametrize("links", ["links", "no links"])
def test_of_twelve_programs_that_make_a_file_one_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: str
) -> None:
    path = tmp_path / "out.bib"
    if links == "no links":
        monkeypatch.setattr(os, "link", _no_links)

    def make(reading: int, number: int) -> None:
        os.read(reading, 1)
        store.save(path, f"{number}\n" * 1_000)

    for _ in range(5):
        reading, writing = os.pipe()
        children = [started(partial(make, reading, number)) for number in range(12)]
        os.write(writing, b"." * 12)
        ends = [ended(child) for child in children]
        assert sorted(ends) == [0] + [1] * 11
        assert path.read_text(encoding="utf-8") == f"{ends.index(0)}\n" * 1_000
        assert names(tmp_path) == ["out.bib"]
        path.unlink()


def _no_links(*_: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")
