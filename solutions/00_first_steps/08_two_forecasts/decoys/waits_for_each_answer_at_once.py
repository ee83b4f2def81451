"""Has two processes, and waits for each answer before it starts the next call.

Fails: test_computes_in_two_processes_at_once
"""

from concurrent.futures import ProcessPoolExecutor


def both(forecast, first, second):
    with ProcessPoolExecutor(2) as pool:
        one = pool.submit(forecast, first).result()
        other = pool.submit(forecast, second).result()
    return one, other
