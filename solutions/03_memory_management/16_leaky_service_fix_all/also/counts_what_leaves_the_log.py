"""Keeps small events of the last ten requests, and counts the older ones by user."""

from collections import Counter, deque
from collections.abc import Callable
from typing import NamedTuple, Protocol


class Request(Protocol):
    id: int
    user: str
    text: str


class Event(NamedTuple):
    id: int
    user: str


class Service:
    def __init__(self, work: Callable[[Request], str]) -> None:
        self._work = work
        self._events: deque[Event] = deque()
        self._older: Counter[str] = Counter()
        self._error: str | None = None
        self._callbacks: list[tuple[int, Callable[[str], None]]] = []

    def on_done(self, request: Request, callback: Callable[[str], None]) -> None:
        self._callbacks.append((request.id, callback))

    def handle(self, request: Request) -> str:
        try:
            answer = self._work(request)
        except Exception as error:
            self._error = str(error)
            answer = f"failed: {error}"
        self._events.append(Event(request.id, request.user))
        if len(self._events) > 10:
            self._older[self._events.popleft().user] += 1
        due = [callback for id, callback in self._callbacks if id == request.id]
        self._callbacks = [(id, callback) for id, callback in self._callbacks if id != request.id]
        for callback in due:
            callback(answer)
        return answer

    def recent(self) -> list[int]:
        return [event.id for event in self._events]

    def last_error(self) -> str | None:
        return self._error

    def stats(self) -> dict[str, int]:
        return dict(self._older + Counter(event.user for event in self._events))
