"""A lock for each country, so that hits of different countries need not wait for each other."""

import threading
from collections.abc import Callable
from typing import Any


class HitCounter:
    def __init__(self, store: Any, resolve: Callable[[str], str]) -> None:
        self._store = store
        self._resolve = resolve
        self._locks: dict[str, threading.Lock] = {}
        self._making = threading.Lock()

    def hit(self, ip: str) -> None:
        country = self._resolve(ip)
        with self._making:
            lock = self._locks.setdefault(country, threading.Lock())
        with lock:
            self._store.write(country, self._store.read(country) + 1)
