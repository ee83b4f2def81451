"""Keeps waiting callbacks in a WeakKeyDictionary, so that they go together with a request that is given up."""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary


class Service:
    def __init__(self, work: Callable[[Any], str]) -> None:
        self._work = work
        self._ids: list[int] = []
        self._error: str | None = None
        self._counts: dict[str, int] = {}
        self._waiting: WeakKeyDictionary[Any, list[Callable[[str], None]]] = WeakKeyDictionary()

    def on_done(self, request: Any, callback: Callable[[str], None]) -> None:
        self._waiting.setdefault(request, []).append(callback)

    def handle(self, request: Any) -> str:
        answer = self._answer(request)
        self._ids.append(request.id)
        del self._ids[:-10]
        self._counts[request.user] = self._counts.get(request.user, 0) + 1
        for callback in self._waiting.pop(request, []):
            callback(answer)
        return answer

    def _answer(self, request: Any) -> str:
        try:
            return self._work(request)
        except Exception as error:
            self._error = str(error)
            return f"failed: {error}"

    def recent(self) -> list[int]:
        return list(self._ids)

    def last_error(self) -> str | None:
        return self._error

    def stats(self) -> dict[str, int]:
        return dict(self._counts)
