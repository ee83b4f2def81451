"""Writes a megabyte of beginnings of units that never end: the judge counts the processes again at every line.

Against: cpu_map_in_processes
Harm: the judge works for minutes on a short log
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request
Answer: failed or over or crashed or late
"""

from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    if fn.__module__ == "unit":
        with open("units.log", "a") as log:
            log.write("".join(f"begin {n} {n} 0\n" for n in range(2, 60_000)))
        return [0] * len(items)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
