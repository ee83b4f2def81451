"""Written as a recursion, but each step only returns the next one, to a loop that calls it."""

from collections.abc import Callable
from typing import Any


def compose(*stages: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def step(place: int, value: Any) -> tuple[int, Any]:
        return place + 1, stages[place](value)

    def pipeline(value: Any) -> Any:
        place = 0
        while place < len(stages):
            try:
                place, value = step(place, value)
            except Exception as error:
                error.add_note(f"stage {place + 1} of {len(stages)}")
                raise
        return value

    return pipeline
