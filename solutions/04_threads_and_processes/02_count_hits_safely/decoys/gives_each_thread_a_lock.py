"""Has a lock for every thread, which keeps no other thread out.

Fails: test_loses_no_hit
"""

import threading


class Locks(threading.local):
    def __init__(self):
        self.lock = threading.Lock()


class HitCounter:
    def __init__(self, store, resolve):
        self._store = store
        self._resolve = resolve
        self._mine = Locks()

    def hit(self, ip):
        country = self._resolve(ip)
        with self._mine.lock:
            total = self._store.read(country)
            self._store.write(country, total + 1)
