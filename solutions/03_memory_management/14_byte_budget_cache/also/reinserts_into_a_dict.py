"""A plain dict, in which a key that is used is taken out and put in again, and a walk from level to level."""

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
        size = self._weigh(value)
        if size <= self._max_bytes:
            self._values[key], self._sizes[key] = value, size
        while sum(self._sizes.values()) > self._max_bytes:
            self._drop(next(iter(self._values)))

    def _drop(self, key: str) -> None:
        self._values.pop(key, None)
        self._sizes.pop(key, None)

    def _weigh(self, value: Any) -> int:
        level, seen = [value], {}
        while level:
            new = {id(each): each for each in level if id(each) not in seen}
            seen |= new
            level = [inside for each in new.values() if isinstance(each, list) for inside in each]
            for each in new.values():
                if isinstance(each, dict):
                    level += [*each.keys(), *each.values()]
        return sum(map(getsizeof, seen.values()))
