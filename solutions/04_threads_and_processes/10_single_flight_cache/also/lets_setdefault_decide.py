"""dict.setdefault looks and takes the job in one step, so no lock is needed: the first Future wins."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class SingleFlight:
    def __init__(self, load: Callable[[Any], Any]) -> None:
        self._load = load
        self._flights: dict[Any, Future[Any]] = {}

    def get(self, key: Any) -> Any:
        mine: Future[Any] = Future()
        flight = self._flights.setdefault(key, mine)
        if flight is mine:
            try:
                mine.set_result(self._load(key))
            except BaseException as error:
                del self._flights[key]
                mine.set_exception(error)
        return flight.result()
