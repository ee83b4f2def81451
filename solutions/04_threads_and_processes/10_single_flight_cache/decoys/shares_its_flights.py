"""Keeps its Futures in the class, so that all caches share them.

Fails: test_caches_are_independent
"""

from concurrent.futures import Future


class SingleFlight:
    _flights = {}

    def __init__(self, load):
        self._load = load

    def get(self, key):
        mine = Future()
        flight = self._flights.setdefault(key, mine)
        if flight is mine:
            try:
                mine.set_result(self._load(key))
            except BaseException as error:
                del self._flights[key]
                mine.set_exception(error)
        return flight.result()
