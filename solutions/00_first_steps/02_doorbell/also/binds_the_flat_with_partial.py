"""functools.partial keeps a function and its argument until somebody calls."""

from collections.abc import Callable
from functools import partial


def button(ring: Callable[[str], str], flat: str) -> Callable[[], str]:
    return partial(ring, flat)
