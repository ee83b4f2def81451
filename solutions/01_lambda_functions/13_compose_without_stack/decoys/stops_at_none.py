"""Takes None for a sign that there is nothing left to do.

Fails: test_hands_on_any_value
"""

from functools import reduce


def compose(*stages):
    return lambda value: reduce(lambda so_far, stage: None if so_far is None else stage(so_far), stages, value)
