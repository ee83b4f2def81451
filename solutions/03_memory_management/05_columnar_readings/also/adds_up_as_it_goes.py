"""Columns that grow together, and a running total for each sensor, so that no mean has to walk the table."""

from array import array


class ReadingTable:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._counts = array("Q")
        self._totals = array("d")
        self._of = array("I")
        self._rest = array("d")

    def append(self, sensor: str, at: float, value: float, quality: float) -> None:
        if sensor not in self._numbers:
            self._numbers[sensor] = len(self._names)
            self._names.append(sensor)
            self._counts.append(0)
            self._totals.append(0.0)
        number = self._numbers[sensor]
        self._counts[number] += 1
        self._totals[number] += value
        self._of.append(number)
        self._rest.extend((at, value, quality))

    def __len__(self) -> int:
        return len(self._of)

    def __getitem__(self, i: int) -> tuple[str, float, float, float]:
        place = i + len(self) if i < 0 else i
        if not 0 <= place < len(self):
            raise IndexError("no such row")
        at, value, quality = self._rest[3 * place : 3 * place + 3]
        return self._names[self._of[place]], at, value, quality

    def mean(self, sensor: str) -> float:
        number = self._numbers[sensor]
        return self._totals[number] / self._counts[number]
