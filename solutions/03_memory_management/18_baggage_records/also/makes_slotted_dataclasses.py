"""Dataclasses that list their fields in slots, each class those that it adds."""

from dataclasses import dataclass


@dataclass(slots=True)
class Bag:
    """A bag: its tag, its flight, and its weight in kilograms. It has no other attributes, and no dict."""

    tag: str
    flight: str
    weight: float


@dataclass(slots=True)
class TransferBag(Bag):
    """A bag that goes on with another flight. It has no other attributes either, and no dict."""

    onward: str
