"""Two nodes have one number if each leads to the other: compared with walking from every node."""

import time

from hypothesis import given
from hypothesis import strategies as st

from sergecli.catalogue.circles import circles


def reached(ways: list[list[int]], start: int) -> set[int]:
    """Every node to which one leads, itself among them."""
    seen = {start}
    ahead = [start]
    while ahead:
        ahead += [to for to in ways[ahead.pop()] if to not in seen and not seen.add(to)]  # type: ignore[func-returns-value]
    return seen


@st.composite
def graphs(draw: st.DrawFn) -> list[list[int]]:
    size = draw(st.integers(0, 9))
    return [draw(st.lists(st.integers(0, size - 1), max_size=3)) for _ in range(size)]


@given(graphs())
def test_two_nodes_have_one_number_if_each_leads_to_the_other(ways: list[list[int]]) -> None:
    number = circles(ways)
    reach = [reached(ways, start) for start in range(len(ways))]
    for one in range(len(ways)):
        for other in range(len(ways)):
            both = other in reach[one] and one in reach[other]
            assert (number[one] == number[other]) is both


def test_a_long_row_and_a_wide_fan_are_walked_in_linear_time() -> None:
    size = 200_000
    began = time.process_time()
    row = circles([*([one + 1] for one in range(size - 1)), [0]])
    fan = circles([list(range(1, size)), *([0] for _ in range(size - 1))])
    assert time.process_time() - began < 5
    assert len(set(row)) == len(set(fan)) == 1
