"""What is refused leaves nothing behind; tests/stress/test_refusals.py lets the system refuse."""

from pathlib import Path

import pytest

from tests.conftest import Serge


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (2, ["add", "--title", "T", "--kind", "text", "--date", "tomorrow"]),
        (4, ["add", "--title", "T", "--kind", "text", "--alone"]),
        (4, ["import", "missing.toml"]),
        (3, ["remove", "one", "--yes"]),
        (3, ["edit", "one"]),
    ],
)
def test_a_refused_change_leaves_nothing_behind(
    serge: Serge, tmp_path: Path, code: int, arguments: list[str]
) -> None:
    before = list(tmp_path.iterdir())
    serge(*arguments, "--catalogue", "new/directory/own.toml", code=code, EDITOR="true")
    assert list(tmp_path.iterdir()) == before


@pytest.mark.parametrize("seconds", ["nan", "inf", "-inf", "-1", "1e999", "86401"])
def test_a_time_to_wait_that_never_ends_is_refused(serge: Serge, seconds: str) -> None:
    said = serge("remove", "x", "--yes", f"--timeout={seconds}", code=2).err
    assert said.startswith("--timeout: ")
    assert said.endswith("is not valid; give seconds from 0 to 86400\n")
