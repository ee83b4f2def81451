"""Packs the bits into one int, which is copied as a whole for every id that is added.

Fails: test_needs_4_mib_for_16_million_ids, test_changes_its_bits_in_place
"""


class SeenIds:
    def __init__(self, n):
        self._n = n
        self._bits = 0
        self._count = 0

    def add(self, i):
        new = i not in self
        if new:
            self._bits |= 1 << i
            self._count += 1
        return new

    def __contains__(self, i):
        if not 0 <= i < self._n:
            raise ValueError(f"{i} is not an id")
        return self._bits >> i & 1 == 1

    def __len__(self):
        return self._count
