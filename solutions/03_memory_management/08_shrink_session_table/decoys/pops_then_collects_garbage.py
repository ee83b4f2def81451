"""Pops the expired keys and asks the garbage collector for help, which has nothing to collect.

Fails: test_keeps_256_kib_after_the_nightly_purge,
    test_keeps_256_kib_after_many_small_purges
"""

import gc


class SessionTable:
    def __init__(self):
        self._sessions = {}

    def __len__(self):
        return len(self._sessions)

    def put(self, key, expires):
        self._sessions[key] = expires

    def get(self, key):
        return self._sessions.get(key)

    def purge(self, now):
        dropped = 0
        for key in list(self._sessions):
            if self._sessions[key] <= now:
                self._sessions.pop(key)
                dropped += 1
        gc.collect()
        return dropped
