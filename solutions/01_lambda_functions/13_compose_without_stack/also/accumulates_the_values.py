"""accumulate yields the value after each stage, and counting them tells which one failed."""

from collections.abc import Callable
from itertools import accumulate, chain
from typing import Any


def compose(*stages: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def pipeline(value: Any) -> Any:
        values = accumulate(chain([value], stages), lambda so_far, stage: stage(so_far))
        number, last = 0, value
        try:
            for each in values:
                number, last = number + 1, each
        except Exception as error:
            error.add_note(f"stage {number} of {len(stages)}")
            raise
        return last

    return pipeline
