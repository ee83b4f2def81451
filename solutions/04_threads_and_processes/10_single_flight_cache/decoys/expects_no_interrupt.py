"""Catches Exception, which an interrupt is not: its Future stays in the table, and whoever asks next waits forever.

Fails: test_an_interrupted_load_is_not_cached
"""

from concurrent.futures import Future
from threading import Lock


class SingleFlight:
    def __init__(self, load):
        self._load = load
        self._lock = Lock()
        self._flights = {}

    def get(self, key):
        with self._lock:
            flight = self._flights.get(key)
            mine = flight is None
            if mine:
                flight = self._flights[key] = Future()
        if mine:
            try:
                flight.set_result(self._load(key))
            except Exception as error:
                del self._flights[key]
                flight.set_exception(error)
        return flight.result()
