"""An initializer loads the model into a global of each worker, where every task finds it."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Protocol


class Model(Protocol):
    """What ``load`` returns."""

    def predict(self, item: int) -> int:
        """The class of an image, by its number."""
        ...


_model: Model


def _begin(load: Callable[[str], Model], path: str) -> None:
    global _model
    _model = load(path)


def _predict(item: int) -> int:
    return _model.predict(item)


def predict_all(load: Callable[[str], Model], path: str, items: list[int], workers: int) -> list[int]:
    """Return ``load(path).predict(item)`` for every item, computed by ``workers`` processes at the same time.

    Load the model once in each worker process, and send it to none. ``load`` can be imported by
    other processes.
    """
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(load, path)) as pool:
        return list(pool.map(_predict, items))
