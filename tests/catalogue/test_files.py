"""Whatever happens while a file is changed, it is the old one or the new one."""

import errno
import os
import random
import re
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from sergecli.catalogue import blocks, files, store
from sergecli.errors import CatalogueError, ExitCode, Problem, UsageError

# Not on every system.
resource = pytest.importorskip("resource")

# A child does nothing but what is tested, and ends without a word.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

KILLS = int(os.environ.get("SERGE_KILLS", "200"))
NOBODY = 65534
OLD = "# mine\n"
NEW = "# mine\n# and more\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file, alone in its directory."""
    path = tmp_path / "own" / "works.toml"
    path.parent.mkdir()
    path.write_text(OLD, encoding="utf-8")
    return path


def quietly() -> None:
    """Wait without a word."""


def change(path: Path, text: str = NEW, timeout: float = 0) -> None:
    with files.changing(path, timeout, quietly) as changed:
        changed.write(text)


def refused(path: Path, text: str = NEW) -> str:
    """Give the sentence with which a change is refused."""
    with pytest.raises(CatalogueError) as error:
        change(path, text)
    assert error.value.exit_code is ExitCode.FAULTY_CATALOGUE
    (fault,) = error.value.problems
    assert (error.value.path, fault) == (str(path), Problem(0, "", "", fault.message))
    return fault.message


def names(directory: Path) -> list[str]:
    """Give what stands in a directory, but for the empty files that are locked."""
    return sorted(one.name for one in directory.iterdir() if not one.name.endswith(".lock"))


def is_whole(path: Path, text: str = OLD) -> bool:
    """Tell whether a file is as it was, with nothing left beside it."""
    return path.read_bytes().decode() == text and names(path.parent) == [path.name]


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o7777


def started(work: Callable[[], object]) -> int:
    """Let a child do some work; give its number."""
    child = os.fork()
    if not child:
        with suppress(BaseException):
            work()
            os._exit(0)
        os._exit(1)
    return child


def ended(child: int) -> int:
    """Wait for the end of a child; give its exit code, or less than 0 for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# --- what is written -----------------------------------------------------------------------------


def test_a_file_is_changed_as_a_whole(own: Path) -> None:
    with files.changing(own, 0, quietly) as changed:
        assert changed.text == OLD
        changed.write(NEW)
        assert is_whole(own, NEW)
        changed.write(OLD)
    assert is_whole(own)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"a\r\nb\rc\n\x1a",
        b"\xef\xbb\xbfa\r\n",
        "é\u2028\u0085\0".encode(),
    ],
    ids=["empty", "lf", "line ends", "mark", "others"],
)
def test_every_byte_comes_and_goes_as_it_is(own: Path, content: bytes) -> None:
    own.write_bytes(content)
    with files.changing(own, 0, quietly) as changed:
        assert changed.text.encode() == content
        changed.write(f"{changed.text}{changed.text}")
    assert own.read_bytes() == content * 2


def test_what_is_only_read_stays_as_it_is(own: Path) -> None:
    before = own.stat()
    with files.changing(own, 0, quietly):
        pass
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
        with files.changing(path, 0, quietly) as changed:
            assert changed.text == ""
            changed.write(NEW)
    finally:
        os.umask(before)
    assert is_whole(path, NEW)
    assert (mode(path), mode(path.parent), mode(path.parent.parent)) == (0o600, 0o700, 0o700)


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o644, 0o660, 0o664, 0o666])
def test_permissions_stay(own: Path, permissions: int) -> None:
    own.chmod(permissions)
    before = os.umask(0o077)
    try:
        change(own)
        assert mode(files.back_up(own)) == permissions
    finally:
        os.umask(before)
    assert mode(own) == permissions
    # Whoever may change the file may lock it.
    assert mode(own.with_name(".works.toml.lock")) == permissions


def test_an_owner_stays_where_that_is_allowed(own: Path) -> None:
    if os.geteuid() == 0:
        os.chown(own, 12345, 54321)
    before = own.stat()
    change(own)
    after = own.stat()
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)


def test_a_group_stays_even_if_the_owner_cannot(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def chown(_path: Path, user: int, group: int) -> None:
        asked.append((user, group))
        raise PermissionError

    status = own.stat()
    monkeypatch.setattr(os, "chown", chown)
    change(own)
    assert asked == [(-1, status.st_gid), (status.st_uid, -1)]
    assert is_whole(own, NEW)


def test_an_attribute_stays(own: Path) -> None:
    try:
        os.setxattr(own, "user.origin", b"Brussels")
    except (OSError, AttributeError):
        pytest.skip("this file system keeps no attributes")
    change(own)
    assert os.getxattr(own, "user.origin") == b"Brussels"


def test_the_time_of_a_file_shows_that_it_has_changed(own: Path) -> None:
    os.utime(own, (0, 0))
    now = time.time()
    change(own, OLD)
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
    with files.changing(link, 0, quietly) as changed:
        assert changed.text == OLD * (target == "there")
        # The lock is that of the file, by whatever name it is called.
        with pytest.raises(CatalogueError):
            change(real)
        changed.write(NEW)
    assert link.is_symlink()
    assert is_whole(real, NEW)
    assert list(link.parent.iterdir()) == [link]
    assert files.back_up(link) == real.with_name("mine.toml~")


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "works.toml"
    path.symlink_to(tmp_path / "other.toml")
    (tmp_path / "other.toml").symlink_to(path)
    assert "leads back to the work itself, in a circle" in refused(path)


def test_the_other_name_of_a_file_goes_on_with_the_old_text(own: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.hardlink_to(own)
    change(own)
    assert is_whole(own, NEW)
    assert other.read_text(encoding="utf-8") == OLD


# --- what is refused -----------------------------------------------------------------------------


def test_a_directory_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "works.toml").mkdir()
    assert refused(tmp_path / "works.toml") == "is a directory, not a catalogue"
    assert [one.name for one in tmp_path.iterdir()] == ["works.toml"]


def test_a_file_in_the_place_of_a_directory_is_refused(own: Path) -> None:
    for path in (own / "works.toml", own / "deeper" / "works.toml"):
        assert refused(path) == "cannot be written: a part of its path is no directory"
    assert is_whole(own)


@pytest.mark.parametrize("kind", ["device", "pipe"])
def test_what_is_no_plain_file_is_refused(tmp_path: Path, kind: str) -> None:
    leader, follower = os.openpty()
    path = Path(os.ttyname(follower))
    if kind == "pipe":
        path = tmp_path / "works.toml"
        os.mkfifo(path)
    assert refused(path) == "cannot be written: it is no plain file"
    assert path.exists()
    assert not path.is_file()
    assert not path.with_name(f".{path.name}.lock").exists()
    os.close(leader)
    os.close(follower)


def test_what_is_not_utf_8_is_refused(own: Path) -> None:
    own.write_bytes(b"caf\xe9\n")
    assert refused(own) == "is not UTF-8; save the file as UTF-8"
    own.write_text(OLD, encoding="utf-8")
    assert refused(own, "caf\udce9") == "cannot be written: the text is not UTF-8"
    assert is_whole(own)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


@pytest.mark.parametrize("size", [0, 1, 100_000])
def test_a_file_that_would_be_too_large_is_refused(own: Path, size: int) -> None:
    text = OLD * 50_000
    with room_for(size), pytest.raises(CatalogueError) as error:
        change(own, text)
    assert (
        str(error.value) == f"{own}: cannot be written: it would be larger than a file may be here"
    )
    assert is_whole(own)
    change(own, text)
    assert is_whole(own, text)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """A real one, of 64 KB, where that can be had."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if (
        not shutil.which("mount")
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("only root may mount a disk; the limits and errors above stand for it")
    try:
        path = disk / "works.toml"
        change(path, OLD)
        assert refused(path, OLD * 20_000) == "cannot be written: the disk is full"
        assert is_whole(path)
        change(path, NEW)
        assert is_whole(path, NEW)
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S607 - wherever it is


FAILURES = [
    (errno.ENOSPC, "cannot be written: the disk is full"),
    (errno.EDQUOT, "cannot be written: your share of the disk is used up"),
    (errno.EROFS, "cannot be written: the disk can only be read"),
    (errno.EACCES, "may not be changed (permission denied)"),
    (errno.EIO, f"cannot be written: {os.strerror(errno.EIO)}"),
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
        if name == "replace":
            patch.setattr(Path, name, fail)
        else:
            patch.setattr(os, name, fail)
        assert refused(own) == said
    assert is_whole(own)
    change(own)


def test_a_directory_that_cannot_be_synced_is_no_failure(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, synced = os.fsync, []

    def fsync(descriptor: int) -> None:
        synced.append(os.path.isdir(f"/proc/self/fd/{descriptor}"))  # noqa: PTH112 - a plain word
        if synced[-1]:
            raise OSError(errno.EINVAL, "no such thing")
        usual(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    change(own)
    assert is_whole(own, NEW)
    if sys.platform == "linux":
        assert synced == [False, True]


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


@contextmanager
def as_nobody() -> Iterator[None]:
    """Do something without the rights of root, who may do everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def nobodys() -> Iterator[Path]:
    """A file of someone without rights, where they can reach it."""
    directory = Path(tempfile.mkdtemp(prefix="serge-"))
    path = directory / "works.toml"
    path.write_text(OLD, encoding="utf-8")
    for one in (directory, path):
        if os.geteuid() == 0:
            os.chown(one, NOBODY, NOBODY)
    yield path
    directory.chmod(0o700)
    shutil.rmtree(directory)


def test_a_directory_that_is_only_to_be_read_is_told(nobodys: Path) -> None:
    nobodys.parent.chmod(0o500)
    with as_nobody():
        assert refused(nobodys) == "may not be changed (permission denied)"
        assert is_whole(nobodys)
        nobodys.parent.chmod(0o700)
        change(nobodys)
        nobodys.parent.chmod(0o500)
        assert refused(nobodys, OLD) == "may not be changed (permission denied)"
        with pytest.raises(CatalogueError, match=r"works\.toml~: may not be changed"):
            files.back_up(nobodys)
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


def test_a_lock_that_someone_else_has_made_can_be_had(nobodys: Path) -> None:
    lock = nobodys.with_name(".works.toml.lock")
    lock.touch(0o444)
    with as_nobody():
        change(nobodys)
    assert is_whole(nobodys, NEW)
    if os.geteuid() == 0:
        assert lock.stat().st_uid == 0


# --- others --------------------------------------------------------------------------------------


def to_other(path: Path) -> None:
    path.write_text("other", encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [(OLD, "other"), (OLD, None), (None, "other"), (None, "")],
    ids=["changed", "removed", "made", "made empty"],
)
def test_what_an_editor_has_done_is_not_undone(
    own: Path, before: str | None, after: str | None
) -> None:
    if before is None:
        own.unlink()
    message = "was changed by another program meanwhile; nothing was written"
    with files.changing(own, 0, quietly) as changed:
        if after is None:
            own.unlink()
        else:
            own.write_text(after, encoding="utf-8")
        with pytest.raises(CatalogueError, match=message):
            changed.write(NEW)
    assert names(own.parent) == ["works.toml"] * (after is not None)
    assert after is None or own.read_text(encoding="utf-8") == after


def test_an_editor_that_saves_at_the_last_moment_is_seen(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = os.fsync

    def fsync(descriptor: int) -> None:
        usual(descriptor)
        to_other(own)

    monkeypatch.setattr(os, "fsync", fsync)
    assert refused(own) == "was changed by another program meanwhile; nothing was written"
    assert is_whole(own, "other")


def test_a_second_change_waits_for_the_first_and_gives_up(own: Path) -> None:
    said: list[str] = []
    with files.changing(own, 0, quietly):
        for timeout, shown in ((0, "0"), (0.05, "0.05")):
            start = time.monotonic()
            with (
                pytest.raises(CatalogueError) as error,
                files.changing(own, timeout, lambda: said.append("waiting")),
            ):
                pass
            assert time.monotonic() - start >= timeout
            assert str(error.value) == (
                f"{own}: is still being written by another program after {shown} s; "
                "try again later, or wait longer with --timeout"
            )
    assert not said
    change(own)


def test_who_waits_is_told_after_a_second_and_reads_what_the_other_wrote(own: Path) -> None:
    reading, writing = os.pipe()
    going, letting_go = os.pipe()

    def hold() -> None:
        with files.changing(own, 0, quietly) as changed:
            os.write(writing, b".")
            os.read(going, 1)
            # So that who waits looks a few times more, and is not told again.
            time.sleep(0.1)
            changed.write(NEW)

    child = started(hold)
    os.read(reading, 1)
    start = time.monotonic()
    told: list[float] = []

    def tell() -> None:
        told.append(time.monotonic() - start)
        os.write(letting_go, b".")

    with files.changing(own, 30, tell) as changed:
        assert changed.text == NEW
    assert ended(child) == 0
    assert len(told) == 1
    assert told[0] >= 1


def test_a_lock_ends_with_its_process(own: Path) -> None:
    reading, writing = os.pipe()

    def hold() -> None:
        with files.changing(own, 0, quietly):
            os.write(writing, b".")
            time.sleep(60)

    child = started(hold)
    os.read(reading, 1)
    assert "is still being written" in refused(own)
    os.kill(child, signal.SIGKILL)
    assert ended(child) == -signal.SIGKILL
    change(own)
    assert is_whole(own, NEW)


def test_where_there_are_no_locks_nothing_is_written(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lock(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(files, "_lock", lock)
    assert refused(own) == "cannot be locked: No locks available"
    assert is_whole(own)


def test_windows_has_locks_of_its_own(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def locking(_: int, manner: int, count: int) -> None:
        asked.append(manner)
        if len(asked) == 1:
            raise PermissionError(errno.EACCES, "Permission denied")
        assert count == 1

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking))
    there = runpy.run_path(str(files.__file__))
    with there["changing"](own, 1, quietly) as changed:
        changed.write(NEW)
    assert asked == [2, 2]
    assert is_whole(own, NEW)


def test_what_a_dead_program_left_is_swept_up(own: Path, tmp_path: Path) -> None:
    left = own.with_name(".works.toml.0123456789abcdef.new")
    left.write_text("half a fi", encoding="utf-8")
    change(own)
    assert is_whole(own, NEW)
    bait = tmp_path / "bait"
    bait.write_text("bait", encoding="utf-8")
    left.symlink_to(bait)
    change(own, OLD)
    assert is_whole(own)
    assert bait.read_text(encoding="utf-8") == "bait"


def test_sixteen_programs_write_at_once_and_nothing_is_lost(own: Path) -> None:
    def add(writer: int) -> None:
        for number in range(25):
            record = f'[[works]]\nid = "w{writer}-{number}"\ntitle = "W"\nkind = "text"\n'
            with files.changing(own, 60, quietly) as changed:
                changed.write(blocks.append(changed.text, record))

    children = [started(partial(add, writer)) for writer in range(16)]
    assert [ended(child) for child in children] == [0] * 16
    text = own.read_text(encoding="utf-8")
    counted = Counter(work["id"] for work in tomllib.loads(text)["works"])
    twice = sum(count - 1 for count in counted.values())
    print(f"16 processes added 25 works each: {len(counted)} works, {twice} twice")
    assert (len(counted), twice) == (400, 0)
    assert re.sub(r"w\d+-\d+", "w", text) == OLD + 400 * (
        '\n[[works]]\nid = "w"\ntitle = "W"\nkind = "text"\n'
    )


def version(number: int) -> str:
    """Give a text that shows where it is cut or mixed with another."""
    return f"{number}\n" * 20_000


@pytest.mark.skipif(sys.platform == "win32", reason="a locked file cannot be replaced there")
def test_nothing_is_lost_where_another_program_removes_the_lock(own: Path) -> None:
    def add(writer: int) -> None:
        for number in range(20):
            record = f'[[works]]\nid = "w{writer}-{number}"\ntitle = "W"\nkind = "text"\n'
            with files.changing(own, 60, quietly) as changed:
                changed.write(blocks.append(changed.text, record))

    def remove(_: int) -> None:
        while True:
            own.with_name(".works.toml.lock").unlink(missing_ok=True)
            time.sleep(0.0005)

    own.write_text("", encoding="utf-8")
    remover = started(partial(remove, 0))
    children = [started(partial(add, writer)) for writer in range(8)]
    assert [ended(child) for child in children] == [0] * 8
    os.kill(remover, signal.SIGKILL)
    ended(remover)
    works = tomllib.loads(own.read_text(encoding="utf-8"))["works"]
    wanted = {f"w{writer}-{number}" for writer in range(8) for number in range(20)}
    assert sorted(work["id"] for work in works) == sorted(wanted)


@pytest.mark.skipif(os.name != "posix", reason="other systems ask for rights to make links")
def test_a_link_in_the_place_of_the_lock_is_not_followed(own: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("a victim", encoding="utf-8")
    victim.chmod(0o644)
    own.with_name(".works.toml.lock").symlink_to(victim)
    with pytest.raises(CatalogueError, match="cannot be written"):
        change(own)
    assert victim.read_text(encoding="utf-8") == "a victim"
    assert mode(victim) == 0o644
    assert own.read_bytes().decode() == OLD


def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(own: Path) -> None:
    """A child writes one version after the other until it is killed."""
    chance = random.Random(1890)  # noqa: S311 - no secret, but repeatable
    own.write_text(version(1), encoding="utf-8")

    def write(number: int) -> None:
        while True:
            with files.changing(own, 0, quietly) as changed:
                changed.write(version(number))
            number += 1

    counted: Counter[str] = Counter()
    last = 1
    for _ in range(KILLS):
        child = started(partial(write, last + 1))
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        assert ended(child) == -signal.SIGKILL
        text = own.read_text(encoding="utf-8")
        now = int(text.partition("\n")[0])
        assert now >= last
        assert text == version(now)
        counted["new" if now > last else "old"] += 1
        counted["cut short"] += any(own.parent.glob(".works.toml.*.new"))
        with files.changing(own, 0, quietly) as changed:
            assert changed.text == text
        last = now
    print(
        f"{KILLS} kills: the file was the old one {counted['old']} times, a new one "
        f"{counted['new']} times, always whole; {counted['cut short']} writes were cut short; "
        "no lock was left"
    )
    assert counted["cut short"]
    change(own)
    assert is_whole(own, NEW)


# --- copies, and files that need no lock ---------------------------------------------------------


def test_a_backup_is_a_copy_beside(own: Path) -> None:
    own.write_bytes(b"\xff\r\n")
    copy = own.with_name("works.toml~")
    for _ in range(2):
        assert files.back_up(own) == copy
        assert copy.read_bytes() == own.read_bytes() == b"\xff\r\n"
        own.write_text(OLD, encoding="utf-8")
        copy.write_text("older", encoding="utf-8")
        own.write_bytes(b"\xff\r\n")
    assert names(own.parent) == ["works.toml", "works.toml~"]


def test_a_backup_that_cannot_be_made_is_told(own: Path) -> None:
    missing = own.with_name("missing.toml")
    with pytest.raises(CatalogueError, match=r"missing\.toml: there is no such file"):
        files.back_up(missing)
    own.with_name("works.toml~").mkdir()
    with pytest.raises(CatalogueError, match=r"works\.toml~: is a directory"):
        files.back_up(own)
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
    assert [one.name for one in tmp_path.iterdir()] == ["out.bib"]


def test_another_file_is_written_over_only_by_force(own: Path) -> None:
    with pytest.raises(UsageError, match="exists already; --force writes over it"):
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
    with pytest.raises(UsageError, match="cannot be written: No such file or directory"):
        store.save(missing, NEW)
    with room_for(10), pytest.raises(UsageError, match="cannot be written: File too large"):
        store.save(own, NEW, force=True)
    assert is_whole(own)
