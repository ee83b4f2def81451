"""Leaves a grandchild in a session of its own behind, whose parent is gone.

Against: cpu_map_in_processes
Harm: would leave a process behind
Merits: nothing
Answer: failed or crashed
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor


def daemon():
    if os.fork() == 0:
        try:
            os.setsid()
        finally:
            if os.fork() == 0:
                for fd in range(256):
                    try:
                        os.close(fd)
                    except OSError:
                        pass
                time.sleep(30)
            os._exit(0)
    os.wait()


def score_all(items, fn, workers):
    daemon()
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
