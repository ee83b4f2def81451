"""Wakes the waiting threads after an error as well, and they return a value that is not there.

Fails: test_everybody_who_waits_gets_the_error, test_who_got_the_error_may_ask_again_at_once
"""

from threading import Event, Lock


class SingleFlight:
    def __init__(self, load):
        self._load = load
        self._lock = Lock()
        self._values = {}
        self._flights = {}

    def get(self, key):
        with self._lock:
            if key in self._values:
                return self._values[key]
            flight = self._flights.get(key)
            mine = flight is None
            if mine:
                flight = self._flights[key] = Event()
        if not mine:
            flight.wait()
            return self._values.get(key)
        try:
            self._values[key] = self._load(key)
            return self._values[key]
        finally:
            del self._flights[key]
            flight.set()
