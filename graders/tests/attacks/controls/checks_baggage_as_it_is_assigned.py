"""A right answer with slots in each class, an abstract one above them, checks of each assignment, texts for a log, and
a count of all bags that were made.

Against: baggage_records
Harm: none
Merits: everything
Answer: passed
"""

import logging
from abc import ABC, abstractmethod
from itertools import count

log = logging.getLogger(__name__)


class Tagged(ABC):
    __slots__ = ()
    numbers = count(1)

    @abstractmethod
    def values(self):
        """Return all that two equal ones have in common."""

    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self.values() == other.values()

    def __hash__(self):
        return hash(self.values())

    def __repr__(self):
        return f"{type(self).__name__}{self.values()}"


class Bag(Tagged):
    __slots__ = {"tag": "as printed", "flight": "the first one", "_kg": "its weight", "number": "since the start"}

    def __init__(self, tag, flight, weight):
        self.tag, self.flight, self.weight = tag, flight, weight
        self.number = next(self.numbers)
        log.debug("bag %d: %r", self.number, self)

    @property
    def weight(self):
        return self._kg

    @weight.setter
    def weight(self, kg):
        if isinstance(kg, float) and kg < 0:
            raise ValueError(f"a bag of {kg} kg")
        self._kg = kg

    def values(self):
        return self.tag, self.flight, self.weight


class TransferBag(Bag):
    __slots__ = ["onward"]

    def __init__(self, tag, flight, weight, onward):
        self.onward = onward
        super().__init__(tag, flight, weight)

    def values(self):
        return (*super().values(), self.onward)
