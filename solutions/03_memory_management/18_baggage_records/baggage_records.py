"""Each class lists in ``__slots__`` what it adds, so no class of a bag gives it a dict."""


class Bag:
    """A bag: its tag, its flight, and its weight in kilograms. It has no other attributes, and no dict."""

    __slots__ = ("flight", "tag", "weight")

    def __init__(self, tag: str, flight: str, weight: float) -> None:
        self.tag = tag
        self.flight = flight
        self.weight = weight

    def __eq__(self, other: object) -> bool:
        """Tell whether the other one is a bag of the same class, with equal attributes."""
        if type(other) is not type(self):
            return NotImplemented
        return (self.tag, self.flight, self.weight) == (other.tag, other.flight, other.weight)


class TransferBag(Bag):
    """A bag that goes on with another flight. It has no other attributes either, and no dict."""

    __slots__ = ("onward",)

    def __init__(self, tag: str, flight: str, weight: float, onward: str) -> None:
        super().__init__(tag, flight, weight)
        self.onward = onward

    def __eq__(self, other: object) -> bool:
        """Tell whether the other one is a transfer bag with equal attributes."""
        if type(other) is not type(self):
            return NotImplemented
        return super().__eq__(other) and self.onward == other.onward
