"""A plain dict, in which a key that is used is taken out and put in again, and a recursive walk."""

from sys import getsizeof
from typing import Any


class ByteBudgetCache:
    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._values: dict[str, Any] = {}
        self._sizes: dict[str, int] = {}

    def get(self, key: str) -> object | None:
        if key in self._values:
            self._values[key] = self._values.pop(key)
        return self._values.get(key)

    def put(self, key: str, value: object) -> None:
        self._drop(key)
        size = self._weigh(value, set())
        if size <= self._max_bytes:
            self._values[key], self._sizes[key] = value, size
        while sum(self._sizes.values()) > self._max_bytes:
            self._drop(next(iter(self._values)))

    def _drop(self, key: str) -> None:
        self._values.pop(key, None)
        self._sizes.pop(key, None)

    def _weigh(self, value: Any, seen: set[int]) -> int:
        if id(value) in seen:
            return 0
        seen.add(id(value))
        inside = value if isinstance(value, list) else ()
        if isinstance(value, dict):
            inside = [*value.keys(), *value.values()]
        return getsizeof(value) + sum(self._weigh(each, seen) for each in inside)
