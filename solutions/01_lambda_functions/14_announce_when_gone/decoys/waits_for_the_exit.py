"""Logs when the program ends, not when the object does.

Fails: test_logs_the_message_as_soon_as_the_object_is_gone, test_uses_the_name_at_the_time_of_the_announcement,
    test_calls_the_log_of_each_object, test_logs_many_objects_in_the_order_in_which_they_go,
    test_frees_every_object_at_once
"""

import atexit


def announce_when_gone(obj, log):
    atexit.register(log, f"closed {obj.name}")
