"""Does the work well, but leaves a process running that bears the name of multiprocessing's own resource tracker.

Against: cpu_map_in_processes
Harm: leaves a process behind
Merits: nothing
Answer: failed
"""

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

SLEEPER = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(20)"


def score_all(items, fn, workers):
    words = ["multiprocessing.resource_tracker", "-I", "-S", "-c", SLEEPER]
    subprocess.Popen(words, executable=sys.executable)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
