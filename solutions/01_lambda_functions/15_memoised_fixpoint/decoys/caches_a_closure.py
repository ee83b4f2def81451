"""Leaves the memory to lru_cache, around a closure that refers to its own cache: a cycle.

Fails: test_goes_with_all_its_data, test_takes_its_answers_with_it
"""

from functools import lru_cache


def pricer(step):
    @lru_cache(maxsize=None)
    def call(*args):
        return step(call, *args)

    return call
