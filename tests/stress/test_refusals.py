"""Where the system refuses to write, every command says why, ends with 4, and changes nothing.

Each single step of writing is in tests/catalogue; here the whole program runs.
"""

import ctypes
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from sergecli.cli import app

# Not on every system.
resource = pytest.importorskip("resource")

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

# The version of the kernel's call, _LINUX_CAPABILITY_VERSION_3.
CAPABILITIES_3 = 0x20080522
RECORD = '[[works]]\nid = "one"\ntitle = "One"\nkind = "letter"\n'
LONG = RECORD.replace("one", "two").replace("One", "Two") + "note = '" + "x" * 90_000 + "'\n"
EDITOR = f"{sys.executable} -c \"import sys; open(sys.argv[1], 'a').write('# more')\""
# All that writes; in the directory there are own.toml and more.toml.
COMMANDS = {
    "add": ["add", "--title", "T", "--kind", "text", "--note", "x" * 90_000],
    "import": ["import", "more.toml"],
    "remove": ["remove", "one", "--yes"],
}


def no_change() -> None:
    """Leave the child as it is."""


def rehearse() -> None:
    """Let the command do its work elsewhere: a child without rights can load nothing."""
    with tempfile.TemporaryDirectory() as elsewhere, suppress(SystemExit):
        prepared(Path(elsewhere))
        os.chdir(elsewhere)
        app.run(sys.argv[1:])


def run(
    directory: Path,
    arguments: list[str],
    inside: Callable[[], object] = no_change,
    *,
    rehearsed: bool = True,
) -> tuple[int, str]:
    """Run the program in a child in which something was done before; give its code and messages."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if not child:
            try:
                os.dup2(said.fileno(), 2)
                os.dup2(os.open(os.devnull, os.O_RDWR), 1)
                sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
                os.environ["EDITOR"] = EDITOR
                sys.argv = ["serge", *arguments, "--catalogue", "own.toml"]
                if rehearsed:
                    # With no cache the rehearsal loads all that the performance may need.
                    os.environ["XDG_CACHE_HOME"] = os.devnull
                    rehearse()
                os.truncate(said.fileno(), 0)
                os.lseek(said.fileno(), 0, os.SEEK_SET)
                os.chdir(directory)
                inside()
                sys.exit(app.run(sys.argv[1:]))
            except SystemExit as end:
                sys.stderr.flush()
                os._exit(int(end.code or 0))
            finally:
                sys.excepthook(*sys.exc_info())
                sys.stderr.flush()
                os._exit(99)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        return code, said.read().decode()


def prepared(directory: Path) -> Path:
    own = directory / "own.toml"
    own.write_text(RECORD, encoding="utf-8")
    (directory / "more.toml").write_text(LONG, encoding="utf-8")
    return own


def left(directory: Path) -> set[str]:
    return {one.name for one in directory.iterdir()}


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory with what the commands need."""
    directory = Path(tempfile.mkdtemp(prefix="serge-"))
    prepared(directory)
    yield directory
    directory.chmod(0o700)
    shutil.rmtree(directory)


def as_nobody() -> None:
    """Give up what lets root write where it may not (capabilities(7)); others never had it.

    It stays the owner of what it has: who tests as root may keep the program where
    no other user could read it.
    """
    if os.geteuid() == 0:
        header = struct.pack("Ii", CAPABILITIES_3, 0)
        assert ctypes.CDLL(None).capset(header, bytes(24)) == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_without_trouble_each_of_them_writes(place: Path, command: str) -> None:
    code, said = run(place, COMMANDS[command], as_nobody)
    assert code == 0, said
    assert (place / "own.toml").read_text(encoding="utf-8") != RECORD


@pytest.mark.parametrize("command", COMMANDS)
def test_a_directory_that_is_only_to_be_read(place: Path, command: str) -> None:
    place.chmod(0o500)
    code, said = run(place, COMMANDS[command], as_nobody)
    assert (code, said.strip().rpartition(": ")[2]) == (4, "may not be changed (permission denied)")
    assert (place / "own.toml").read_text(encoding="utf-8") == RECORD
    assert left(place) == {"own.toml", "more.toml"}


@pytest.mark.parametrize("mode", [0o000, 0o400])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_may_not_be_changed(place: Path, command: str, mode: int) -> None:
    (place / "own.toml").chmod(mode)
    code, said = run(place, COMMANDS[command], as_nobody)
    assert code == 4, said
    assert "(permission denied)" in said
    assert (place / "own.toml").read_text(encoding="utf-8") == RECORD


@pytest.mark.parametrize("command", COMMANDS)
def test_a_directory_in_the_place_of_the_file(tmp_path: Path, command: str) -> None:
    prepared(tmp_path).unlink()
    (tmp_path / "own.toml").mkdir()
    code, said = run(tmp_path, COMMANDS[command])
    assert (code, said.strip()) == (4, "own.toml: is a directory, not a file")


def small_files() -> None:
    """Let no file be longer than 4 KB."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


@pytest.mark.parametrize("command", ["add", "import"])
def test_a_limit_of_the_size_of_files(tmp_path: Path, command: str) -> None:
    own = prepared(tmp_path)
    code, said = run(tmp_path, COMMANDS[command], small_files)
    assert code == 4, said
    assert "cannot be written: it would be larger than a file may be here" in said
    assert own.read_text(encoding="utf-8") == RECORD
    assert left(tmp_path) == {"own.toml", "more.toml"}


@contextmanager
def small_disk(directory: Path, size: str) -> Iterator[None]:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(directory)]
    if (
        not shutil.which("mount")
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("only root may mount a disk; the limit above stands for it")
    try:
        yield
    finally:
        subprocess.run(["umount", str(directory)], check=True)  # noqa: S607 - wherever it is


@pytest.mark.parametrize("command", ["add", "import"])
def test_a_full_disk(tmp_path: Path, command: str) -> None:
    with small_disk(tmp_path, "128k"):
        own = prepared(tmp_path)
        code, said = run(tmp_path, COMMANDS[command])
        assert code == 4, said
        assert said.strip() == "own.toml: cannot be written: the disk is full"
        assert own.read_text(encoding="utf-8") == RECORD
        assert left(tmp_path) == {"own.toml", "more.toml"}
        # As soon as there is room, it goes.
        assert run(tmp_path, ["add", "--title", "T", "--kind", "text"])[0] == 0


def test_an_edit_that_finds_no_room_changes_nothing(tmp_path: Path) -> None:
    own = prepared(tmp_path)
    own.write_text(RECORD + "#" * 5000, encoding="utf-8")
    before = own.read_text(encoding="utf-8")
    code, said = run(tmp_path, ["edit"], small_files)
    # There is not even room for a draft.
    assert code == 2, said
    assert "cannot be written: it would be larger than a file may be here" in said
    assert own.read_text(encoding="utf-8") == before
    assert left(tmp_path) == {"own.toml", "more.toml"}


TWO = RECORD + "\n" + LONG
# What is there, and what is done to it; each then needs about 90 KB, the last three a backup too.
CHANGES = {
    "add": (RECORD, COMMANDS["add"]),
    "import": (RECORD, COMMANDS["import"]),
    "remove": (TWO, COMMANDS["remove"]),
    "merge": (TWO, ["merge", "two", "one"]),
    "edit": (TWO, ["edit"]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_however_little_room_there_is(tmp_path: Path, name: str) -> None:
    """From none to more than enough, in 13 steps."""
    old, command = CHANGES[name]
    codes = []
    with small_disk(tmp_path, "512k"):
        for room in range(0, 260_000, 20_000):
            own, ballast = prepared(tmp_path), tmp_path / "ballast"
            own.write_text(old, encoding="utf-8")
            disk = os.statvfs(tmp_path)
            ballast.write_bytes(bytes(max(disk.f_bavail * disk.f_frsize - room, 0)))
            code, said = run(tmp_path, command, rehearsed=False)
            codes.append(code)
            assert code in {0, 4}, said
            assert (own.read_text(encoding="utf-8") == old) is (code == 4), said
            assert left(tmp_path) <= {"own.toml", "own.toml~", "more.toml", "ballast"}
            backup = tmp_path / "own.toml~"
            assert not backup.exists() or backup.read_text(encoding="utf-8") == old
            for one in (ballast, backup):
                one.unlink(missing_ok=True)
    assert codes == sorted(codes, reverse=True)
    assert {*codes} == {0, 4}
    print(f"{name}: {len(codes)} disks, {codes.count(4)} times refused, nothing lost")
