"""Counts in the call, and does the purge, by a sorted list of all keys, when the worker flushes the streams, before it answers.

Against: shrink_session_table
Harm: none
Merits: test_finds_what_was_put, test_puts_a_known_key_again, test_drops_what_has_expired, test_drops_nothing_when_nothing_has_expired, test_takes_new_sessions_after_a_purge, test_agrees_with_a_plain_list_on_a_random_day,
    test_keeps_256_kib_after_the_nightly_purge, test_keeps_256_kib_after_many_small_purges
Answer: over or failed
"""

import sys

due = []


class Stream:
    def write(self, text):
        return len(text)

    def flush(self):
        while due:
            table, now = due.pop()
            table.drop(now)


sys.stdout = Stream()


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
        due.append((self, now))
        return sum(expires <= now for expires in self._sessions.values())

    def drop(self, now):
        keys = sorted(self._sessions, key=self._sessions.get)
        self._sessions = {key: self._sessions[key] for key in keys if self._sessions[key] > now}
