"""Has a column for each part, but they are lists: of objects, and of a string for each row.

Fails: test_keeps_14_mib_for_240_000_rows
"""


class ReadingTable:
    def __init__(self):
        self._sensors = []
        self._at, self._values, self._quality = [], [], []

    def append(self, sensor, at, value, quality):
        self._sensors.append(sensor)
        self._at.append(at)
        self._values.append(value)
        self._quality.append(quality)

    def __len__(self):
        return len(self._sensors)

    def __getitem__(self, i):
        return self._sensors[i], self._at[i], self._values[i], self._quality[i]

    def mean(self, sensor):
        found = [value for name, value in zip(self._sensors, self._values) if name == sensor]
        if not found:
            raise KeyError(sensor)
        return sum(found) / len(found)
