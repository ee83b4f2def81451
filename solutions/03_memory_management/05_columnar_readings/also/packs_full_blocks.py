"""Writes its rows in blocks: the last block as tuples, the full ones as packed columns."""

from array import array

BLOCK = 512
"""Rows of a block."""


class ReadingTable:
    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._blocks: list[tuple[array[int], array[float]]] = []
        self._last: list[tuple[str, float, float, float]] = []

    def append(self, sensor: str, at: float, value: float, quality: float) -> None:
        self._names.setdefault(sensor, len(self._names))
        self._last.append((sensor, at, value, quality))
        if len(self._last) == BLOCK:
            numbers = array("H", (self._names[row[0]] for row in self._last))
            self._blocks.append((numbers, array("d", (part for row in self._last for part in row[1:]))))
            self._last.clear()

    def __len__(self) -> int:
        return BLOCK * len(self._blocks) + len(self._last)

    def __getitem__(self, i: int) -> tuple[str, float, float, float]:
        block, place = divmod(range(len(self))[i], BLOCK)
        return self._last[place] if block == len(self._blocks) else self._row(block, place)

    def _row(self, block: int, place: int) -> tuple[str, float, float, float]:
        numbers, parts = self._blocks[block]
        at, value, quality = parts[3 * place : 3 * place + 3]
        return list(self._names)[numbers[place]], at, value, quality

    def mean(self, sensor: str) -> float:
        wanted = self._names[sensor]
        values = [row[2] for row in self._last if row[0] == sensor]
        for numbers, parts in self._blocks:
            values += [value for number, value in zip(numbers, parts[1::3], strict=True) if number == wanted]
        return sum(values) / len(values)
