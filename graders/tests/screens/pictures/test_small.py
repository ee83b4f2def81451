"""A curve on one line: ramp, flat line and saw differ, and what is above the bound is told apart."""

from __future__ import annotations

import pytest

from graders.model.drawing import Curve
from graders.screens.pictures.small import BLOCKS, sparks


def line(high: list[int], bound: float = 80, columns: int = 8, at: list[int] | None = None) -> str:
    places = at or list(range(1, len(high) + 1))
    return "".join(
        blocks for blocks, _ in sparks(Curve("peak memory", bound, "items taken", places, high, high), columns)
    )


def test_a_ramp_goes_up() -> None:
    assert line([10, 20, 30, 40, 50, 60, 70, 80]) == "".join(BLOCKS[place] for place in (1, 2, 3, 4, 5, 6, 7, 7))


def test_a_flat_line_is_flat() -> None:
    assert line([5] * 30) == BLOCKS[0] * 8


def test_a_saw_goes_up_and_down() -> None:
    assert line([10, 40, 10, 40]) == "".join(BLOCKS[place] for place in (1, 1, 1, 4, 4, 1, 1, 4))


def test_what_is_above_the_bound_is_a_run_of_its_own() -> None:
    runs = sparks(Curve("peak memory", 40, "items taken", [1, 2, 3, 4], [10] * 4, [10, 80, 80, 10]), 4)
    assert runs == [(BLOCKS[1], False), (BLOCKS[7] * 2, True), (BLOCKS[1], False)]


@pytest.mark.parametrize("at", [[0], [0, 0, 0], [5, 5, 900]])
def test_every_column_has_a_block(at: list[int]) -> None:
    assert len(line([7] * len(at), at=at, columns=33)) == 33


def test_nothing_held_is_low() -> None:
    assert line([0], bound=0) == BLOCKS[0] * 8
