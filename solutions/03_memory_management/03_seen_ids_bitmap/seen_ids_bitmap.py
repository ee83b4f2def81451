"""A bytearray with a bit for each id."""


class SeenIds:
    """Remembers which of the ids 0 to n-1 were added, in about n/8 bytes."""

    def __init__(self, n: int) -> None:
        self._ids = range(n)
        self._bits = bytearray((n + 7) // 8)
        self._count = 0

    def add(self, i: int) -> bool:
        """Add an id; return True if it is new.

        Raises:
            ValueError: it is not one of the ids.
        """
        new = i not in self
        if new:
            self._bits[i >> 3] |= 1 << (i & 7)
            self._count += 1
        return new

    def __contains__(self, i: int) -> bool:
        """Return whether this id was added.

        Raises:
            ValueError: it is not one of the ids.
        """
        if i not in self._ids:
            raise ValueError(f"{i} is not a valid id")
        return bool(self._bits[i >> 3] >> (i & 7) & 1)

    def __len__(self) -> int:
        """Return how many different ids were added."""
        return self._count
