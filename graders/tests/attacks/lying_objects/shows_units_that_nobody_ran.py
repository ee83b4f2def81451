"""Computes nothing: two processes spin for a moment and show ten units each with scores that they made up.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing,
    test_raises_the_error_of_a_request, test_computes_nothing_in_the_calling_process
Answer: over or failed
"""

import os
import socket
import threading
import time
from concurrent.futures import ProcessPoolExecutor


def line():
    """A connection to the judge, as units have it."""
    made = socket.socket(socket.AF_UNIX)
    made.connect("units.socket")
    return made


def say(made, *fields):
    made.sendall("\t".join(map(str, fields)).encode() + b"\n")


def begin(made, pid=None, interpreter=0):
    say(made, "begin", pid or os.getpid(), threading.get_native_id(), interpreter)
    return made.recv(1)


def end(made, item, result):
    say(made, "end", item, result)
    return made.recv(1)

def spin(items):
    made = line()
    for item in items:
        begin(made)
        end_of_spinning = time.thread_time() + 0.05
        while time.thread_time() < end_of_spinning:
            pass
        end(made, item, 0)


def score_all(items, fn, workers):
    if fn.__module__ == "unit":
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(spin, [items[::2], items[1::2]]))
        return [0] * len(items)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
