"""Keeps the last 128 answers, as lru_cache does by itself, in an object that is freed with them.

Fails: test_forgets_no_answer
"""


class pricer:
    def __init__(self, step):
        self._step = step
        self._answers = {}

    def __call__(self, *args):
        if args not in self._answers:
            answer = self._step(self, *args)
            while len(self._answers) >= 128:
                del self._answers[next(iter(self._answers))]
            self._answers[args] = answer
        return self._answers[args]
