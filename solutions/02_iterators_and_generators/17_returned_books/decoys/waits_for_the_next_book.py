"""Hands out a book when it sees the next one, so that it has always read one label too many.

Fails: test_goes_on_after_a_jam, test_reads_nothing_ahead
"""

END = object()


class ReturnedBooks:
    def __init__(self, belt):
        self.count = 0
        self._labels = iter(belt)
        self._ahead = None

    def __iter__(self):
        return self

    def __next__(self):
        if self._ahead is None:
            self._ahead = [next(self._labels, END)]
        label = self._ahead[0]
        if label is END:
            raise StopIteration
        while self._ahead[0] is not END and self._ahead[0] == label:
            self._ahead = [next(self._labels, END)]
        self.count += 1
        return label
