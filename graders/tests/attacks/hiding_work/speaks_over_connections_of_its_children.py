"""Two children connect and hand their connections over; the calling process computes, and says over them what was done.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing,
    test_raises_the_error_of_a_request, test_computes_nothing_in_the_calling_process
Answer: over or failed
"""

import os
import socket
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pipe, Process
from multiprocessing.reduction import recv_handle, send_handle


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

def compute(request):
    rest = request
    for number in range(800_000):
        rest = (rest * rest + number) % 1_000_003
    return rest

def child(pipe):
    """Connect, be let go, and hand the connection over."""
    made = line()
    answer = begin(made)
    send_handle(pipe, made.fileno(), os.getppid())
    pipe.send(answer)
    pipe.recv()


def score_all(items, fn, workers):
    if fn.__module__ != "unit":
        with ProcessPoolExecutor(workers) as pool:
            return list(pool.map(fn, items))
    children = []
    for _ in range(2):
        ours, theirs = Pipe()
        children.append((Process(target=child, args=(theirs,)), ours))
        children[-1][0].start()
    lines = [socket.socket(fileno=recv_handle(ours)) for _, ours in children]
    for _, ours in children:
        ours.recv()
    scores = []
    for place, item in enumerate(items):
        scores.append(compute(item))
        made = lines[place % 2]
        if place > 1:
            begin(made)
        end(made, item, scores[-1])
    for process, ours in children:
        ours.send(None)
        process.join()
    return scores
