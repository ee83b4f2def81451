"""Folds the functions two by two, which makes a tower of lambdas that all wait for each other.

Fails: test_keeps_the_stack_flat, test_goes_no_deeper_for_more_stages,
    test_runs_fifty_thousand_stages,
    test_an_error_says_which_stage_failed
"""

from functools import reduce


def compose(*stages):
    return reduce(lambda first, then: lambda value: then(first(value)), stages, lambda value: value)
