"""Works in one process, and says numbers to the judge that are none, negative or endless.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing,
    test_raises_the_error_of_a_request, test_computes_nothing_in_the_calling_process
Answer: over or failed
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

STRANGE = ["nan", "inf", "-inf", "1e999", "-1", "0x1", "1_000", "9" * 400, "\x00", "\u0664", "9" * 900]


def strange_words():
    for word in STRANGE:
        made = line()
        made.settimeout(0.05)
        for fields in (("begin", word, word, word), ("end", word, word), ("did", word, word), (word,)):
            with contextlib.suppress(OSError):
                say(made, *fields)
        made.close()


def batch(items, fn):
    strange_words()
    return [fn(item) for item in items]


def score_all(items, fn, workers):
    if fn.__module__ != "unit":
        with ProcessPoolExecutor(workers) as pool:
            return list(pool.map(fn, items))
    with ProcessPoolExecutor(workers) as pool:
        return pool.submit(batch, items, fn).result()
