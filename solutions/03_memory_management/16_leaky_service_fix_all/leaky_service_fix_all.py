"""Of a request only its id and a count stay, of an error its text, and callbacks leave when they are called."""

from collections import Counter, deque
from collections.abc import Callable
from typing import Protocol


class Request(Protocol):
    """An order. Nobody else has an order of the same id."""

    id: int
    user: str
    text: str


class Service:
    """Handles requests, and tells how it has been going.

    What it keeps does not grow with the number of requests.
    """

    def __init__(self, work: Callable[[Request], str]) -> None:
        self._work = work
        self._recent: deque[int] = deque(maxlen=10)
        self._handled: Counter[str] = Counter()
        self._last_error: str | None = None
        self._callbacks: dict[int, list[Callable[[str], None]]] = {}

    def on_done(self, request: Request, callback: Callable[[str], None]) -> None:
        """Have ``callback(answer)`` called once, when this request has been handled."""
        self._callbacks.setdefault(request.id, []).append(callback)

    def handle(self, request: Request) -> str:
        """Return the answer of ``work``; if it raises an error, return "failed: " and the error's text."""
        try:
            answer = self._work(request)
        except Exception as error:
            self._last_error = str(error)
            answer = f"failed: {error}"
        self._recent.append(request.id)
        self._handled[request.user] += 1
        for callback in self._callbacks.pop(request.id, ()):
            callback(answer)
        return answer

    def recent(self) -> list[int]:
        """The ids of the last ten requests that were handled, the latest one last."""
        return list(self._recent)

    def last_error(self) -> str | None:
        """The text of the last error; None if there was none."""
        return self._last_error

    def stats(self) -> dict[str, int]:
        """How many requests of each user were handled, including failed ones."""
        return dict(self._handled)
