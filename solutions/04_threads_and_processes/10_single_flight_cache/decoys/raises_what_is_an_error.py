"""Keeps value and error in one place, and raises any value that is an exception.

Fails: test_loads_a_key_once_and_for_all
"""

from threading import Event, Lock


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
                flight = self._flights[key] = [Event()]
        if mine:
            try:
                flight.append(self._load(key))
            except BaseException as error:
                del self._flights[key]
                flight.append(error)
            flight[0].set()
        flight[0].wait()
        if isinstance(flight[1], BaseException):
            raise flight[1]
        return flight[1]
