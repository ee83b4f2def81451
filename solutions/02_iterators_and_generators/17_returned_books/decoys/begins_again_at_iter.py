"""Makes __iter__ a walk of its own, so a for loop does not go on where next has stopped.

Fails: test_is_its_own_iterator, test_keeps_two_belts_apart
"""


class ReturnedBooks:
    def __init__(self, belt):
        self.count = 0
        self._belt = belt
        self._labels = iter(belt)
        self._last = object()
        self._ended = False

    def __iter__(self):
        return ReturnedBooks(self._belt)

    def __next__(self):
        if self._ended:
            raise StopIteration
        for label in self._labels:
            if label != self._last:
                self._last = label
                self.count += 1
                return label
        self._ended = True
        raise StopIteration
