"""Sorts all sessions by their end to find the expired ones: a pair for each, all at once.

Fails: test_needs_1_mib_while_it_purges
"""

from bisect import bisect_right


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
        pairs = sorted((expires, key) for key, expires in self._sessions.items())
        dropped = bisect_right(pairs, now, key=lambda pair: pair[0])
        self._sessions = {key: expires for expires, key in pairs[dropped:]}
        return dropped
