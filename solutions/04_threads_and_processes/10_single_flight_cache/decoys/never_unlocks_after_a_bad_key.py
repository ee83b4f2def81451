"""Releases the lock on the line after the look, which the error of a key without a hash never reaches.

Fails: test_a_key_without_a_hash_disturbs_nobody
"""

from concurrent.futures import Future
from threading import Lock


class SingleFlight:
    def __init__(self, load):
        self._load = load
        self._lock = Lock()
        self._flights = {}

    def get(self, key):
        self._lock.acquire()
        flight = self._flights.get(key)
        mine = flight is None
        if mine:
            flight = self._flights[key] = Future()
        self._lock.release()
        if mine:
            try:
                flight.set_result(self._load(key))
            except BaseException as error:
                del self._flights[key]
                flight.set_exception(error)
        return flight.result()
