"""A right finalizer, and a run of the garbage collector that the bound does not allow.

Against: announce_when_gone
Harm: none
Merits: test_logs_the_message_as_soon_as_the_object_is_gone, test_says_nothing_while_the_object_lives, test_uses_the_name_at_the_time_of_the_announcement, test_calls_the_log_of_each_object, test_logs_many_objects_in_the_order_in_which_they_go
Answer: over
"""

import gc
import weakref


def announce_when_gone(obj, log):
    """Announce; collect first, just to be sure."""
    gc.collect()
    weakref.finalize(obj, log, f"closed {obj.name}")
