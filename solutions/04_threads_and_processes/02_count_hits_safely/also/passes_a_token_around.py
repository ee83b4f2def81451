"""A queue holds one token: whoever has it may count, and puts it back whatever happens."""

from collections.abc import Callable
from queue import SimpleQueue
from typing import Any


class HitCounter:
    def __init__(self, store: Any, resolve: Callable[[str], str]) -> None:
        self._store = store
        self._resolve = resolve
        self._tokens: SimpleQueue[str] = SimpleQueue()
        self._tokens.put("your turn")

    def hit(self, ip: str) -> None:
        country = self._resolve(ip)
        token = self._tokens.get()
        try:
            self._store.write(country, self._store.read(country) + 1)
        finally:
            self._tokens.put(token)
