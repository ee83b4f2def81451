"""One conditional expression: of its two sides Python works out just the one that it needs."""

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def get_or_make(cache: dict[K, V], key: K, make: Callable[[], V]) -> V:
    return cache[key] if key in cache else cache.setdefault(key, make())
