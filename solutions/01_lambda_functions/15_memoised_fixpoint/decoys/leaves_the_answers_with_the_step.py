"""Keeps the answers with the step, in a weak dictionary: they stay for as long as somebody holds the step.

Fails: test_takes_its_answers_with_it
"""

from weakref import WeakKeyDictionary

ANSWERS = WeakKeyDictionary()


class pricer:
    def __init__(self, step):
        self._step = step

    def __call__(self, *args):
        answers = ANSWERS.setdefault(self._step, {})
        if args not in answers:
            answers[args] = self._step(self, *args)
        return answers[args]
