"""An object that keeps the stages, each with its note, and goes through them when it is called."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any


@contextmanager
def noting(note: str) -> Any:
    try:
        yield
    except Exception as error:
        error.add_note(note)
        raise


class compose:
    def __init__(self, *stages: Callable[[Any], Any]) -> None:
        self._stages = [(f"stage {number} of {len(stages)}", stage) for number, stage in enumerate(stages, start=1)]

    def __call__(self, value: Any) -> Any:
        for note, stage in self._stages:
            with noting(note):
                value = stage(value)
        return value
