"""Values in one dict, loads under way in another: each is an Event with an outcome, and is removed when it is over."""

from collections.abc import Callable
from threading import Event, Lock
from typing import Any


class Flight:
    def __init__(self) -> None:
        self.over = Event()
        self.value: Any = None
        self.error: BaseException | None = None


class SingleFlight:
    def __init__(self, load: Callable[[Any], Any]) -> None:
        self._load = load
        self._lock = Lock()
        self._values: dict[Any, Any] = {}
        self._flights: dict[Any, Flight] = {}

    def get(self, key: Any) -> Any:
        with self._lock:
            if key in self._values:
                return self._values[key]
            flight = self._flights.get(key)
            if flight is None:
                mine = self._flights[key] = Flight()
        if flight is None:
            return self._fly(key, mine)
        flight.over.wait()
        if flight.error is not None:
            raise flight.error
        return flight.value

    def _fly(self, key: Any, flight: Flight) -> Any:
        try:
            flight.value = self._load(key)
        except BaseException as error:
            flight.error = error
            raise
        finally:
            with self._lock:
                del self._flights[key]
                if flight.error is None:
                    self._values[key] = flight.value
            flight.over.set()
        return flight.value
