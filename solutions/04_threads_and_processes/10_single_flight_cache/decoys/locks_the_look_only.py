"""Holds the lock while it looks and again while it stores, but not in between, where others look as well.

Fails: test_everybody_who_waits_gets_the_error, test_loads_once_for_all_who_ask_at_once
"""

from threading import Lock


class SingleFlight:
    def __init__(self, load):
        self._load = load
        self._lock = Lock()
        self._values = {}

    def get(self, key):
        with self._lock:
            if key in self._values:
                return self._values[key]
        value = self._load(key)
        with self._lock:
            return self._values.setdefault(key, value)
