"""Rebuilds the table only when one purge drops more sessions than it leaves.

Fails: test_keeps_256_kib_after_many_small_purges
"""


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
        expired = [key for key, expires in self._sessions.items() if expires <= now]
        for key in expired:
            del self._sessions[key]
        if len(expired) > len(self._sessions):
            self._sessions = dict(self._sessions.items())
        return len(expired)
