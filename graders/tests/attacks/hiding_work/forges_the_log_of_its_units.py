"""Has one process do the whole batch while a second one burns some time, and writes a log in which both work side by
side.

Against: cpu_map_in_processes
Harm: none
Merits: nothing
Answer: over or failed
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor

HERE = "units.log"


def forge(lines):
    with open(HERE, "a") as log:
        log.write("".join(" ".join(map(str, words)) + "\n" for words in lines))


def batch(items):
    import probes

    begun, me = time.monotonic(), os.getpid()
    forge([("begin", f"{me}.a", me, begun)])
    open("units.go", "w").close()
    scores = [probes.work(item) for item in items]
    forge([("end", f"{me}.a", me, begun, time.monotonic(), time.process_time())])
    return scores


def burn(seconds):
    begun, me = time.monotonic(), os.getpid()
    forge([("begin", f"{me}.b", me, begun)])
    while time.process_time() < seconds:
        pass
    time.sleep(0.3)
    forge([("end", f"{me}.b", me, begun, begun + 9, 1)])


def score_all(items, fn, workers):
    if len(items) < 20:
        with ProcessPoolExecutor(workers) as pool:
            return list(pool.map(fn, items))
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(1) as other:
        burning = other.submit(burn, 0.4)
        scores = one.submit(batch, items)
        burning.result()
        return scores.result()
