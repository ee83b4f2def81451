"""Keeps the answer for a single argument under that argument, which may be a tuple itself.

Fails: test_tells_a_tuple_from_two_arguments
"""


class pricer:
    def __init__(self, step):
        self._step = step
        self._answers = {}

    def __call__(self, *args):
        key = args[0] if len(args) == 1 else args
        if key not in self._answers:
            self._answers[key] = self._step(self, *args)
        return self._answers[key]
