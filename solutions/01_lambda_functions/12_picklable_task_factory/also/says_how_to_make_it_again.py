"""A closure in an object that tells pickle how it was made, so that the closure need not travel."""

from collections.abc import Callable, Mapping
from typing import Any


class Converter:
    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._convert: Callable[[float], float] = lambda amount: amount * rate

    def __call__(self, amount: float) -> float:
        return self._convert(amount)

    def __reduce__(self) -> tuple[Any, ...]:
        return Converter, (self._rate,)


def make_converter(rates: Mapping[str, float], currency: str) -> Callable[[float], float]:
    return Converter(rates[currency])
