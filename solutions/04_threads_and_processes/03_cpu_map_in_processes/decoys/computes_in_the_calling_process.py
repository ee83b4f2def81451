"""Calls fn in a loop, in the process that was asked.

Fails: test_computes_in_two_processes_at_once
"""


def score_all(items, fn, workers):
    return [fn(item) for item in items]
