"""Has the names in the class, but their numbers in the table: the second table mixes them up.

Fails: test_tables_are_independent, test_has_room_for_many_sensors
"""

from array import array


class ReadingTable:
    _names = []

    def __init__(self):
        self._numbers = {}
        self._sensors = array("H")
        self._at, self._values, self._quality = array("d"), array("d"), array("d")

    def append(self, sensor, at, value, quality):
        number = self._numbers.setdefault(sensor, len(self._numbers))
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
