"""Protects only the write: the total that is written was read before.

Fails: test_loses_no_hit
"""

import threading


class HitCounter:
    def __init__(self, store, resolve):
        self._store = store
        self._resolve = resolve
        self._lock = threading.Lock()

    def hit(self, ip):
        country = self._resolve(ip)
        total = self._store.read(country)
        with self._lock:
            self._store.write(country, total + 1)
