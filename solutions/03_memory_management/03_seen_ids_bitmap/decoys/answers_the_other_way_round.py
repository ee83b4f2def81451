"""Tells whether the id is known, not whether it is new.

Fails: test_tells_new_ids_from_known_ones, test_has_room_for_the_first_and_the_last_id,
    test_collections_are_independent, test_agrees_with_a_set_on_random_ids, test_needs_4_mib_for_16_million_ids,
    test_changes_its_bits_in_place
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
        return not new

    def __contains__(self, i):
        if not 0 <= i < self._n:
            raise ValueError(f"{i} is not an id")
        return bool(self._bits[i >> 3] >> (i & 7) & 1)

    def __len__(self):
        return self._count
