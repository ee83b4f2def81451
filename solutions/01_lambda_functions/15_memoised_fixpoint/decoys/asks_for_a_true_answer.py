"""Takes an answer that is false for one that is missing.

Fails: test_remembers_every_answer
"""


class pricer:
    def __init__(self, step):
        self._step = step
        self._answers = {}

    def __call__(self, *args):
        if not self._answers.get(args):
            self._answers[args] = self._step(self, *args)
        return self._answers[args]
