"""Forgets to shut its pool down, which ends when it is collected, and not while an error is kept.

Fails: test_leaves_nothing_running
"""

from concurrent.futures import ProcessPoolExecutor


def run_isolated(fn, *args):
    pool = ProcessPoolExecutor(1)
    return pool.submit(fn, *args).result()
