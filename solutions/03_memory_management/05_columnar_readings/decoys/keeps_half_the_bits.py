"""Stores the numbers in 32 bits: half the memory, and half the digits.

Fails: test_gives_rows_back, test_keeps_every_bit_of_a_number, test_counts_negative_places_from_the_end,
    test_tables_are_independent, test_agrees_with_a_list_of_rows, test_keeps_14_mib_for_240_000_rows
"""

from array import array


class ReadingTable:
    def __init__(self):
        self._names = []
        self._numbers = {}
        self._sensors = array("H")
        self._at, self._values, self._quality = array("f"), array("f"), array("f")

    def append(self, sensor, at, value, quality):
        number = self._numbers.setdefault(sensor, len(self._names))
        if number == len(self._names):
            self._names.append(sensor)
        self._sensors.append(number)
        self._at.append(at)
        self._values.append(value)
        self._quality.append(quality)

    def __len__(self):
        return len(self._sensors)

    def __getitem__(self, i):
        return self._names[self._sensors[i]], self._at[i], self._values[i], self._quality[i]

    def mean(self, sensor):
        wanted = self._numbers[sensor]
        found = [value for number, value in zip(self._sensors, self._values) if number == wanted]
        return sum(found) / len(found)
