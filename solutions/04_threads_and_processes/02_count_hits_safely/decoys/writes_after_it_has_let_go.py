"""Reads under the lock, but writes after releasing it: another thread has read the same total meanwhile.

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
        with self._lock:
            total = self._store.read(country)
        self._store.write(country, total + 1)
