"""Keeps weak references in a set, which takes those of equal objects for one and drops the second.

Fails: test_calls_the_log_of_each_object, test_logs_many_objects_in_the_order_in_which_they_go,
    test_frees_every_object_at_once
"""

import weakref

WAITING = set()


def announce_when_gone(obj, log):
    message = f"closed {obj.name}"
    WAITING.add(weakref.ref(obj, lambda reference: log(message)))
