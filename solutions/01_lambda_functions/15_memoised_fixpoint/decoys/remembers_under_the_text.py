"""Keeps each answer under what the arguments look like: 1 and "1" look alike.

Fails: test_tells_a_tuple_from_two_arguments
"""


class pricer:
    def __init__(self, step):
        self._step = step
        self._answers = {}

    def __call__(self, *args):
        key = ", ".join(map(str, args)) if args else None
        if key not in self._answers:
            self._answers[key] = self._step(self, *args)
        return self._answers[key]
