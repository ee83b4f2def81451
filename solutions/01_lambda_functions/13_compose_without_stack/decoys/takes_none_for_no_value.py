"""Starts accumulate with initial=, which takes None for "no start": a pipeline without stages has nothing to give then.

Fails: test_takes_no_stage_and_one_stage
"""

from collections import deque
from itertools import accumulate


def compose(*stages):
    return lambda value: deque(accumulate(stages, lambda so_far, stage: stage(so_far), initial=value), maxlen=1).pop()
