"""A ring of entries in the order of use, and a generator that yields every object of a value once."""

from collections.abc import Iterator
from sys import getsizeof
from typing import Any


class _Entry:
    def __init__(self, key: str, value: Any, size: int) -> None:
        self.key, self.value, self.size = key, value, size
        self.older: _Entry = self
        self.newer: _Entry = self

    def unlink(self) -> None:
        self.older.newer, self.newer.older = self.newer, self.older

    def link_before(self, other: "_Entry") -> None:
        self.older, self.newer = other.older, other
        other.older.newer = self
        other.older = self


class ByteBudgetCache:
    def __init__(self, max_bytes: int) -> None:
        self._room = max_bytes
        self._max_bytes = max_bytes
        self._entries: dict[str, _Entry] = {}
        self._ring = _Entry("", None, 0)

    def get(self, key: str) -> object | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        entry.unlink()
        entry.link_before(self._ring)
        return entry.value

    def put(self, key: str, value: object) -> None:
        if key in self._entries:
            self._drop(self._entries[key])
        entry = _Entry(key, value, sum(map(getsizeof, _objects(value))))
        if entry.size > self._max_bytes:
            return
        while self._room < entry.size:
            self._drop(self._ring.newer)
        self._entries[key] = entry
        self._room -= entry.size
        entry.link_before(self._ring)

    def _drop(self, entry: _Entry) -> None:
        entry.unlink()
        del self._entries[entry.key]
        self._room += entry.size


def _objects(value: Any) -> Iterator[Any]:
    found = {id(value): value}
    queue = [value]
    while queue:
        each = queue.pop()
        yield each
        match each:
            case dict():
                inside = [*each, *each.values()]
            case list():
                inside = each
            case _:
                continue
        new = {id(one): one for one in inside if id(one) not in found}
        found |= new
        queue += new.values()
