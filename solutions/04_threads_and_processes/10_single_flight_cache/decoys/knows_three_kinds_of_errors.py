"""Catches the errors that a database raises; after any other error, whoever waits for that load waits forever.

Fails: test_a_failure_is_not_cached, test_an_interrupted_load_is_not_cached,
    test_everybody_who_waits_gets_the_error, test_who_got_the_error_may_ask_again_at_once
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
            except (OSError, ValueError, LookupError) as error:
                del self._flights[key]
                flight.set_exception(error)
        return flight.result()
