"""Calls log while the finalizer is made, and passes on what that returns.

Fails: test_says_nothing_while_the_object_lives, test_logs_many_objects_in_the_order_in_which_they_go
"""

import weakref


def announce_when_gone(obj, log):
    weakref.finalize(obj, lambda message: message, log(f"closed {obj.name}"))
