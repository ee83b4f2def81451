"""Pages of bits that are made when their first id comes: what nobody needs takes nothing."""

PAGE = 65_536
"""Ids on a page."""


class SeenIds:
    def __init__(self, n: int) -> None:
        self._n = n
        self._pages: dict[int, bytearray] = {}
        self._count = 0

    def add(self, i: int) -> bool:
        if i in self:
            return False
        page = self._pages.setdefault(i // PAGE, bytearray(PAGE // 8))
        page[i % PAGE // 8] |= 1 << i % 8
        self._count += 1
        return True

    def __contains__(self, i: int) -> bool:
        if i < 0 or i >= self._n:
            raise ValueError(f"no such id: {i}")
        page = self._pages.get(i // PAGE)
        return page is not None and page[i % PAGE // 8] & 1 << i % 8 > 0

    def __len__(self) -> int:
        return self._count
