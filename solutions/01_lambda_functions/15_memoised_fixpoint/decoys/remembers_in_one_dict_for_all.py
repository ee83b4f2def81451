"""Keeps the answers of all functions in one dict of the module, under the step and its arguments.

Fails: test_goes_with_all_its_data, test_takes_its_answers_with_it
"""

ANSWERS = {}


class pricer:
    def __init__(self, step):
        self._step = step

    def __call__(self, *args):
        key = self._step, args
        if key not in ANSWERS:
            ANSWERS[key] = self._step(self, *args)
        return ANSWERS[key]
