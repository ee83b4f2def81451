"""Shares a load with everyone who asks meanwhile, but forgets the value afterwards.

Fails: test_loads_a_key_once_and_for_all, test_a_failure_is_not_cached, test_agrees_with_a_model_on_a_random_day,
    test_who_got_the_error_may_ask_again_at_once
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
