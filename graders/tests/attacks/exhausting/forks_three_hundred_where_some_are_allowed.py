"""Forks three hundred processes at once, where the exercise needs two or three: a right without a bound would let it
through.

Against: cpu_map_in_processes
Harm: fills the table of processes
Merits: test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request,
    test_computes_in_two_processes_at_once, test_uses_all_its_workers, test_computes_nothing_in_the_calling_process
Answer: failed or late or crashed or over
"""

import contextlib
import os
import time
from concurrent.futures import ProcessPoolExecutor


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Fork, at most three hundred times; all sleep."""
    born = 0
    with contextlib.suppress(OSError):
        for _ in range(300):
            if os.fork() == 0:
                time.sleep(2)
                os._exit(0)
            born += 1
    if born == 300:
        through("started 300 processes at once")


def score_all(items, fn, workers):
    """Score; for a batch of nine, fork."""
    if len(items) == 9:
        attack()
        raise RuntimeError("nothing was gained")
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
