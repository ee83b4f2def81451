"""Swallows the error of the look-up, and counts the address for a country called "unknown".

Fails: test_an_unknown_address_counts_nothing
"""

import threading


class HitCounter:
    def __init__(self, store, resolve):
        self._store = store
        self._resolve = resolve
        self._lock = threading.Lock()

    def hit(self, ip):
        try:
            country = self._resolve(ip)
        except Exception:
            country = "unknown"
        with self._lock:
            total = self._store.read(country)
            self._store.write(country, total + 1)
