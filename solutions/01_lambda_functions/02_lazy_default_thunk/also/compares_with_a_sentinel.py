"""Gives dict.get a default that nobody else can have stored, and looks only once on a hit."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_MISSING: Any = object()


def get_or_make(cache: dict[K, V], key: K, make: Callable[[], V]) -> V:
    if (value := cache.get(key, _MISSING)) is _MISSING:
        value = cache[key] = make()
    return value
