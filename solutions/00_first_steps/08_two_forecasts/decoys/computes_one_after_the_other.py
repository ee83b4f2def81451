"""Computes both in the calling process, one after the other.

Fails: test_computes_in_two_processes_at_once
"""


def both(forecast, first, second):
    return forecast(first), forecast(second)
