"""Keeps its names as ASCII bytes, and replaces every letter that isn't ASCII.

Fails: test_has_room_for_many_sensors
"""

from array import array


class ReadingTable:
    def __init__(self):
        self._names = []
        self._numbers = {}
        self._sensors = array("H")
        self._columns = array("d"), array("d"), array("d")

    def append(self, sensor, at, value, quality):
        name = sensor.encode("ascii", "replace")
        number = self._numbers.setdefault(name, len(self._names))
        if number == len(self._names):
            self._names.append(name)
        self._sensors.append(number)
        for column, part in zip(self._columns, (at, value, quality), strict=True):
            column.append(part)

    def __len__(self):
        return len(self._sensors)

    def __getitem__(self, i):
        at, value, quality = (column[i] for column in self._columns)
        return self._names[self._sensors[i]].decode("ascii"), at, value, quality

    def mean(self, sensor):
        wanted, values = self._numbers[sensor.encode("ascii", "replace")], self._columns[1]
        found = sum(value for number, value in zip(self._sensors, values, strict=True) if number == wanted)
        return found / self._sensors.count(wanted)
