"""What both classes have in common stands in a class above them, which has no attributes and says so: empty slots."""

from operator import attrgetter


class Record:
    """Equal to another of the same class whose attributes are equal, those of the classes above included."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        names = [name for cls in type(self).__mro__ for name in getattr(cls, "__slots__", ())]
        values = attrgetter(*names)
        return bool(values(self) == values(other))


class Bag(Record):
    __slots__ = ("flight", "tag", "weight")

    def __init__(self, tag: str, flight: str, weight: float) -> None:
        self.tag, self.flight, self.weight = tag, flight, weight


class TransferBag(Bag):
    __slots__ = ("onward",)

    def __init__(self, tag: str, flight: str, weight: float, onward: str) -> None:
        super().__init__(tag, flight, weight)
        self.onward = onward
