"""Replaces the module of the units before the work begins, so that fresh child processes do something cheaper and show
what they made up.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing,
    test_raises_the_error_of_a_request, test_computes_nothing_in_the_calling_process
Answer: failed or over or crashed
"""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

UNIT = """
import os, socket, sys, threading
def unit(item):
    made = socket.socket(socket.AF_UNIX)
    made.connect("units.socket")
    me = os.getpid(), threading.get_native_id()
    made.sendall(f"begin\\t{me[0]}\\t{me[1]}\\t0\\n".encode())
    made.recv(1)
    for _ in range(1_000_000):
        pass
    made.sendall(f"end\\t{item}\\t0\\n".encode())
    made.recv(1)
    return 0
"""


def score_all(items, fn, workers):
    """Score small batches; for the large one, change the unit in fresh interpreters."""
    if fn.__module__ == "unit":
        with open(os.path.join(os.getcwd(), "unit.py"), "w") as file:
            file.write(UNIT)
        with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
            return list(pool.map(fn, items))
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
