"""Takes a whole byte for each id: eight times what a yes or no needs.

Fails: test_needs_4_mib_for_16_million_ids, test_changes_its_bits_in_place
"""


class SeenIds:
    def __init__(self, n):
        self._n = n
        self._bits = bytearray(n)
        self._count = 0

    def add(self, i):
        new = i not in self
        if new:
            self._bits[i] = 1
            self._count += 1
        return new

    def __contains__(self, i):
        if not 0 <= i < self._n:
            raise ValueError(f"{i} is not an id")
        return self._bits[i] == 1

    def __len__(self):
        return self._count
