"""Marks what it works out, and takes the mark back after an Exception: an interruption leaves it there.

Fails: test_an_error_is_passed_on_and_not_kept
"""


class pricer:
    def __init__(self, step):
        self._step = step
        self._answers = {}

    def __call__(self, *args):
        if args not in self._answers:
            self._answers[args] = None
            try:
                self._answers[args] = self._step(self, *args)
            except Exception:
                del self._answers[args]
                raise
        return self._answers[args]
