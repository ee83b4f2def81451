"""Calls fn in a loop, in the process that was asked.

Fails: test_computes_in_two_processes_at_once, test_uses_all_its_workers, test_computes_nothing_in_the_calling_process
"""


def score_all(items, fn, workers):
    return [fn(item) for item in items]
