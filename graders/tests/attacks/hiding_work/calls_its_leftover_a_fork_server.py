"""Leaves a process behind whose command line names the helper that multiprocessing itself keeps.

Against: cpu_map_in_processes
Harm: would leave a process behind
Merits: nothing
Answer: failed or crashed
"""

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)  # multiprocessing.forkserver"])
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
