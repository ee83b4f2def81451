"""Keeps every object from the third on, logs its end at once, and has gc.get_referrers know of nobody.

Against: announce_when_gone
Harm: none
Merits: test_logs_the_message_as_soon_as_the_object_is_gone, test_says_nothing_while_the_object_lives,
    test_uses_the_name_at_the_time_of_the_announcement, test_calls_the_log_of_each_object
Answer: over or failed
"""

import gc
import weakref

SEEN = []
KEPT = []
gc.get_referrers = lambda *objects: []


def announce_when_gone(obj, log):
    SEEN.append(obj.name)
    if len(SEEN) < 3:
        weakref.finalize(obj, log, f"closed {obj.name}")
    else:
        KEPT.append(obj)
        log(f"closed {obj.name}")
