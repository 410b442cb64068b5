"""Many writers, kills, and programs that remove whatever they find: nothing is lost, or doubled."""

import os
import random
import re
import signal
import time
import tomllib
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from sergecli.catalogue import blocks, editing
from sergecli.catalogue.editing import WriteOptions

# Not on every system.
pytest.importorskip("resource")

from tests.catalogue.changes import NEW, OLD, change, ended, is_whole, names, started

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

KILLS = int(os.environ.get("SERGE_KILLS", "200"))
WRITERS = 8
EACH = 10


def _add(path: Path, writer: int, each: int = EACH) -> None:
    for number in range(each):
        record = f'[[works]]\nid = "w{writer}-{number}"\ntitle = "W"\nkind = "text"\n'
        editing.change_text(path, partial(blocks.append, record=record), WriteOptions(timeout=600))


def _remove_whatever_is_not_a_catalogue(path: Path) -> None:
    """Clean up as a zealous program would, what is being written and the rest."""
    while True:
        for one in path.parent.iterdir():
            if one != path and not one.name.endswith(".new"):
                one.unlink(missing_ok=True)
        time.sleep(0.0005)


@pytest.mark.parametrize("beginning", ["there", "empty", "not there", "nor its directory"])
def test_nothing_is_lost_where_another_program_cleans_up(tmp_path: Path, beginning: str) -> None:
    path = tmp_path / "new" / "works.toml"
    if beginning != "nor its directory":
        path.parent.mkdir()
    if beginning in {"there", "empty"}:
        path.write_text(OLD * (beginning == "there"), encoding="utf-8")
    writers = [started(partial(_add, path, writer)) for writer in range(WRITERS)]
    while not path.parent.is_dir():
        time.sleep(0.001)
    remover = started(partial(_remove_whatever_is_not_a_catalogue, path))
    ends = [ended(child) for child in writers]
    os.kill(remover, signal.SIGKILL)
    ended(remover)
    assert ends == [0] * WRITERS
    ids = [work["id"] for work in tomllib.loads(path.read_text(encoding="utf-8"))["works"]]
    assert len(ids) == len(set(ids)) == WRITERS * EACH
    assert names(path.parent) == ["works.toml"]


def test_nothing_is_lost_while_many_make_the_catalogue_at_once(tmp_path: Path) -> None:
    """The moment that matters is the first, so it is tried often."""
    for run in range(30):
        path = tmp_path / f"run{run}" / "works.toml"
        reading, writing = os.pipe()

        def add(writer: int, path: Path = path, reading: int = reading) -> None:
            os.read(reading, 1)
            _add(path, writer, 1)

        children = [started(partial(add, writer)) for writer in range(WRITERS)]
        os.write(writing, b"." * WRITERS)
        assert [ended(child) for child in children] == [0] * WRITERS
        os.close(reading)
        os.close(writing)
        works = tomllib.loads(path.read_text(encoding="utf-8"))["works"]
        assert len({work["id"] for work in works}) == len(works) == WRITERS


def test_sixteen_programs_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    own = tmp_path / "works.toml"
    own.write_text(OLD, encoding="utf-8")
    children = [started(partial(_add, own, writer, 10)) for writer in range(16)]
    assert [ended(child) for child in children] == [0] * 16
    text = own.read_text(encoding="utf-8")
    counted = Counter(work["id"] for work in tomllib.loads(text)["works"])
    twice = sum(count - 1 for count in counted.values())
    print(f"16 processes added 10 works each: {len(counted)} works, {twice} twice")
    assert (len(counted), twice) == (160, 0)
    assert re.sub(r"w\d+-\d+", "w", text) == OLD + 160 * (
        '\n[[works]]\nid = "w"\ntitle = "W"\nkind = "text"\n'
    )


def _version(number: int) -> str:
    """Give a text that shows where it is cut or mixed with another."""
    return f"{number}\n" * 20_000


def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """A child writes one version after the other until it is killed.

    Every second kill waits until a text is begun: a busy machine may begin none for a while.
    """
    own = tmp_path / "own" / "works.toml"
    own.parent.mkdir()
    chance = random.Random(1890)  # noqa: S311 - no secret, but repeatable
    own.write_text(_version(1), encoding="utf-8")

    def write(number: int) -> None:
        while True:
            change(own, _version(number))
            number += 1

    counted: Counter[str] = Counter()
    last = 1
    for number in range(KILLS):
        child = started(partial(write, last + 1))
        while number % 2 and not any(own.parent.glob(".works.toml.*.new")):
            time.sleep(0.0001)
        time.sleep(chance.uniform(0, 0.02) / (1 + 9 * (number % 2)))
        os.kill(child, signal.SIGKILL)
        assert ended(child) == -signal.SIGKILL
        text = own.read_text(encoding="utf-8")
        now = int(text.partition("\n")[0])
        assert now >= last
        assert text == _version(now)
        counted["new" if now > last else "old"] += 1
        for left in own.parent.glob(".works.toml.*.new"):
            counted["cut short"] += 1
            os.utime(left, (0, 0))
        last = now
    print(
        f"{KILLS} kills: the file was the old one {counted['old']} times, a new one "
        f"{counted['new']} times, always whole; {counted['cut short']} writes were cut short; "
        "no lock was left"
    )
    assert counted["cut short"]
    change(own)
    assert is_whole(own, NEW)
