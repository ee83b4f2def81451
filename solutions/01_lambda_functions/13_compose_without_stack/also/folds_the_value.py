"""reduce folds the value along the numbered stages; one try around it all knows how far it came."""

from collections.abc import Callable
from functools import reduce
from typing import Any


def compose(*stages: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def pipeline(value: Any) -> Any:
        def step(so_far: Any, stage: Callable[[Any], Any]) -> Any:
            nonlocal number
            number += 1
            return stage(so_far)

        number = 0
        try:
            return reduce(step, stages, value)
        except BaseException as error:
            error.add_note(f"stage {number} of {len(stages)}")
            raise

    return pipeline
