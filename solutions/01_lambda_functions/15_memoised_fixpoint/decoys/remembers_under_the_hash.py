"""Keeps each answer under the hash of its arguments, which others may share: -1 and -2 do.

Fails: test_tells_a_tuple_from_two_arguments
"""


class pricer:
    def __init__(self, step):
        self._step = step
        self._answers = {}

    def __call__(self, *args):
        key = tuple(map(hash, args))
        if key not in self._answers:
            self._answers[key] = self._step(self, *args)
        return self._answers[key]
