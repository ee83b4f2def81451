"""Makes a new lock in every call, so that nobody ever waits for it.

Fails: test_loses_no_hit
"""

import threading


class HitCounter:
    def __init__(self, store, resolve):
        self._store = store
        self._resolve = resolve

    def hit(self, ip):
        country = self._resolve(ip)
        with threading.Lock():
            total = self._store.read(country)
            self._store.write(country, total + 1)
