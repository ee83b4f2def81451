"""A pool of one thread does all the counting: no two totals are ever on their way at once, so no lock is needed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


class HitCounter:
    def __init__(self, store: Any, resolve: Callable[[str], str]) -> None:
        self._store = store
        self._resolve = resolve
        self._clerk = ThreadPoolExecutor(max_workers=1)

    def hit(self, ip: str) -> None:
        self._clerk.submit(self._add, self._resolve(ip)).result()

    def _add(self, country: str) -> None:
        self._store.write(country, self._store.read(country) + 1)
