"""Remembers during one call from outside, and forgets all of it before the next.

Fails: test_works_each_argument_out_once, test_remembers_every_answer, test_forgets_no_answer
"""


def pricer(step):
    def start(*args):
        return Memo(step)(*args)

    return start


class Memo:
    def __init__(self, step):
        self._step = step
        self._answers = {}

    def __call__(self, *args):
        if args not in self._answers:
            self._answers[args] = self._step(self, *args)
        return self._answers[args]
