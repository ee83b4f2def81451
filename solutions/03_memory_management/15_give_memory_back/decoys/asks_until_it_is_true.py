"""Asks again until the answer is true; None, 0 and an empty list never are.

Fails: test_gives_false_results
"""

from concurrent.futures import ProcessPoolExecutor


def run_isolated(fn, *args):
    answer = None
    with ProcessPoolExecutor(max_workers=1) as pool:
        for _ in range(3):
            answer = answer or pool.submit(fn, *args).result()
    return answer or False
