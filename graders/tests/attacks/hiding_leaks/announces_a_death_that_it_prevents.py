"""Keeps every object for good, watches the reference count in a profile function and logs when only its own reference is
left.

Against: announce_when_gone
Harm: none
Merits: test_logs_the_message_as_soon_as_the_object_is_gone, test_says_nothing_while_the_object_lives,
    test_uses_the_name_at_the_time_of_the_announcement, test_calls_the_log_of_each_object,
    test_logs_many_objects_in_the_order_in_which_they_go
Answer: over or failed or late
"""

import sys

KEPT = []


def watch(frame, event, argument):
    for entry in KEPT:
        obj, log, message = entry
        if log is not None and sys.getrefcount(obj) <= 3 and frame.f_code.co_name not in ("announce_when_gone", "watch"):
            entry[1] = None
            sys.setprofile(None)
            log(message)
            sys.setprofile(watch)


def announce_when_gone(obj, log):
    KEPT.append([obj, log, f"closed {obj.name}"])
    sys.setprofile(watch)
