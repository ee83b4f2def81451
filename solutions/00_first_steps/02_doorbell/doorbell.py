"""What follows the colon of a lambda runs when somebody calls it."""

from collections.abc import Callable


def button(ring: Callable[[str], str], flat: str) -> Callable[[], str]:
    """Return a function that calls ``ring(flat)`` each time it is called, and not before."""
    return lambda: ring(flat)
