"""The kept form of a catalogue: equal to what was read, and never trusted blindly."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from sergecli.catalogue import cache, index, paths, store
from sergecli.catalogue.paths import CatalogueSource
from sergecli.errors import CatalogueError
from sergecli.model.edtf import Span
from sergecli.model.work import Catalogue
from sergecli.search import fuzzy
from tests.conftest import DATA, Serge

TEXT = DATA.read_text(encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "serge"


def aged(path: Path, text: str = TEXT, seconds: float = 60) -> Path:
    """Write a catalogue that has not changed for a while."""
    path.write_text(text, encoding="utf-8")
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))
    return path


def test_the_kept_catalogue_equals_the_one_that_was_read(home: Path, tmp_path: Path) -> None:
    path = aged(tmp_path / "works.toml")
    read = store.load(path, alone=True)
    kept = cache.recall(CatalogueSource(path))
    assert kept is not None
    assert kept.catalogue() == read
    assert len(kept) == len(read)
    assert sorted(file.suffix for file in home.iterdir()) == [".names", ".sqlite"]


def test_a_span_of_years_leaves_out_only_what_cannot_fall_in_it(
    home: Path, catalogue: Catalogue
) -> None:
    cache.keep(CatalogueSource(DATA), catalogue)
    assert list(home.iterdir())
    some = store.load(DATA, Span(1938, 1938))
    assert 0 < len(some) < len(catalogue) == some.total
    assert {work.id for work in some} == {
        work.id
        for work in catalogue
        if work.date and work.date.earliest.year <= 1938 <= work.date.latest.year
    }


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("words", ["kronstadt", "cronstadt", "nietzche", "let", "le retif", "zzz"])
def test_the_kept_words_find_the_same_works(catalogue: Catalogue, words: str) -> None:
    cache.keep(CatalogueSource(DATA), catalogue)
    kept = cache.recall(CatalogueSource(DATA))
    assert kept is not None
    assert fuzzy.search(kept, words) == fuzzy.search(index.Built(catalogue.works), words)


def test_a_changed_file_is_read_again(home: Path, tmp_path: Path) -> None:
    path = aged(tmp_path / "works.toml")
    store.load(path, alone=True)
    assert list(home.iterdir())
    aged(path, TEXT.replace('title = "Egoism"', 'title = "Egotism"'), seconds=30)
    assert "Egotism" in {work.title for work in store.load(path, alone=True)}


def test_a_file_that_changed_this_moment_is_not_kept(home: Path, tmp_path: Path) -> None:
    path = aged(tmp_path / "works.toml", seconds=0)
    store.load(path, alone=True)
    assert not home.exists()


@pytest.mark.usefixtures("home")
def test_a_faulty_catalogue_is_not_kept(tmp_path: Path) -> None:
    path = aged(tmp_path / "works.toml", "[[works]]\nid = 3\n")
    for _ in range(2):
        with pytest.raises(CatalogueError):
            store.load(path, alone=True)
    assert cache.recall(CatalogueSource(path)) is None


def garbage(place: Path) -> None:
    place.write_bytes(b"not a database")


def truncated(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:5000])


def emptied(place: Path) -> None:
    place.write_bytes(b"")


def overwritten(place: Path) -> None:
    raw = bytearray(place.read_bytes())
    raw[8192:40960] = os.urandom(40960 - 8192)
    place.write_bytes(raw)


def replaced(place: Path) -> None:
    place.unlink()
    place.mkdir()


@pytest.mark.parametrize("spoil", [garbage, truncated, emptied, overwritten, replaced])
def test_a_broken_cache_is_passed_over(
    home: Path, catalogue: Catalogue, spoil: Callable[[Path], None]
) -> None:
    cache.keep(CatalogueSource(DATA), catalogue)
    (place,) = home.glob("*.sqlite")
    spoil(place)
    assert store.load(DATA) == catalogue
    assert fuzzy.search(store.index(DATA), "kronstadt")


def test_a_cache_of_another_version_is_passed_over(
    home: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.keep(CatalogueSource(DATA), catalogue)
    assert list(home.iterdir())
    monkeypatch.setattr(cache, "_SHAPE", "another")
    assert cache.recall(CatalogueSource(DATA)) is None


def test_where_nothing_can_be_kept_the_catalogue_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a directory")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert store.load(DATA) == catalogue
    monkeypatch.delenv("XDG_CACHE_HOME")
    for name in ("HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert paths.cache_directory() is None
    assert store.load(DATA) == catalogue


@pytest.mark.parametrize(
    ("platform", "variable", "inner"),
    [
        ("linux", "HOME", ".cache/serge"),
        ("darwin", "HOME", "Library/Caches/serge"),
        ("win32", "LOCALAPPDATA", "serge/cache"),
    ],
)
def test_each_platform_has_its_place(
    monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, inner: str
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv(variable, "/someone")
    assert paths.cache_directory() == Path("/someone") / inner


def test_ids_and_titles_are_kept_for_completion(
    home: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    path = aged(tmp_path / "works.toml")
    assert paths.recall_names(CatalogueSource(path)) is None
    store.load(path, alone=True)
    assert paths.recall_names(CatalogueSource(path)) == [
        (work.id, work.title) for work in catalogue
    ]
    (names,) = home.glob("*.names")
    names.write_text("spoiled", encoding="utf-8")
    assert paths.recall_names(CatalogueSource(path)) is None


@pytest.mark.usefixtures("home")
def test_only_long_work_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def watch(label: str, things: Sequence[Any], /) -> Iterable[Any]:
        seen.append(label)
        return things

    store.load(aged(tmp_path / "short.toml"), None, watch, alone=True)
    assert not seen
    monkeypatch.setattr(store, "_LONG", 1000)
    read = store.load(aged(tmp_path / "long.toml"), None, watch, alone=True)
    assert seen == ["Reading", "Checking", "Keeping", "Indexing"]
    assert read == store.load(tmp_path / "long.toml", None, watch, alone=True)


def test_a_large_cache_that_proves_broken_is_read_anew(
    home: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_CHECKED_BYTES", 0)
    cache.keep(CatalogueSource(DATA), catalogue)
    (place,) = home.glob("*.sqlite")
    raw = bytearray(place.read_bytes())
    raw[8192:] = os.urandom(len(raw) - 8192)
    place.write_bytes(raw)
    assert store.load(DATA) == catalogue


def test_a_text_is_made_again_when_the_catalogue_or_the_program_has_changed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = aged(tmp_path / "works.toml")
    made: list[str] = []

    def make() -> tuple[str, bool]:
        made.append(f"the {len(made) + 1}. text\n")
        return made[-1], True

    def remembered() -> str:
        return store.remembered("x", make, path, alone=True)

    assert [remembered(), remembered()] == ["the 1. text\n"] * 2
    aged(path, TEXT + "\n", seconds=30)
    assert [remembered(), remembered()] == ["the 2. text\n"] * 2
    with monkeypatch.context() as patch:
        patch.setattr(paths, "program", lambda: "another")
        assert [remembered(), remembered()] == ["the 3. text\n"] * 2
    next(home.glob("*.x.text")).write_bytes(b"\xff\x00broken")
    assert remembered() == "the 4. text\n"
    assert store.remembered("x", make, path) == "the 5. text\n"


@pytest.mark.usefixtures("home")
def test_a_text_that_may_not_last_or_cannot_be_kept_is_made_each_time(tmp_path: Path) -> None:
    path = aged(tmp_path / "works.toml")
    assert store.remembered("x", lambda: ("one", False), path, alone=True) == "one"
    assert store.remembered("x", lambda: ("two", True), path, alone=True) == "two"
    fresh = aged(tmp_path / "fresh.toml", seconds=0)
    store.remembered("x", lambda: ("one", True), fresh, alone=True)
    assert store.remembered("x", lambda: ("two", True), fresh, alone=True) == "two"


def test_the_bibliography_is_the_same_from_the_cache(serge: Serge, tmp_path: Path) -> None:
    kept = {"XDG_CACHE_HOME": str(tmp_path / "kept")}
    made, recalled = serge("cite", **kept), serge("cite", **kept)
    assert made == recalled == serge("cite", "--limit", "9999", **kept)
    assert len(list((tmp_path / "kept" / "serge").glob("*.text"))) == 1
