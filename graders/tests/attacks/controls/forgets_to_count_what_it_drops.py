"""Drops and shrinks as it should, but gives no number.

Against: shrink_session_table
Harm: none
Merits: test_finds_what_was_put, test_keeps_256_kib_after_many_small_purges
Answer: failed
"""


class SessionTable:
    """A table whose purge says nothing."""

    def __init__(self):
        self._sessions = {}

    def __len__(self):
        """Sessions in the table."""
        return len(self._sessions)

    def put(self, key, expires):
        """Add or move one."""
        self._sessions[key] = expires

    def get(self, key):
        """When it ends."""
        return self._sessions.get(key)

    def purge(self, now):
        """Build the table again."""
        self._sessions = {key: expires for key, expires in self._sessions.items() if expires > now}
