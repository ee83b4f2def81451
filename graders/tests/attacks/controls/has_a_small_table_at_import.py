"""A right answer that makes a table ready at import, which fits.

Against: seen_ids_bitmap
Harm: none
Merits: everything
Answer: passed
"""

MASKS = [1 << bit for bit in range(8)]
NAMES = {number: f"id-{number}" for number in range(200)}


class SeenIds:
    """A bit for each id."""

    def __init__(self, limit):
        self._limit = limit
        self._bits = bytearray((limit + 7) // 8)
        self._count = 0

    def _place(self, number):
        if not 0 <= number < self._limit:
            raise ValueError(f"{NAMES.get(number, number)} is out of range")
        return number >> 3, MASKS[number & 7]

    def add(self, number):
        place, mask = self._place(number)
        if self._bits[place] & mask:
            return False
        self._bits[place] |= mask
        self._count += 1
        return True

    def __contains__(self, number):
        place, mask = self._place(number)
        return bool(self._bits[place] & mask)

    def __len__(self):
        return self._count
