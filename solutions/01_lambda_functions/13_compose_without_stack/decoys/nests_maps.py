"""Wraps a map around a map around a map: no frame shows it, but each asks the one within, by calls in C.

Fails: test_runs_fifty_thousand_stages,
    test_an_error_says_which_stage_failed
"""

from functools import reduce


def compose(*stages):
    return lambda value: next(reduce(lambda values, stage: map(stage, values), stages, iter([value])))
