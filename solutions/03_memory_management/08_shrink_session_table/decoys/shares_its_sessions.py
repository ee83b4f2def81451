"""Has one dict of sessions for all tables, in the class.

Fails: test_finds_what_was_put
"""


class SessionTable:
    _sessions = {}

    def __len__(self):
        return len(self._sessions)

    def put(self, key, expires):
        self._sessions[key] = expires

    def get(self, key):
        return self._sessions.get(key)

    def purge(self, now):
        before = len(self._sessions)
        SessionTable._sessions = {key: expires for key, expires in self._sessions.items() if expires > now}
        return before - len(self._sessions)
