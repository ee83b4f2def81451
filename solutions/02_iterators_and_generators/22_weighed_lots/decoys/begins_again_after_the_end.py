"""An iterator class whose next reads on, even after the empty lot.

Fails: test_reads_nothing_after_the_end
"""


class lots:
    def __init__(self, read, done):
        self._read = read
        self._done = done

    def __iter__(self):
        return self

    def __next__(self):
        crates = grams = 0
        for crate in iter(self._read, self._done):
            crates += 1
            grams += crate
        if crates == 0:
            raise StopIteration
        return crates, grams
