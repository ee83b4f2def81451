"""Keeps each name once, but a tuple and three floats for each row.

Fails: test_keeps_14_mib_for_240_000_rows
"""

from sys import intern


class ReadingTable:
    def __init__(self):
        self._rows = []

    def append(self, sensor, at, value, quality):
        self._rows.append((intern(sensor), at, value, quality))

    def __len__(self):
        return len(self._rows)

    def __getitem__(self, i):
        return self._rows[i]

    def mean(self, sensor):
        values = [row[2] for row in self._rows if row[0] == sensor]
        if not values:
            raise KeyError(sensor)
        return sum(values) / len(values)
