"""Holds the lock while it looks and while it stores, and lets it go in between, when the decision is due.

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
