"""Stores None for an answer that is being worked out, and leaves it there after an error.

Fails: test_an_error_is_passed_on_and_not_kept
"""


class pricer:
    def __init__(self, step):
        self._step = step
        self._answers = {}

    def __call__(self, *args):
        if args not in self._answers:
            self._answers[args] = None
            self._answers[args] = self._step(self, *args)
        return self._answers[args]
