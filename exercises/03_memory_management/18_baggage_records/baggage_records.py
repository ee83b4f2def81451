"""Records of the bags that are on their way through an airport."""


class Bag:
    """A bag: its tag, its flight, and its weight in kilograms. It has no other attributes, and no dict."""

    tag: str
    flight: str
    weight: float

    def __init__(self, tag: str, flight: str, weight: float) -> None:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        """Tell whether the other one is a bag of the same class, with equal attributes."""
        raise NotImplementedError


class TransferBag(Bag):
    """A bag that goes on with another flight. It has no other attributes either, and no dict."""

    onward: str

    def __init__(self, tag: str, flight: str, weight: float, onward: str) -> None:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        """Tell whether the other one is a transfer bag with equal attributes."""
        raise NotImplementedError
