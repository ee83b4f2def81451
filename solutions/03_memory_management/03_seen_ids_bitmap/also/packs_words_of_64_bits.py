"""An array of 64-bit words."""

from array import array


class SeenIds:
    def __init__(self, n: int) -> None:
        self._n = n
        self._words = array("Q", [0]) * (n // 64 + 1)
        self._count = 0

    def _place(self, i: int) -> tuple[int, int]:
        if not 0 <= i < self._n:
            raise ValueError(i)
        word, bit = divmod(i, 64)
        return word, 1 << bit

    def add(self, i: int) -> bool:
        word, mask = self._place(i)
        if self._words[word] & mask:
            return False
        self._words[word] |= mask
        self._count += 1
        return True

    def __contains__(self, i: int) -> bool:
        word, mask = self._place(i)
        return self._words[word] & mask != 0

    def __len__(self) -> int:
        return self._count
