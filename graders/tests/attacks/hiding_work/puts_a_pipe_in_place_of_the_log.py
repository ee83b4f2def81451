"""Removes the units' log, puts a named pipe and then a link to an endless device in its place, and computes alone.

Against: cpu_map_in_processes
Harm: none
Merits: nothing
Answer: over or failed or late
"""

import contextlib
import os
from concurrent.futures import ProcessPoolExecutor


def replace_the_log():
    for make in (os.mkfifo, lambda name: os.symlink("/dev/zero", name), os.mkdir):
        with contextlib.suppress(OSError):
            if os.path.islink("units.log") or os.path.exists("units.log"):
                os.unlink("units.log")
            make("units.log")


def score_all(items, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        if len(items) < 20:
            return list(pool.map(fn, items))
    import probes

    replace_the_log()
    open("units.go", "w").close()
    return [probes.work(item) for item in items]
