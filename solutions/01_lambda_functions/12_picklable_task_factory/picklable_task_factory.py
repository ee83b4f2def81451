"""A partial of a function that pickle finds by name, with the one rate as its data."""

from collections.abc import Callable, Mapping
from functools import partial
from operator import mul


def make_converter(rates: Mapping[str, float], currency: str) -> Callable[[float], float]:
    """Return a callable, amount -> amount * rate, that can be pickled; it needs one rate, not the table.

    Raises:
        KeyError: the table has no such currency.
    """
    return partial(mul, rates[currency])
