"""Names as they are written in a catalogue."""

import pytest

from sergecli.model.csl import Name
from sergecli.model.names import name


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("Leon Trotsky", "Trotsky", "Leon"),
        ("Trotsky, Leon", "Trotsky", "Leon"),
        ("Left Opposition,", "Left Opposition", ""),
        (", Leon", "Leon", ""),
        (",", ",", ""),
    ],
)
def test_a_name_has_a_family_name_however_it_is_written(
    written: str, family: str, given: str
) -> None:
    assert name(written) == Name(family, given)
