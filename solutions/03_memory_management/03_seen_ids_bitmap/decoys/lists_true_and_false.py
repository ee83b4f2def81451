"""Keeps a list of True and False: no object for each, but a pointer of 8 bytes.

Fails: test_needs_4_mib_for_16_million_ids, test_changes_its_bits_in_place
"""


class SeenIds:
    def __init__(self, n):
        self._n = n
        self._bits = [False] * n
        self._count = 0

    def add(self, i):
        new = i not in self
        if new:
            self._bits[i] = True
            self._count += 1
        return new

    def __contains__(self, i):
        if not 0 <= i < self._n:
            raise ValueError(f"{i} is not an id")
        return self._bits[i]

    def __len__(self):
        return self._count
