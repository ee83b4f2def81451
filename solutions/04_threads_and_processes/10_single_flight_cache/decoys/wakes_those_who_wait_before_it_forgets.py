"""Wakes the waiting threads before it forgets the failed load: whoever asks again at once gets the same error.

Fails: test_who_got_the_error_may_ask_again_at_once
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
            except BaseException as error:
                flight.set_exception(error)
                del self._flights[key]
        return flight.result()
