"""One lock for all threads makes read and write one step; the slow look-up stays outside."""

import threading
from collections.abc import Callable
from typing import Protocol


class Store(Protocol):
    """Keeps a total for every country."""

    def read(self, country: str) -> int:
        """Return the total of this country."""
        ...

    def write(self, country: str, total: int) -> None:
        """Replace the total of this country."""
        ...


class HitCounter:
    """Counts hits in a store; the threads of a server share one counter."""

    def __init__(self, store: Store, resolve: Callable[[str], str]) -> None:
        self._store = store
        self._resolve = resolve
        self._lock = threading.Lock()

    def hit(self, ip: str) -> None:
        """Look up the country of this address, which is slow, and add 1 to its total."""
        country = self._resolve(ip)
        with self._lock:
            total = self._store.read(country)
            self._store.write(country, total + 1)
