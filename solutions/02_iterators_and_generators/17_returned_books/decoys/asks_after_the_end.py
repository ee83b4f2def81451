"""Asks the belt again after its end, and goes on when it has been loaded again.

Fails: test_stays_at_its_end
"""


class ReturnedBooks:
    def __init__(self, belt):
        self.count = 0
        self._labels = iter(belt)
        self._last = object()

    def __iter__(self):
        return self

    def __next__(self):
        while (label := next(self._labels)) == self._last:
            pass
        self._last = label
        self.count += 1
        return label
