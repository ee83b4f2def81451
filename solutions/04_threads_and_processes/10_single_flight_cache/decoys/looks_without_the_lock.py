"""Shares a Future, but looks for it without the lock: two threads may look before either has stored one.

Fails: test_everybody_who_waits_gets_the_error, test_loads_once_for_all_who_ask_at_once
"""

from concurrent.futures import Future


class SingleFlight:
    def __init__(self, load):
        self._load = load
        self._flights = {}

    def get(self, key):
        flight = self._flights.get(key)
        if flight is None:
            mine = flight = self._flights[key] = Future()
            try:
                mine.set_result(self._load(key))
            except BaseException as error:
                self._flights.pop(key, None)
                mine.set_exception(error)
        return flight.result()
