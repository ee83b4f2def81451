"""Short ways to reach the learner's code of the running execution."""

from __future__ import annotations

from typing import Any

import pytest

from graders.model.report import Measure, Over
from graders.workers import execution
from graders.workers.learner import Name


def learner(name: str) -> Name:
    """A name of the learner's module, as a test file that imported it has it."""
    return Name("kata", name)


def measured() -> list[tuple[str, float, float]]:
    """What was measured on the running bench: (what, value, bound)."""
    return [(each.what, each.value, each.bound) for each in execution.current().measures]


def over(call: Any) -> Measure:
    """The measure that a call breaks."""
    with pytest.raises(Over) as caught:
        call()
    assert caught.value.measure is not None
    return caught.value.measure
