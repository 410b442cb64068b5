"""The kept form of a catalogue: equal to what was read, and never trusted blindly."""

import os
import sqlite3
from binascii import crc32
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sergecli.catalogue import cache, cache_file, index, paths, reader, store
from sergecli.catalogue.paths import CatalogueSource
from sergecli.errors import CatalogueError
from sergecli.model.edtf import Span
from sergecli.model.work import Catalogue
from sergecli.search import fuzzy
from tests.catalogue.facts import SMALL
from tests.conftest import DATA, Serge


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "serge"


def aged(path: Path, text: str = SMALL, seconds: float = 60) -> Path:
    """Write a catalogue that has not changed for a while."""
    path.write_text(text, encoding="utf-8")
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))
    return path


@pytest.fixture
def small(home: Path, tmp_path: Path) -> Path:
    """A small catalogue that has been read, and so is kept."""
    path = aged(tmp_path / "works.toml")
    load(path)
    assert list(home.iterdir())
    return path


def load(path: Path) -> Catalogue:
    return store.load(path, alone=True)


def test_the_kept_catalogue_equals_the_one_that_was_read(home: Path) -> None:
    read = store.load(DATA)
    recalled = cache.recall(CatalogueSource(DATA))
    assert recalled is not None
    assert recalled.catalogue() == read
    assert len(recalled) == len(read)
    assert [file.suffix for file in home.iterdir()] == [".cache"]


def test_a_span_of_years_leaves_out_only_what_cannot_fall_in_it(
    small: Path,
) -> None:
    catalogue = load(small)
    some = store.load(small, Span(1938, 1938), alone=True)
    assert 1 < len(some) < len(catalogue) == some.total
    assert {work.id for work in some} == {
        work.id
        for work in catalogue
        if work.date and work.date.earliest.year <= 1938 <= work.date.latest.year
    }


@pytest.mark.usefixtures("home")
def test_the_kept_words_find_the_same_works(catalogue: Catalogue) -> None:
    store.load(DATA)
    recalled = cache.recall(CatalogueSource(DATA))
    assert recalled is not None
    built = index.Built(catalogue.works, catalogue.head.people)
    for words in ("kronstadt", "cronstadt", "nietzche", "let", "le retif", "yor", "zzz"):
        assert fuzzy.search(recalled, words) == fuzzy.search(built, words), words
    for begun in ("k", "cro", "cronst", "trotz"):
        # Of words that are as near as each other either may be named.
        found, other = (fuzzy.search(one, begun, typing=True) for one in (recalled, built))
        assert [hit.work for hit in found] == [hit.work for hit in other], begun


def test_a_changed_file_is_read_again(small: Path) -> None:
    aged(small, SMALL.replace('"Twice Met"', '"Thrice Met"'), seconds=30)
    assert "Thrice Met" in {work.title for work in load(small)}


def test_a_file_that_changed_this_moment_is_not_kept(home: Path, tmp_path: Path) -> None:
    load(aged(tmp_path / "works.toml", seconds=0))
    assert not home.exists()


@pytest.mark.usefixtures("home")
def test_a_faulty_catalogue_is_not_kept(tmp_path: Path) -> None:
    path = aged(tmp_path / "works.toml", "[[works]]\nid = 3\n")
    for _ in range(2):
        with pytest.raises(CatalogueError):
            load(path)
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


def flipped(place: Path) -> None:
    raw = bytearray(place.read_bytes())
    raw[len(raw) // 2] ^= 1
    place.write_bytes(raw)


@pytest.mark.parametrize("spoil", [garbage, truncated, emptied, overwritten, replaced, flipped])
def test_a_broken_cache_is_passed_over(
    home: Path, small: Path, spoil: Callable[[Path], None]
) -> None:
    """tests/stress damages each in many more ways."""
    read, source = load(small), CatalogueSource(small)
    names = cache_file.names(source)
    (place,) = home.iterdir()
    spoil(place)
    assert cache_file.names(source) in (None, names)
    assert load(small) == read
    assert fuzzy.search(store.index(small, alone=True), "trotzky")


def test_a_cache_of_another_version_is_passed_over(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.recall(CatalogueSource(small))
    monkeypatch.setattr(cache, "_SHAPE", "another")
    assert cache.recall(CatalogueSource(small)) is None


def test_where_nothing_can_be_kept_the_catalogue_is_read_all_the_same(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = load(small)
    blocked = tmp_path / "file"
    blocked.write_text("not a directory")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert load(small) == read
    monkeypatch.delenv("XDG_CACHE_HOME")
    for name in ("HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert paths.cache_directory() is None
    assert load(small) == read


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


def test_ids_and_titles_are_kept_for_completion(home: Path, tmp_path: Path) -> None:
    path = aged(tmp_path / "works.toml")
    assert cache_file.names(CatalogueSource(path)) is None
    read = load(path)
    assert cache_file.names(CatalogueSource(path)) == [(work.id, work.title) for work in read]
    (place,) = home.iterdir()
    place.write_text("spoiled", encoding="utf-8")
    assert cache_file.names(CatalogueSource(path)) is None


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


def forged(place: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Change the database in a cache file, and give it the right checksum."""
    header, _, content = place.read_bytes().partition(b"\n")
    lines, _, database = content.partition(b"\n\n")
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(database)
        change(opened)
        opened.commit()
        content = lines + b"\n\n" + opened.serialize()
    stamp = header.partition(b" ")[2]
    place.write_bytes(b"%08x %s\n%s" % (crc32(content), stamp, content))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE works SET record = 'nonsense'",
        "UPDATE works SET record = json_set(record, '$.date', 'nonsense')",
        "UPDATE works SET record = json_set(record, '$.url', 'file:///etc/passwd')",
        "UPDATE works SET record = json_set(record, '$.reproduced_from.url', 'file:///etc/passwd')",
        "DROP TABLE words",
        "UPDATE about SET head = '{}'",
        "DELETE FROM about",
    ],
)
def test_what_a_cache_says_is_checked_like_what_a_file_says(
    home: Path, small: Path, serge: Serge, change: str
) -> None:
    asked = ("search", "trotzky", "--catalogue", str(small), "--alone", "--json", "id,url")
    listed = ("list", "--catalogue", str(small), "--alone", "--json", "id,url")
    expected = serge(*asked), serge(*listed)
    for command, answer in zip((asked, listed), expected, strict=True):
        load(small)
        (place,) = home.iterdir()
        forged(place, lambda database: database.execute(change))
        assert serge(*command, XDG_CACHE_HOME=str(home.parent)) == answer


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_a_directory_that_others_may_write_is_not_used(home: Path, small: Path) -> None:
    read, source = load(small), CatalogueSource(small)
    home.chmod(0o777)
    assert cache.recall(source) is None
    assert cache_file.names(source) is None
    assert load(small) == read
    assert home.stat().st_mode & 0o777 == 0o700, "made private when something is kept again"
    assert {path.stat().st_mode & 0o777 for path in home.iterdir()} == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such owners")
def test_a_directory_of_another_user_is_not_used(
    home: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = load(small)
    before = [(path.name, path.stat().st_ino) for path in home.iterdir()]
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert cache.recall(CatalogueSource(small)) is None
    assert load(small) == read
    assert [(path.name, path.stat().st_ino) for path in home.iterdir()] == before


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such owners")
def test_root_makes_no_directory_in_the_home_of_another_user(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        os.chown(tmp_path, 12345, 54321)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert load(aged(tmp_path / "works.toml")).works
    assert not home.parent.exists()


@pytest.mark.skipif(os.name != "posix", reason="other systems ask for rights to make links")
def test_no_link_is_followed(home: Path, small: Path, tmp_path: Path) -> None:
    read = load(small)
    victim = tmp_path / "victim"
    for place in list(home.iterdir()):
        victim.write_bytes(content := place.read_bytes())
        place.unlink()
        place.symlink_to(victim)
        assert load(small) == read
        assert victim.read_bytes() == content
        assert not place.is_symlink(), "replaced, not followed"


def test_another_file_of_the_same_size_and_time_is_read_again(small: Path, tmp_path: Path) -> None:
    status = small.stat()
    other = tmp_path / "other.toml"
    other.write_text(SMALL.replace('"Twice Met"', '"Twice Mut"'), encoding="utf-8")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(small)
    assert small.stat().st_size == status.st_size
    assert "Twice Mut" in {work.title for work in load(small)}


@pytest.mark.usefixtures("home")
def test_a_file_that_is_replaced_while_it_is_read_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = aged(tmp_path / "works.toml")
    read = reader.read

    def slowly(*given: Any) -> Catalogue:  # noqa: ANN401 - whatever the reader is given
        catalogue = read(*given)
        aged(tmp_path / "new.toml", SMALL.replace("Twice Met", "Thrice Met")).replace(path)
        return catalogue

    monkeypatch.setattr(reader, "read", slowly)
    load(path)
    assert cache.recall(CatalogueSource(path)) is None
    monkeypatch.setattr(reader, "read", read)
    assert "Thrice Met" in {work.title for work in load(path)}


def test_what_a_killed_program_left_is_swept(home: Path, small: Path) -> None:
    for place in list(home.iterdir()):
        left = home / f".{place.name}.0123456789abcdef.new"
        left.touch()
        os.utime(left, (0, 0))
        place.unlink()
    load(small)
    assert [file.suffix for file in home.iterdir()] == [".cache"]
