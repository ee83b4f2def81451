"""Keeps a branch for each figure and drains them one after another, as the given code does.

Fails: test_holds_32_kib_over_600000_values
"""

from itertools import tee
from statistics import fmean


def profile(xs):
    branches = tee(xs, 3)
    low = min(branches[0], default=None)
    return None if low is None else (low, max(branches[1]), fmean(branches[2]))
