"""The orders of a shop, handled one after the other, for as long as the service runs."""

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol


class Request(Protocol):
    """An order. Nobody else has an order of the same id."""

    id: int
    user: str
    text: str


class Service:
    """Handles requests, and tells how it has been going.

    Bug report: memory grows with every request. There are FIVE causes.
    """

    def __init__(self, work: Callable[[Request], str]) -> None:
        self._work = lru_cache(maxsize=None)(work)
        self._handled: list[Request] = []
        self._events: list[tuple[str, str]] = []
        self._error: Exception | None = None
        self._callbacks: dict[Request, list[Callable[[str], None]]] = {}

    def on_done(self, request: Request, callback: Callable[[str], None]) -> None:
        """Have ``callback(answer)`` called once, when this request has been handled."""
        self._callbacks.setdefault(request, []).append(callback)

    def handle(self, request: Request) -> str:
        """Return the answer of ``work``; if it raises an error, return "failed: " and the error's text."""
        try:
            answer = self._work(request)
        except Exception as error:
            self._error = error
            answer = f"failed: {error}"
        self._handled.append(request)
        self._events.append((request.user, f"{request.id} {request.text} -> {answer}"))
        due = self._callbacks.get(request, [])
        self._callbacks[request] = []
        for callback in due:
            callback(answer)
        return answer

    def recent(self) -> list[int]:
        """The ids of the last ten requests that were handled, the latest one last."""
        return [request.id for request in self._handled[-10:]]

    def last_error(self) -> str | None:
        """The text of the last error; None if there was none."""
        return None if self._error is None else str(self._error)

    def stats(self) -> dict[str, int]:
        """How many requests of each user were handled, including failed ones."""
        return dict(Counter(user for user, _ in self._events))
