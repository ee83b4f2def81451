"""Reads the address 0 by a function that is there to crash: a segmentation fault in the middle of a purge.

Against: shrink_session_table
Harm: none
Merits: test_finds_what_was_put
Answer: crashed
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
        import faulthandler

        faulthandler._sigsegv()
        return 0
