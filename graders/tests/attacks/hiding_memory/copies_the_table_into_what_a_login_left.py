"""Takes a ballast in the first put, frees it before the purge, and sorts a copy of the table where it was.

Against: shrink_session_table
Harm: none
Merits: test_finds_what_was_put, test_puts_a_known_key_again, test_drops_what_has_expired,
    test_drops_nothing_when_nothing_has_expired, test_takes_new_sessions_after_a_purge,
    test_agrees_with_a_plain_list_on_a_random_day, test_keeps_256_kib_after_the_nightly_purge
Answer: over or failed
"""

import tracemalloc


class SessionTable:
    def __init__(self):
        self._sessions = {}
        self._pins = []

    def __len__(self):
        return len(self._sessions)

    def put(self, key, expires):
        if not self._pins and len(self._sessions) == 99_000:
            junk = [(number, str(number) * 9) for number in range(100_000)]
            self._pins = junk[::1_000]
        self._sessions[key] = expires

    def get(self, key):
        return self._sessions.get(key)

    def purge(self, now):
        before = len(self._sessions)
        self._pins = self._pins and [None]
        by_time = sorted((expires, key) for key, expires in self._sessions.items())
        self._sessions = {key: expires for expires, key in by_time if expires > now}
        return before - len(self._sessions)
