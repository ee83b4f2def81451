"""Answers False when it is asked for a number that isn't a valid id.

Fails: test_refuses_to_look_for_what_is_no_id
"""


class SeenIds:
    def __init__(self, n):
        self._n = n
        self._bits = bytearray((n + 7) // 8)
        self._count = 0

    def add(self, i):
        if not 0 <= i < self._n:
            raise ValueError(f"{i} is not an id")
        new = i not in self
        if new:
            self._bits[i >> 3] |= 1 << (i & 7)
            self._count += 1
        return new

    def __contains__(self, i):
        if not 0 <= i < self._n:
            return False
        return bool(self._bits[i >> 3] >> (i & 7) & 1)

    def __len__(self):
        return self._count
