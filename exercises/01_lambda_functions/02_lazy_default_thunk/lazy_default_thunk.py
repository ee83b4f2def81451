"""Keep the answers of a slow bank, and ask only for those that are missing."""

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def get_or_make(cache: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """Return the cached value of this key; if there is none, store what ``make()`` returns, and return that.

    A call of make is expensive: call it only on a miss, and never twice for one key.
    """
    raise NotImplementedError
