"""Sends thousands of calls of one function of the test from one thread, each in a lane of its own that costs the judge a thread.

Against: fetch_all_pages
Harm: takes all threads of the judge
Merits: nothing
Answer: over or failed or crashed or late
"""

import sys
from concurrent.futures import ThreadPoolExecutor

LANES = 6_000


def find_runtime():
    frame = sys._getframe(1)
    while frame is not None and not hasattr(frame.f_locals.get("server"), "exports"):
        frame = frame.f_back
    return frame and frame.f_locals["server"]


def fetch_all(urls, fetch, limit):
    if limit == 3 and runtime is not None:
        for lane in range(LANES):
            runtime.post(2 * lane + 1_001, "do", ["__call__", fetch._number, [f"{lane}"], {}])
    with ThreadPoolExecutor(limit) as pool:
        return list(pool.map(fetch, urls))


runtime = find_runtime()
