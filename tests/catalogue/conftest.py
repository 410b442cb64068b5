"""Files to be read and changed."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.catalogue.reading import Written

OLD = "# mine\n"
NOBODY = 65534


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file, alone in its directory."""
    path = tmp_path / "own" / "works.toml"
    path.parent.mkdir()
    path.write_text(OLD, encoding="utf-8")
    return path


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


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a catalogue, and give its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "works.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
