from itertools import pairwise

import pytest
from dash import html
from hypothesis import given
from hypothesis import strategies as st

from layouts.wall.arrange import Part, arrange, columns, divide, rows
from layouts.wall.stage import CLEAR, Box, read_stage

SHARES = st.lists(st.floats(0.2, 3), min_size=1, max_size=6)


def part(name: str) -> Part:
    return Part(name, lambda *_: html.Div())


def test_shares_and_gaps_without_seams() -> None:
    assert divide((10, 350), [1, 2], (), 50) == [(10, 100), (160, 200)]


def test_a_gap_moves_onto_the_seam() -> None:
    """Of 1000 with a seam at 500, the middle share of three goes to the side where it fits better."""
    spans = divide((0, 1000), [1, 2, 1], (500,), 40)
    (left, left_width), (middle, _), (right, right_width) = spans
    assert (left, left_width, middle) == (0, 500 - CLEAR, 500 + CLEAR)
    assert right + right_width == pytest.approx(1000)


def test_columns_and_rows_nest() -> None:
    stage = read_stage()
    node = columns((1, part("a")), (1, rows((1, part("b")), (3, part("c")), gap=20)), gap=100)
    placed = {found.name: box for found, box in arrange(node, Box(0, 0, 900, 420), stage)}
    assert placed == {"a": Box(0, 0, 400, 420), "b": Box(500, 0, 400, 100), "c": Box(500, 120, 400, 300)}


def test_a_part_with_more_seams_than_neighbours_is_cut_back_to_one_side() -> None:
    stage = read_stage("5760x1080", "3x1")
    ((_, box),) = arrange(part("alone"), Box(56, 100, 5648, 800), stage)
    assert (box.x, box.x + box.width) == (1920 + CLEAR, 3840 - CLEAR)


@given(SHARES, st.lists(st.integers(1, 11), max_size=4, unique=True), st.floats(0, 60))
def test_spans_keep_order_inside_and_apart(shares: list[float], twelfths: list[int], gap: float) -> None:
    cuts = sorted(500.0 * each for each in twelfths)
    spans = divide((0, 6000), shares, cuts, gap)
    assert len(spans) == len(shares)
    assert spans[0][0] >= 0 and spans[-1][0] + spans[-1][1] <= 6000 + 1e-6
    for (start, length), (following, _) in pairwise(spans):
        assert start + length <= following + 1e-6
    if len(cuts) < len(shares):
        crossed = [cut for cut in cuts for start, length in spans if start < cut < start + length]
        assert crossed == []
