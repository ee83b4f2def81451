"""Leaves every expired key in the dict, marked with None.

Fails: test_keeps_256_kib_after_the_nightly_purge,
    test_keeps_256_kib_after_many_small_purges
"""


class SessionTable:
    def __init__(self):
        self._sessions = {}

    def __len__(self):
        return sum(expires is not None for expires in self._sessions.values())

    def put(self, key, expires):
        self._sessions[key] = expires

    def get(self, key):
        return self._sessions.get(key)

    def purge(self, now):
        before = len(self)
        for key, expires in self._sessions.items():
            if expires is not None and expires <= now:
                self._sessions[key] = None
        return before - len(self)
