"""Rebuilds the table, but remembers every session that it dropped.

Fails: test_keeps_256_kib_after_the_nightly_purge,
    test_keeps_256_kib_after_many_small_purges, test_needs_1_mib_while_it_purges
"""


class SessionTable:
    def __init__(self):
        self._sessions = {}
        self._dropped = []

    def __len__(self):
        return len(self._sessions)

    def put(self, key, expires):
        self._sessions[key] = expires

    def get(self, key):
        return self._sessions.get(key)

    def purge(self, now):
        gone = {key: expires for key, expires in self._sessions.items() if expires <= now}
        self._sessions = {key: expires for key, expires in self._sessions.items() if expires > now}
        self._dropped.append(gone)
        return len(gone)
