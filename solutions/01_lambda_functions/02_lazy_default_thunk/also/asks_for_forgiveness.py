"""Takes the KeyError of a plain look-up for the news that the key is missing."""

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def get_or_make(cache: dict[K, V], key: K, make: Callable[[], V]) -> V:
    try:
        return cache[key]
    except KeyError:
        value = make()
    cache[key] = value
    return value
