"""Is the given code: nothing keeps two threads from reading the same total.

Fails: test_loses_no_hit
"""


class HitCounter:
    def __init__(self, store, resolve):
        self._store = store
        self._resolve = resolve

    def hit(self, ip):
        country = self._resolve(ip)
        total = self._store.read(country)
        self._store.write(country, total + 1)
