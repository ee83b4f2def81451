from __future__ import annotations

import pytest

from graders.model import curves
from graders.model.curves import REFERENCE, Named
from graders.model.drawing import Curve
from graders.model.exercises import find_exercises

CURVE = Named(REFERENCE, Curve("peak memory", 65536, "items taken", [0, 256], [1, 2], [3, 4]))


@pytest.mark.usefixtures("repository")
def test_what_is_recorded_replaces_what_there_was_of_it() -> None:
    curves.record({"kept": {"test_a": [CURVE]}, "gone": {"test_b": [CURVE]}})
    curves.record({"gone": {}, "new": {"test_c": [CURVE]}})
    assert curves.curves() == {"kept": {"test_a": [CURVE]}, "new": {"test_c": [CURVE]}}
    assert len(curves.FILE.read_text(encoding="utf-8").splitlines()) == 4


def held(curve: Curve) -> float:
    """What the bound is for: the most of a peak, of what is kept the end."""
    return curve.high[-1] if curve.what == "memory kept" else max(curve.high)


def test_the_curves_of_this_repository_are_of_exercises_that_there_are() -> None:
    assert curves.curves().keys() <= {exercise.name for exercise in find_exercises()}
    for tests in curves.curves().values():
        for first, *others in tests.values():
            assert first.name == REFERENCE
            assert held(first.curve) <= first.curve.bound
            assert all(held(other.curve) > other.curve.bound for other in others)
