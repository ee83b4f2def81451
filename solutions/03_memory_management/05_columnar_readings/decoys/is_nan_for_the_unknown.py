"""Returns nan for a sensor that has no row.

Fails: test_has_no_mean_of_an_unknown_sensor
"""

from array import array


class ReadingTable:
    def __init__(self):
        self._names = []
        self._numbers = {}
        self._sensors = array("H")
        self._at, self._values, self._quality = array("d"), array("d"), array("d")

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
        wanted = self._numbers.get(sensor)
        found = [value for number, value in zip(self._sensors, self._values) if number == wanted]
        return sum(found) / len(found) if found else float("nan")
