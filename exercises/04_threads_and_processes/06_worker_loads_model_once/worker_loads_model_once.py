"""Classify images with a model that takes seconds to load."""

from collections.abc import Callable
from typing import Protocol


class Model(Protocol):
    """What ``load`` returns."""

    def predict(self, item: int) -> int:
        """The class of an image, by its number."""
        ...


def predict_all(load: Callable[[str], Model], path: str, items: list[int], workers: int) -> list[int]:
    """Return ``load(path).predict(item)`` for every item, computed by ``workers`` processes at the same time.

    Load the model once in each worker process, and send it to none. ``load`` can be imported by
    other processes.
    """
    raise NotImplementedError
