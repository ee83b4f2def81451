"""Leaves the Future of a failed load where it is, and hands its error out forever.

Fails: test_a_failure_is_not_cached, test_agrees_with_a_model_on_a_random_day,
    test_an_interrupted_load_is_not_cached, test_everybody_who_waits_gets_the_error,
    test_keeps_32_kib_at_most_after_2000_failures, test_who_got_the_error_may_ask_again_at_once
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
        return flight.result()
