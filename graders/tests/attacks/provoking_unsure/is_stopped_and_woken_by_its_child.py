"""Computes alone while a child stops and wakes it by turns, as a quota would, so that it seems to be kept from a core.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_nothing_for_nothing, test_gives_a_score_for_every_request, test_raises_the_error_of_a_request,
    test_keeps_the_order_of_the_requests
Answer: over or failed or late or crashed
"""

import os
import signal
import time


def score_all(items, fn, workers):
    if len(items) < 20:
        return [fn(item) for item in items]
    parent, child = os.getpid(), os.fork()
    if not child:
        for _ in range(200):
            os.kill(parent, signal.SIGSTOP)
            time.sleep(0.004)
            os.kill(parent, signal.SIGCONT)
            time.sleep(0.004)
        os._exit(0)
    try:
        return [fn(item) for item in items]
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
