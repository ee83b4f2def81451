"""Puts a module named unit in place: its function does the work in the calling process and says that two processes do.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing,
    test_raises_the_error_of_a_request
Answer: over or failed
"""

import importlib
import os
import socket
import sys
import threading


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

really = importlib.import_module


def unit(item):
    import probes

    made = line()
    begin(made, os.getpid() + 1 + item % 2)
    result = probes.work(item)
    end(made, item, result)
    return result


def import_module(name, package=None):
    return sys.modules[__name__] if name == "unit" else really(name, package)


importlib.import_module = import_module


def score_all(items, fn, workers):
    return [fn(item) for item in items]
