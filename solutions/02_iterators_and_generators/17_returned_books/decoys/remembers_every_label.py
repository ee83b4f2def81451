"""Keeps all labels in a set, and takes a book that comes back for one that it has seen.

Fails: test_hands_out_a_book_that_comes_back, test_takes_any_label, test_agrees_with_a_plain_loop_on_random_belts
"""


class ReturnedBooks:
    def __init__(self, belt):
        self.count = 0
        self._labels = iter(belt)
        self._seen = set()
        self._ended = False

    def __iter__(self):
        return self

    def __next__(self):
        if self._ended:
            raise StopIteration
        for label in self._labels:
            if label not in self._seen:
                self._seen.add(label)
                self.count += 1
                return label
        self._ended = True
        raise StopIteration
