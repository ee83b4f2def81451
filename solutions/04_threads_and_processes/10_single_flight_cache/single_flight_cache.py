"""The lock is held only to decide who loads; the others wait for that load's Future without it."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class SingleFlight(Generic[K, V]):
    """Loads each key once, however many threads ask for it at the same time."""

    def __init__(self, load: Callable[[K], V]) -> None:
        self._load = load
        self._lock = Lock()
        self._flights: dict[K, Future[V]] = {}

    def get(self, key: K) -> V:
        """Return ``load(key)``, from the cache if it was loaded before.

        Whoever asks while the key is being loaded waits for that load, and gets its value or its
        error. Different keys load side by side. An error is not cached.
        """
        with self._lock:
            flight = self._flights.get(key)
            mine = flight is None
            if flight is None:
                flight = self._flights[key] = Future()
        if mine:
            self._land(key, flight)
        return flight.result()

    def _land(self, key: K, flight: "Future[V]") -> None:
        """Load the key, and tell everyone who waits; a failed flight is forgotten first."""
        try:
            flight.set_result(self._load(key))
        except BaseException as error:
            del self._flights[key]
            flight.set_exception(error)
