"""A function with two parameters and a name of its own; a partial fills in the rate by keyword."""

from collections.abc import Callable, Mapping
from functools import partial


def converted(amount: float, rate: float) -> float:
    return amount * rate


def make_converter(rates: Mapping[str, float], currency: str) -> Callable[[float], float]:
    rate = rates[currency]
    return partial(converted, rate=rate)
