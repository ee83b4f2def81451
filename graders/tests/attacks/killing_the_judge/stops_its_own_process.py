"""Stops its own process with SIGSTOP when the twentieth object is announced, so that it neither computes nor sleeps, and
the judge waits as long as it can.

Against: announce_when_gone
Harm: keeps the judge waiting
Merits: test_logs_the_message_as_soon_as_the_object_is_gone, test_says_nothing_while_the_object_lives,
    test_uses_the_name_at_the_time_of_the_announcement, test_calls_the_log_of_each_object (up to then it is right)
Answer: late or failed or crashed
"""

import os
import signal
import weakref

ANNOUNCED = []


def announce_when_gone(obj, log):
    """Announce as it should be; stop in the tests that announce twenty and more."""
    weakref.finalize(obj, log, f"closed {obj.name}")
    ANNOUNCED.append(obj.name)
    if len(ANNOUNCED) == 20:
        os.kill(os.getpid(), signal.SIGSTOP)
