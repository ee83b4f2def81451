"""Fills a dict with the keys of all visitors at import; the sessions live in it forever, and no purge makes it smaller.

Against: shrink_session_table
Harm: none
Merits: test_puts_a_known_key_again, test_drops_what_has_expired, test_drops_nothing_when_nothing_has_expired,
    test_takes_new_sessions_after_a_purge, test_agrees_with_a_plain_list_on_a_random_day (two tables are one)
Answer: failed or over or late
"""

from array import array

PLACES = {f"session-{number:06}": number for number in range(100_000)}
ENDS = array("d", [-1.0]) * 200_000
COUNT = [0]


class SessionTable:
    """A window on what was there before."""

    def put(self, key, expires):
        place = PLACES.setdefault(key, len(PLACES))
        COUNT[0] += ENDS[place] < 0
        ENDS[place] = expires

    def __len__(self):
        return COUNT[0]

    def get(self, key):
        end = ENDS[PLACES[key]] if key in PLACES else -1.0
        return None if end < 0 else end

    def purge(self, now):
        dropped = 0
        for place in range(len(ENDS)):
            if 0 <= ENDS[place] <= now:
                ENDS[place] = -1.0
                dropped += 1
        COUNT[0] -= dropped
        return dropped
