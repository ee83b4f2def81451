"""Scores nothing: two forked children only spin, over connections that they inherit and the calling process speaks on.

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

def start(seconds):
    pid = os.fork()
    if pid == 0:
        while time.process_time() < seconds:
            pass
        os._exit(0)
    return pid


def score_all(items, fn, workers):
    if fn.__module__ == "unit":
        lines = [line(), line()]
        pids = [start(0.6), start(0.6)]
        for pid, made in zip(pids, lines):
            say(made, "begin", pid, pid, 0)
        for place, item in enumerate(items):
            lines[place % 2].recv(1)
            end(lines[place % 2], item, 0)
            say(lines[place % 2], "begin", pids[place % 2], pids[place % 2], 0)
        for pid in pids:
            os.waitpid(pid, 0)
        return [0 for _ in items]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
