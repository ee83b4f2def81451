"""Holds the lock during the look-up too, so that all visitors wait in one line.

Fails: test_resolves_side_by_side
"""

import threading


class HitCounter:
    def __init__(self, store, resolve):
        self._store = store
        self._resolve = resolve
        self._lock = threading.Lock()

    def hit(self, ip):
        with self._lock:
            country = self._resolve(ip)
            total = self._store.read(country)
            self._store.write(country, total + 1)
