"""Takes the first stage apart from the others, and fails if there is none.

Fails: test_takes_no_stage_and_one_stage
"""

from functools import reduce


def compose(*stages):
    return lambda value: reduce(lambda so_far, stage: stage(so_far), stages[1:], stages[0](value))
