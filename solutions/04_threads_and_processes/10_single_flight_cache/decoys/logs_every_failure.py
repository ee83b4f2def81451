"""Keeps every failure, with its key, in a list for the statistics.

Fails: test_keeps_32_kib_at_most_after_2000_failures
"""

from concurrent.futures import Future
from threading import Lock


class SingleFlight:
    def __init__(self, load):
        self._load = load
        self._lock = Lock()
        self._flights = {}
        self._failed = []

    def get(self, key):
        with self._lock:
            flight = self._flights.get(key)
            mine = flight is None
            if mine:
                flight = self._flights[key] = Future()
        if mine:
            try:
                flight.set_result(self._load(key))
            except BaseException as error:
                self._failed.append((key, error))
                del self._flights[key]
                flight.set_exception(error)
        return flight.result()
