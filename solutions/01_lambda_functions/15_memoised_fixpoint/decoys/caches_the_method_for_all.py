"""Puts a cache on the method: the class has one cache for all objects, and keeps them all.

Fails: test_goes_with_all_its_data, test_takes_its_answers_with_it
"""

from functools import cache


class pricer:
    def __init__(self, step):
        self._step = step

    @cache
    def __call__(self, *args):
        return self._step(self, *args)
