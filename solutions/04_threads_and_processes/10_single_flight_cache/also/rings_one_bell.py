"""One Condition for all keys: a box for each outcome, and everyone is woken when a load is over."""

from collections.abc import Callable
from threading import Condition
from typing import Any


class SingleFlight:
    def __init__(self, load: Callable[[Any], Any]) -> None:
        self._load = load
        self._bell = Condition()
        self._boxes: dict[Any, list[Callable[[], Any]]] = {}

    def get(self, key: Any) -> Any:
        with self._bell:
            box = self._boxes.get(key)
            if box is not None:
                self._bell.wait_for(lambda: box)
                return box[0]()
            mine = self._boxes[key] = []
        try:
            value = self._load(key)
        except BaseException as error:
            self._ring(key, mine, Raising(error), forget=True)
            raise
        self._ring(key, mine, lambda: value, forget=False)
        return value

    def _ring(self, key: Any, box: list[Callable[[], Any]], outcome: Callable[[], Any], *, forget: bool) -> None:
        with self._bell:
            box.append(outcome)
            if forget:
                del self._boxes[key]
            self._bell.notify_all()


class Raising:
    def __init__(self, error: BaseException) -> None:
        self._error = error

    def __call__(self) -> Any:
        raise self._error
