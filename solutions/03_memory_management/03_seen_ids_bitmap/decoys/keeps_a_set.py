"""Keeps the ids in a set: an object and a slot for each.

Fails: test_needs_4_mib_for_16_million_ids
"""


class SeenIds:
    def __init__(self, n):
        self._n = n
        self._seen = set()

    def add(self, i):
        new = i not in self
        if new:
            self._seen.add(i)
        return new

    def __contains__(self, i):
        if not 0 <= i < self._n:
            raise ValueError(f"{i} is not an id")
        return i in self._seen

    def __len__(self):
        return len(self._seen)
