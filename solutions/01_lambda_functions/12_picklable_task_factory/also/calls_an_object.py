"""An object of a small class at the top level: pickle writes the class by name and the rate as its attribute."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Converter:
    rate: float

    def __call__(self, amount: float) -> float:
        return amount * self.rate


def make_converter(rates: Mapping[str, float], currency: str) -> Callable[[float], float]:
    return Converter(rates[currency])
