"""What the tests share: the real catalogue, and the real program."""

import gc
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from sergecli.catalogue import store
from sergecli.catalogue.cache import CachedCatalogue
from sergecli.catalogue.index import Index
from sergecli.citations import source
from sergecli.model.csl import Reference
from sergecli.model.work import Catalogue, Work
from tests.program import Answer, Program

__all__ = ["DATA", "Answer", "Serge"]

DATA = Path(__file__).parents[1] / "data" / "works.toml"
# The records of catalogues are many and stay: to look for garbage among them again and again
# takes a tenth of the tests' time.
gc.set_threshold(100_000, 20, 100)
Serge = Callable[..., Answer]

# How many examples, and whether they are the same in every run, so that a failure can be looked
# into. `.ci/run` looks longer (`pytest -m hypothesis --hypothesis-profile thorough`);
# `--hypothesis-profile random --hypothesis-seed 7` looks elsewhere.
_PROFILES = {"default": (25, True), "thorough": (1000, True), "random": (1000, False)}
for _profile, (_count, _same) in _PROFILES.items():
    settings.register_profile(
        _profile,
        max_examples=_count,
        deadline=None,
        derandomize=_same,
        # Explaining a failure would mean tracing every line, those of the oracles too.
        phases=set(Phase) - {Phase.explain},
    )
settings.load_profile("default")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the long runs of tests/stress unless they are asked for by name."""
    asked = any("stress" in argument for argument in config.args)
    return None if asked or collection_path.name != "stress" else True


_numbers = count()


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty directory; pytest's own looks for a free name among all that there are."""
    return tmp_path_factory.mktemp(f"test-{next(_numbers)}", numbered=False)


@pytest.fixture(scope="session", autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the reader's own cache and catalogue."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.delenv("SERGE_CATALOGUE", raising=False)
        patch.delenv("SERGE_ALONE", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """Read records of the cache once: what their text means never changes, and it is asked for often."""
    read = CachedCatalogue._works
    known: dict[tuple[str, ...], tuple[Work, ...]] = {}

    def works(kept: CachedCatalogue, records: Sequence[str]) -> tuple[Work, ...]:
        if (texts := tuple(records)) not in known:
            known[texts] = read(kept, records)
        return known[texts]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CachedCatalogue, "_works", works)
        yield


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    return store.load(DATA)


@pytest.fixture(scope="session")
def words() -> Iterator[Index]:
    """The words of that catalogue as the program searches them; what is asked twice is kept."""
    found = store.index(DATA)
    with pytest.MonkeyPatch.context() as patch:
        for question in ("vocabulary", "begun", "spelled", "work"):
            patch.setattr(found, question, cache(getattr(found, question)))
        yield found


@pytest.fixture(scope="session")
def references(catalogue: Catalogue) -> list[Reference]:
    """A reference for each of its works, in order."""
    return [source.cited(work, catalogue.head) for work in catalogue]


@pytest.fixture
def serge(tmp_path: Path) -> Serge:
    """Run the command line in this process, from an empty directory."""
    return Program(tmp_path, real=False)


@pytest.fixture
def serge_process(tmp_path: Path) -> Serge:
    """Run it as a process of its own, for what belongs to one: locale, streams, signals, modules."""
    return Program(tmp_path, real=True)
