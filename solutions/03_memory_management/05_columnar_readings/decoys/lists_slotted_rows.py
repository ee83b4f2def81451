"""Makes an object with slots for each row: no dict, but all its parts are objects still.

Fails: test_keeps_14_mib_for_240_000_rows
"""

from dataclasses import astuple, dataclass


@dataclass(slots=True)
class Row:
    sensor: str
    at: float
    value: float
    quality: float


class ReadingTable:
    def __init__(self):
        self._rows = []

    def append(self, sensor, at, value, quality):
        self._rows.append(Row(sensor, at, value, quality))

    def __len__(self):
        return len(self._rows)

    def __getitem__(self, i):
        return astuple(self._rows[i])

    def mean(self, sensor):
        values = [row.value for row in self._rows if row.sensor == sensor]
        if not values:
            raise KeyError(sensor)
        return sum(values) / len(values)
