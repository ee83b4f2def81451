"""Steps a generator within, which an error of the belt ends for good.

Fails: test_goes_on_after_a_jam
"""


class ReturnedBooks:
    def __init__(self, belt):
        self.count = 0
        self._books = self._walk(belt)

    def _walk(self, belt):
        last = object()
        for label in belt:
            if label != last:
                last = label
                yield label

    def __iter__(self):
        return self

    def __next__(self):
        label = next(self._books)
        self.count += 1
        return label
