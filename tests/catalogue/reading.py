"""What the tests of reading share: a small catalogue, and what is said to be wrong in one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sergecli.catalogue import store
from sergecli.errors import CatalogueError, ExitCode
from sergecli.model.work import Catalogue

HEAD = """\
[catalogue]
title = "Some Writings"
author = "Victor Serge"
language = "en"
"""
RECORD = """
[[works]]
id = "once-more-kronstadt"
title = "Once More: Kronstadt"
kind = "letter"
"""
# The line of HEAD + RECORD on which the record begins, and the next free one.
BEGINS, NEXT = 6, 10

Written = Callable[[str | bytes], Path]


def alone(path: Path) -> Catalogue:
    """Read a catalogue that stands beside no other."""
    return store.load(path, alone=True)


def faults(path: Path) -> list[str]:
    """Say what is wrong with a catalogue, each line without the file's name."""
    with pytest.raises(CatalogueError) as error:
        alone(path)
    lines = str(error.value).split("\n")
    assert error.value.exit_code == ExitCode.FAULTY_CATALOGUE
    assert len(lines) == len(error.value.problems) > 0
    assert all(line.startswith(f"{path}:") for line in lines)
    return [line.removeprefix(f"{path}:") for line in lines]
