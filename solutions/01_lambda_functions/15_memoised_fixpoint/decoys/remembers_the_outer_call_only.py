"""Looks for an answer when it is called from outside, but hands a function to step that remembers nothing.

Fails: test_works_each_argument_out_once
"""


class pricer:
    def __init__(self, step):
        self._step = step
        self._answers = {}

    def __call__(self, *args):
        if args not in self._answers:
            self._answers[args] = self._plain(*args)
        return self._answers[args]

    def _plain(self, *args):
        return self._step(self._plain, *args)
