"""Whatever has become of what was kept, the answers are those of the catalogue itself."""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from sergecli.catalogue import cache_file, store
from sergecli.catalogue.paths import CatalogueSource
from sergecli.search import fuzzy

DAMAGES = int(os.environ.get("SERGE_DAMAGES", "1400"))
RECORD = """[[works]]
id = "w{0}"
title = "Title {0} of a Work on Kronstadt"
kind = "letter"
date = "{1}"
url = "https://example.org/{0}"
"""
TEXT = '[catalogue]\ntitle = "T"\nauthor = "A B"\nlanguage = "en"\n' + "".join(
    RECORD.replace("{0}", str(number)).replace("{1}", str(1900 + number)) for number in range(12)
)


def _flipped(raw: bytearray, chance: Random) -> bytearray:
    for _ in range(chance.randrange(1, 9)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return raw


def _cut(raw: bytearray, chance: Random) -> bytearray:
    return raw[: chance.randrange(len(raw))]


def _overwritten(raw: bytearray, chance: Random) -> bytearray:
    start = chance.randrange(len(raw))
    end = min(start + chance.randrange(1, 5_000), len(raw))
    raw[start:end] = chance.choice([bytes(end - start), chance.randbytes(end - start)])
    return raw


def _moved(raw: bytearray, chance: Random) -> bytearray:
    """Put another page in the place of one."""
    pages = max(len(raw) // 4096, 1)
    one, other = (chance.randrange(pages) * 4096 for _ in range(2))
    raw[one : one + 4096] = raw[other : other + 4096]
    return raw


def _grown(raw: bytearray, chance: Random) -> bytearray:
    return raw + chance.randbytes(chance.randrange(1, 100))


HARM: tuple[Callable[[bytearray, Random], bytearray], ...] = (
    _flipped, _cut, _overwritten, _moved, _grown,
)  # fmt: skip


def test_no_damage_of_what_was_kept_changes_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = tmp_path / "works.toml"
    path.write_text(TEXT, encoding="utf-8")
    os.utime(path, (0, 0))
    source = CatalogueSource(path)
    read = store.load(path, alone=True)
    found = fuzzy.search(store.index(path, alone=True), "cronstadt title 7")
    assert found
    names = [(work.id, work.title) for work in read]
    sound = {place: place.read_bytes() for place in (tmp_path / "serge").iterdir()}
    assert {place.suffix for place in sound} == {".cache"}
    chance = Random(1947)  # noqa: S311 - no secret, but repeatable
    stale = 0
    for number in range(DAMAGES):
        for place, content in sound.items():
            place.write_bytes(content)
        place = chance.choice(sorted(sound))
        harmed = bytes(chance.choice(HARM)(bytearray(sound[place]), chance))
        place.write_bytes(harmed)
        recalled = cache_file.names(source)
        stale += recalled is None
        assert recalled in (None, names), number
        if number % 2:
            assert store.load(path, alone=True) == read, number
        else:
            assert fuzzy.search(store.index(path, alone=True), "cronstadt title 7") == found, number
    print(f"{DAMAGES} damages: every answer right; {stale} times the names were passed over")
    assert stale
