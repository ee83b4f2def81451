"""A bound method of the number itself: pickle writes the number and the method's name."""

from collections.abc import Callable, Mapping


def make_converter(rates: Mapping[str, float], currency: str) -> Callable[[float], float]:
    return float(rates[currency]).__mul__
