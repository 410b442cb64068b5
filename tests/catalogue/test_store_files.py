"""The store's files: which is read, from where, and what is saved."""

import io
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from sergecli.catalogue import cache, cache_file, paths, reader, store
from sergecli.catalogue.index import Built, Joined
from sergecli.catalogue.paths import CatalogueSource
from sergecli.errors import BrokenCacheError, CatalogueError, UsageError
from sergecli.model.edtf import Span
from tests.catalogue.facts import SMALL

HEAD = '[catalogue]\ntitle = "T"\nauthor = "A. N. Other"\nlanguage = "en"\n\n'
RECORD = '[[works]]\nid = "own-{0}"\ntitle = "Own {0}"\nkind = "text"\ndate = "{0}"\n'
OWN = RECORD.format(1938) + RECORD.format(1920)
T = TypeVar("T")
Y1938 = Span(1938, 1938)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, and a built-in catalogue that is old enough to be kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = aged(tmp_path / "built-in.toml", SMALL)
    monkeypatch.setattr(paths, "built_in", lambda: path)
    return tmp_path


def aged(path: Path, text: str) -> Path:
    """Write a file that was not changed this moment: such a one is not kept."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1, 1))
    return path


@pytest.fixture
def own(home: Path) -> Path:
    """A catalogue of two works, kept once it has been read."""
    return aged(home / "own.toml", OWN)


def test_both_catalogues_leave_out_what_cannot_fall_in_a_span(own: Path) -> None:
    store.load(own)
    both = store.load(own, Y1938)
    # Of the own ones all are wanted: one may amend another's date.
    assert both.own == {"own-1920", "own-1938"}
    assert both.total == len(store.load(own))
    assert len(both) < both.total / 2
    alone = aged(own.with_name("alone.toml"), HEAD + OWN)
    store.load(alone, alone=True)
    assert [work.id for work in store.load(alone, Y1938, alone=True)] == ["own-1938"]
    assert len(store.load(None, Y1938)) < len(store.load()) / 2


def test_the_own_works_are_counted_whether_they_were_kept_or_not(own: Path) -> None:
    """The first reading is of the file, the second of what was kept of it."""
    for _ in range(2):
        assert store.load(own, Y1938, only_own=True).total == 2


def test_the_built_in_catalogue_beside_itself_is_read_once(home: Path) -> None:
    path = home / "built-in.toml"
    assert store.load(path) == store.load()
    assert not isinstance(store.index(path), Joined)
    assert len(store.index(path)) == len(store.load())


def test_words_of_one_of_both_and_of_one_alone(own: Path) -> None:
    both = store.index(own)
    assert isinstance(both, Joined)
    assert len(both) == len(store.load()) + 2
    assert len(store.index(own, only_own=True)) == 2
    alone = own.with_name("alone.toml")
    alone.write_text(HEAD + OWN, encoding="utf-8")
    only = store.index(alone, alone=True)
    assert (isinstance(only, Joined), len(only)) == (False, 2)
    assert len(store.index()) == len(store.load())


def test_a_catalogue_is_read_once_and_then_kept(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.load(own), len(store.index(own))

    def never(*_given: object) -> None:
        pytest.fail("was read again")

    monkeypatch.setattr(reader, "read", never)
    assert (store.load(own), len(store.index(own))) == first


def test_whatever_is_broken_in_what_was_kept_is_read_anew(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = store.load(own)

    class Broken:
        def catalogue(self, _span: Span | None) -> None:
            raise BrokenCacheError

    monkeypatch.setattr(cache, "recall", lambda _shelf: Broken())
    assert store.load(own) == read


def test_words_that_cannot_be_kept_are_made_of_the_works(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def recall(shelf: CatalogueSource) -> None:
        asked.append(shelf)

    monkeypatch.setattr(cache, "recall", recall)
    first = own.with_name("built-in.toml")
    index = store.index(own)
    assert len(index) == len(store.load()) + 2
    assert isinstance(store.index(), Built)
    assert {*asked} == {CatalogueSource(own, first), CatalogueSource(first)}


def test_a_long_reading_is_shown_from_a_given_length_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def watch(label: str, things: Sequence[T], /) -> Iterable[T]:
        seen.append(label)
        return things

    text = HEAD + OWN
    monkeypatch.setattr(store, "_LONG", len(text))
    for name, long in (("as-long", True), ("shorter", False)):
        path = home / f"{name}.toml"
        path.write_text(text if long else text[:-1], encoding="utf-8")
        store.load(path, None, watch, alone=True)
        assert bool(seen) == long, name
        seen.clear()
        store.index(path, watch, alone=True)
        assert bool(seen) == long, name
        seen.clear()
    path = home / "beside.toml"
    path.write_text(OWN, encoding="utf-8")
    monkeypatch.setattr(store, "_LONG", 1)
    monkeypatch.setattr(cache, "recall", lambda _shelf: None)
    for read in (lambda: store.load(path, None, watch), lambda: store.index(path, watch)):
        assert len(read()) == len(store.load()) + 2
        assert seen.count("Reading") == 2, "the own one and the built-in one"
        seen.clear()


def test_keeping_is_shown_as_well(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home / "own.toml"
    aged(path, HEAD + OWN)
    given = []
    monkeypatch.setattr(store, "_LONG", 1)
    monkeypatch.setattr(cache, "keep", lambda *arguments: given.append(arguments))

    def watch(_label: str, things: Sequence[T], /) -> Iterable[T]:
        return things

    read = store.load(path, None, watch, alone=True)
    source = CatalogueSource(path)
    assert given == [(source, read, cache_file.stamp(source), watch)]


def test_a_wrong_byte_is_told_with_its_line(home: Path) -> None:
    path = home / "own.toml"
    for before, line in ((b"", 1), (b"\n", 2), (b"\xef\xbb\xbf\n\n", 3)):
        path.write_bytes(before + b"\xe9")
        with pytest.raises(CatalogueError) as caught:
            store.text(path)
        (fault,) = caught.value.problems
        assert (fault.line, fault.work, fault.field) == (line, "", "")
        assert fault.message == "is not UTF-8 (byte 0xE9); save the file as UTF-8"


def test_what_cannot_be_read_is_told_of_the_file_as_a_whole(home: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        store.text(home / "none.toml")
    (fault,) = caught.value.problems
    assert (caught.value.path, fault.line, fault.work, fault.field) == (
        str(home / "none.toml"),
        0,
        "",
        "",
    )
    assert fault.message == "the file does not exist"


@pytest.mark.parametrize("read", [store.load, store.index])
def test_a_file_that_is_not_there_is_missed_beside_the_built_in_one_too(
    home: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], object]
) -> None:
    with pytest.raises(CatalogueError, match=r"none\.toml: the file does not exist"):
        read(home / "none.toml")
    own = aged(home / "own.toml", OWN)
    monkeypatch.setattr(paths, "built_in", lambda: home / "gone.toml")
    with pytest.raises(CatalogueError, match=r"gone\.toml: the file does not exist"):
        read(own)


def test_standard_input_is_read_like_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfa\xc3\xa9\r\n")))
    assert store.text(None) == "aé\r\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n\xff")))
    with pytest.raises(CatalogueError, match=r"<stdin>:2: is not UTF-8 \(byte 0xFF\)"):
        store.text(None)


def test_a_file_is_saved_as_it_is(home: Path) -> None:
    store.save(home / "a.txt", "é\r\n")
    assert (home / "a.txt").read_bytes() == b"\xc3\xa9\r\n"
    assert sorted(one.name for one in home.iterdir()) == ["a.txt", "built-in.toml"]


def test_a_file_is_saved_over_only_by_force(home: Path) -> None:
    (home / "a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        store.save(home / "a.txt", "new")
    assert str(caught.value) == f"{home}/a.txt already exists; use --force to overwrite it"
    assert (home / "a.txt").read_text(encoding="utf-8") == "old"
    store.save(home / "a.txt", "new", force=True)
    assert (home / "a.txt").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("force", [False, True])
def test_a_directory_is_never_written_over(home: Path, *, force: bool) -> None:
    with pytest.raises(UsageError) as caught:
        store.save(home, "new", force=force)
    assert str(caught.value) == f"{home} is a directory, not a file"


def test_why_a_file_cannot_be_saved_is_told(home: Path) -> None:
    with pytest.raises(UsageError) as caught:
        store.save(home / "none" / "a.txt", "new")
    assert str(caught.value) == f"{home}/none/a.txt cannot be written: the directory does not exist"


def test_a_base_directory_that_is_not_absolute_is_ignored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, found in (
        ("XDG_DATA_HOME", paths.own),
        ("XDG_CACHE_HOME", paths.cache_directory),
    ):
        monkeypatch.setenv(name, str(tmp_path))
        assert (here := found()) is not None
        assert here.is_relative_to(tmp_path)
        monkeypatch.delenv(name)
        usual = found()
        monkeypatch.setenv(name, "data")
        assert found() == usual


def test_of_a_kept_catalogue_the_works_of_some_ids_are_enough(own: Path) -> None:
    names = ("own-1938", "twice-met", "no-such-work")
    whole = store.load(own)
    few = store.load(own, names)
    assert {work.id for work in few} == {"own-1938", "twice-met"}
    assert set(few) <= set(whole)
    assert (few.total, few.own, few.head) == (whole.total, frozenset({"own-1938"}), whole.head)
    assert store.load(own, (*names, *names)) == few
    assert few.has(names[:2])
    assert not few.has(names)
