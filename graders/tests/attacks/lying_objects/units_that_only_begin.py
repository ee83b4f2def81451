"""Sends the judge a megabyte of beginnings of units that never end.

Against: cpu_map_in_processes
Harm: the judge works for minutes on a short text
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing,
    test_raises_the_error_of_a_request, test_computes_nothing_in_the_calling_process
Answer: failed or over or crashed or late
"""

import contextlib
import os
import socket
import threading
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

def score_all(items, fn, workers):
    if fn.__module__ == "unit":
        with contextlib.suppress(OSError):
            line().sendall(b"begin\t1\t1\t0\n" * 60_000)
        return [0] * len(items)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
