"""Keeps the answers of all functions in one dict, under the id of the function, which a later one may get again.

Fails: test_learns_nothing_from_functions_that_are_gone, test_takes_its_answers_with_it
"""

ANSWERS = {}


class pricer:
    def __init__(self, step):
        self._step = step

    def __call__(self, *args):
        key = id(self), args
        if key not in ANSWERS:
            ANSWERS[key] = self._step(self, *args)
        return ANSWERS[key]
