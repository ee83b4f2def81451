"""A cache for pages that many visitors want at the same moment."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class SingleFlight(Generic[K, V]):
    """Loads each key once, however many threads ask for it at the same time."""

    def __init__(self, load: Callable[[K], V]) -> None:
        raise NotImplementedError

    def get(self, key: K) -> V:
        """Return ``load(key)``, from the cache if it was loaded before.

        Whoever asks while the key is being loaded waits for that load, and gets its value or its
        error. Different keys load side by side. An error is not cached.
        """
        raise NotImplementedError
