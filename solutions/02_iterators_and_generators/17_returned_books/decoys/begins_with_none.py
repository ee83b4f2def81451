"""Takes None for "no label yet", so a first book without a label is lost.

Fails: test_takes_any_label, test_agrees_with_a_plain_loop_on_random_belts
"""


class ReturnedBooks:
    def __init__(self, belt):
        self.count = 0
        self._labels = iter(belt)
        self._last = None
        self._ended = False

    def __iter__(self):
        return self

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
