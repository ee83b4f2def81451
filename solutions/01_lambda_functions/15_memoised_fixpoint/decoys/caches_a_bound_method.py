"""Gives each object a cache of its own method, which is bound to the object: a cycle.

Fails: test_goes_with_all_its_data, test_takes_its_answers_with_it
"""

from functools import cache


class Pricer:
    def __init__(self, step):
        self._step = step
        self.call = cache(self._work_out)

    def _work_out(self, *args):
        return self._step(self.call, *args)


def pricer(step):
    return Pricer(step).call
