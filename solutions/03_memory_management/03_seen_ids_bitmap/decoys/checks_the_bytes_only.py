"""Leaves the check to the bytes that there are: the last one has bits that don't stand for any id.

Fails: test_refuses_what_is_no_id, test_refuses_to_look_for_what_is_no_id
"""


class SeenIds:
    def __init__(self, n):
        self._n = n
        self._bits = bytearray((n + 7) // 8)
        self._count = 0

    def add(self, i):
        new = i not in self
        if new:
            self._bits[i >> 3] |= 1 << (i & 7)
            self._count += 1
        return new

    def __contains__(self, i):
        if not 0 <= i >> 3 < len(self._bits):
            raise ValueError(f"{i} is not an id")
        return bool(self._bits[i >> 3] >> (i & 7) & 1)

    def __len__(self):
        return self._count
