"""What the tests share: the real catalogue, and the real program."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sergecli.catalogue import store
from sergecli.citations import source
from sergecli.model.csl import Reference
from sergecli.model.work import Catalogue

DATA = Path(__file__).parents[1] / "data" / "works.toml"


@dataclass(frozen=True)
class Answer:
    """What a run of the program printed."""

    out: str
    err: str


Serge = Callable[..., Answer]


@pytest.fixture(scope="session", autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the reader's own cache and catalogue."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.delenv("SERGE_CATALOGUE", raising=False)
        yield


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    return store.load(DATA)


@pytest.fixture(scope="session")
def references(catalogue: Catalogue) -> list[Reference]:
    """A reference for each of its works, in order."""
    return [source.of(work, catalogue.head) for work in catalogue]


_INHERITED = frozenset(
    {"PATH", "PYTHONPATH", "HOME", "LANG", "SYSTEMROOT", "XDG_CACHE_HOME", "XDG_DATA_HOME"}
)


@pytest.fixture
def serge(tmp_path: Path) -> Serge:
    """Run the real program from an empty directory; any other exit code fails."""

    def run(*arguments: str, code: int = 0, stdin: str | None = None, **env: str) -> Answer:
        inherited = {name: value for name, value in os.environ.items() if name in _INHERITED}
        done = subprocess.run(
            [sys.executable, "-m", "sergecli", *arguments],
            cwd=tmp_path,
            env={"LANG": "C.UTF-8", **inherited, **env},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=60,
        )
        said = f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.returncode == code, said
        assert "Traceback" not in done.stderr, done.stderr
        return Answer(done.stdout, done.stderr)

    return run
