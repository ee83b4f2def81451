"""Records of 26 bytes, packed one behind the other into a bytearray."""

from struct import Struct

RECORD = Struct("<Hddd")


class ReadingTable:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._records = bytearray()

    def append(self, sensor: str, at: float, value: float, quality: float) -> None:
        if sensor not in self._numbers:
            self._numbers[sensor] = len(self._names)
            self._names.append(sensor)
        self._records += RECORD.pack(self._numbers[sensor], at, value, quality)

    def __len__(self) -> int:
        return len(self._records) // RECORD.size

    def __getitem__(self, i: int) -> tuple[str, float, float, float]:
        place = range(len(self))[i]
        number, at, value, quality = RECORD.unpack_from(self._records, place * RECORD.size)
        return self._names[number], at, value, quality

    def mean(self, sensor: str) -> float:
        wanted = self._numbers[sensor]
        values = [value for number, _, value, _ in RECORD.iter_unpack(self._records) if number == wanted]
        return sum(values) / len(values)
