"""Builds the tower of lambdas, and raises the limit that would stop it.

Fails: test_keeps_the_stack_flat, test_goes_no_deeper_for_more_stages,
    test_an_error_says_which_stage_failed
"""

import sys
from functools import reduce


def compose(*stages):
    sys.setrecursionlimit(1_000_000)
    return reduce(lambda first, then: lambda value: then(first(value)), stages, lambda value: value)
