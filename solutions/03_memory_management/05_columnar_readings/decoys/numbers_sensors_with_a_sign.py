"""Numbers its sensors in 16 bits with a sign, which end at 32,767.

Fails: test_has_room_for_many_sensors
"""

from array import array


class ReadingTable:
    def __init__(self):
        self._names = []
        self._numbers = {}
        self._sensors = array("h")
        self._columns = (array("d"), array("d"), array("d"))

    def append(self, sensor, at, value, quality):
        number = self._numbers.setdefault(sensor, len(self._names))
        if number == len(self._names):
            self._names.append(sensor)
        self._sensors.append(number)
        for column, part in zip(self._columns, (at, value, quality), strict=True):
            column.append(part)

    def __len__(self):
        return len(self._sensors)

    def __getitem__(self, i):
        at, value, quality = (column[i] for column in self._columns)
        return (self._names[self._sensors[i]], at, value, quality)

    def mean(self, sensor):
        wanted, values = (self._numbers[sensor], self._columns[1])
        found = sum((value for number, value in zip(self._sensors, values, strict=True) if number == wanted))
        return found / self._sensors.count(wanted)
