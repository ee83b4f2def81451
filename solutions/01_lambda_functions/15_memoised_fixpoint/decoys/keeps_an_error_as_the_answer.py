"""Keeps an error like an answer, and raises it again at the next call.

Fails: test_an_error_is_passed_on_and_not_kept
"""


class pricer:
    def __init__(self, step):
        self._step = step
        self._answers = {}

    def __call__(self, *args):
        if args not in self._answers:
            try:
                self._answers[args] = (self._step(self, *args), None)
            except Exception as error:
                self._answers[args] = (None, error)
        answer, error = self._answers[args]
        if error is not None:
            raise error
        return answer
