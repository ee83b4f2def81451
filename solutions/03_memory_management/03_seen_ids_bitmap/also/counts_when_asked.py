"""Has no counter: len adds up the bits of a table of all bytes."""

ONES = bytes(byte.bit_count() for byte in range(256))


class SeenIds:
    def __init__(self, n: int) -> None:
        self._n = n
        self._bits = bytearray(n // 8 + 1)

    def _checked(self, i: int) -> int:
        if 0 <= i < self._n:
            return i
        raise ValueError("not an id")

    def add(self, i: int) -> bool:
        byte, bit = divmod(self._checked(i), 8)
        before = self._bits[byte]
        self._bits[byte] = before | 1 << bit
        return self._bits[byte] != before

    def __contains__(self, i: int) -> bool:
        byte, bit = divmod(self._checked(i), 8)
        return self._bits[byte] & 1 << bit != 0

    def __len__(self) -> int:
        return sum(ONES[byte] for byte in self._bits)
