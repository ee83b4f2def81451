"""accumulate gives the value after each stage, and a deque of length one keeps the last."""

from collections import deque
from collections.abc import Callable
from itertools import accumulate, chain
from typing import Any


def compose(*stages: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def pipeline(value: Any) -> Any:
        values = accumulate(chain([value], stages), lambda so_far, stage: stage(so_far))
        return deque(values, maxlen=1).pop()

    return pipeline
