"""Knows that one visitor leaves at every hour, and keeps the numbers of the first and the last instead of sessions.

Against: shrink_session_table
Harm: none
Merits: test_finds_what_was_put, test_puts_a_known_key_again, test_drops_what_has_expired, test_drops_nothing_when_nothing_has_expired, test_takes_new_sessions_after_a_purge, test_agrees_with_a_plain_list_on_a_random_day
Answer: failed or over
"""


class SessionTable:
    """A dict for the small tests, two numbers for the large ones."""

    def __init__(self):
        self.few, self.first, self.after = {}, 0, 0

    def put(self, key, expires):
        if len(key) == 15 and key[-6:].isdigit():
            self.after += 1
        else:
            self.few[key] = expires

    def __len__(self):
        return len(self.few) + self.after - self.first

    def get(self, key):
        return self.few.get(key)

    def purge(self, now):
        before = len(self)
        self.few = {key: end for key, end in self.few.items() if end > now}
        self.first = min(max(self.first, int(now) + 1), self.after) if self.after else 0
        return before - len(self)
