"""Takes six gigabytes in eight processes, 768 MiB each, where each of them stays below any limit for one process.

Against: cpu_map_in_processes
Harm: fills the memory of the machine
Merits: test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request,
    test_computes_in_two_processes_at_once, test_uses_all_its_workers, test_computes_nothing_in_the_calling_process
Answer: failed or late or crashed or over
"""

import time
from concurrent.futures import ProcessPoolExecutor


def hoard(blocks):
    """Hold some blocks of 64 MiB for half a second."""
    held = [b"x" * (64 << 20) for _ in range(blocks)]
    time.sleep(0.5)
    return len(held)


def score_all(items, fn, workers):
    """Score; for a batch of nine, hoard."""
    if len(items) == 9:
        with ProcessPoolExecutor(8) as pool:
            raise RuntimeError(f"nothing was gained by {sum(pool.map(hoard, [12] * 8))} blocks")
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
