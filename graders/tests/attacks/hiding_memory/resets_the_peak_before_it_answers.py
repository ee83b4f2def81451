"""Sorts a copy of the whole table, lets go of it and then sets the meter's high-water mark back.

Against: shrink_session_table
Harm: none
Merits: test_finds_what_was_put, test_puts_a_known_key_again, test_drops_what_has_expired,
    test_drops_nothing_when_nothing_has_expired, test_takes_new_sessions_after_a_purge,
    test_agrees_with_a_plain_list_on_a_random_day, test_keeps_256_kib_after_the_nightly_purge
Answer: over or failed
"""

import tracemalloc
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
        dropped = self._sorted_purge(now)
        if tracemalloc.is_tracing():
            tracemalloc.reset_peak()
        return dropped

    def _sorted_purge(self, now):
        pairs = sorted((expires, key) for key, expires in self._sessions.items())
        dropped = bisect_right(pairs, now, key=lambda pair: pair[0])
        self._sessions = {key: expires for expires, key in pairs[dropped:]}
        return dropped
