"""Takes a value of None for "not loaded", and so loads that page again and again.

Fails: test_loads_a_key_once_and_for_all
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
            mine = flight is None or (flight.done() and flight.result() is None)
            if mine:
                flight = self._flights[key] = Future()
        if mine:
            try:
                flight.set_result(self._load(key))
            except BaseException as error:
                del self._flights[key]
                flight.set_exception(error)
        return flight.result()
