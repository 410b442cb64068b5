"""Texts that are wrapped between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len  # noqa: TID253 - what is wide on a screen
from rich.text import Text  # noqa: TID253 - what is wrapped

from sergecli.terminal.paragraphs import wrapped
from tests.terminal.test_tables import sentences


@pytest.mark.parametrize("hang", [0, 4])
@given(text=sentences(30, 30), width=st.integers(20, 100))
def test_lines_are_broken_at_words(text: str, width: int, hang: int) -> None:
    lines = [line.plain for line in wrapped(Text(text), width, whole=True, hang=hang)]
    assert " ".join(line.strip() for line in lines) == text
    for line in lines:
        assert cell_len(line) <= width or " " not in line.strip()
    assert all(line.startswith(" " * hang) for line in lines[1:])
