"""Makes its bits in pages, when they are needed, but for all collectors together.

Fails: test_has_room_for_the_first_and_the_last_id, test_collections_are_independent
"""


class SeenIds:
    _pages = {}

    def __init__(self, n):
        self._n = n
        self._count = 0

    def add(self, i):
        new = i not in self
        if new:
            page = self._pages.setdefault(i >> 16, bytearray(8_192))
            page[i >> 3 & 8_191] |= 1 << (i & 7)
            self._count += 1
        return new

    def __contains__(self, i):
        if not 0 <= i < self._n:
            raise ValueError(f"{i} is not an id")
        page = self._pages.get(i >> 16)
        return page is not None and bool(page[i >> 3 & 8_191] >> (i & 7) & 1)

    def __len__(self):
        return self._count
