"""A typed column for each part of a row; the sensors' names are kept once."""

from array import array


class ReadingTable:
    """Rows of (sensor, at, value, quality), in the order in which they were appended."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._sensors = array("H")
        self._columns = array("d"), array("d"), array("d")

    def append(self, sensor: str, at: float, value: float, quality: float) -> None:
        """Add a row at the end."""
        number = self._numbers.setdefault(sensor, len(self._names))
        if number == len(self._names):
            self._names.append(sensor)
        self._sensors.append(number)
        for column, part in zip(self._columns, (at, value, quality), strict=True):
            column.append(part)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._sensors)

    def __getitem__(self, i: int) -> tuple[str, float, float, float]:
        """Return row ``i``; a negative number counts from the end.

        Raises:
            IndexError: there is no such row.
        """
        at, value, quality = (column[i] for column in self._columns)
        return self._names[self._sensors[i]], at, value, quality

    def mean(self, sensor: str) -> float:
        """Return the mean of the values of a sensor.

        Raises:
            KeyError: the sensor has no row.
        """
        wanted, values = self._numbers[sensor], self._columns[1]
        found = [values[place] for place, number in enumerate(self._sensors) if number == wanted]
        return sum(found) / len(found)
