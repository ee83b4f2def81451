"""Has a lock for each key: after an error everyone who waited loads again, and the locks are kept forever.

Fails: test_everybody_who_waits_gets_the_error, test_keeps_32_kib_at_most_after_2000_failures
"""

from collections import defaultdict
from threading import Lock


class SingleFlight:
    def __init__(self, load):
        self._load = load
        self._lock = Lock()
        self._locks = defaultdict(Lock)
        self._values = {}

    def get(self, key):
        with self._lock:
            lock = self._locks[key]
        with lock:
            if key not in self._values:
                self._values[key] = self._load(key)
            return self._values[key]
