"""A right answer with a class for a lot, filled in by a function for the device, and a generator expression.

Against: weighed_lots
Harm: none
Merits: everything
Answer: passed
"""

from dataclasses import astuple, dataclass


@dataclass
class Lot:
    crates: int = 0
    grams: int = 0

    def __bool__(self):
        return self.crates > 0

    def add(self, grams):
        self.crates += 1
        self.grams += grams


def weighed(read, done):
    lot = Lot()
    for reading in iter(read, done):
        lot.add(reading)
    return lot


def all_lots(read, done):
    while lot := weighed(read, done):
        yield lot


def lots(read, done):
    return (astuple(lot) for lot in all_lots(read, done))
