"""Asks the belt again after its end, and puts the belt's own count of questions back to what it was.

Against: returned_books
Harm: none
Merits: test_hands_out_every_book_once, test_hands_out_nothing_of_an_empty_belt, test_hands_out_a_book_that_comes_back,
    test_is_its_own_iterator, test_takes_any_label, test_counts_the_books, test_keeps_two_belts_apart,
    test_waits_for_a_belt_that_stands_still, test_goes_on_after_a_jam, test_agrees_with_a_plain_loop_on_random_belts,
    test_reads_nothing_ahead
Answer: over or failed
"""


class ReturnedBooks:
    """Right, but that it never rests."""

    def __init__(self, belt):
        self.count = 0
        self._belt = iter(belt)
        self._last = object()
        self._ended = False

    def __iter__(self):
        return self

    def __next__(self):
        before = getattr(self._belt, "asked", None)
        for label in self._belt:
            if self._ended:
                break
            if label != self._last:
                self._last = label
                self.count += 1
                return label
        self._ended = True
        for name in ("asked", "pulled"):
            try:
                setattr(self._belt, name, before)
            except Exception:
                continue
        raise StopIteration
