"""A function that is made inside another one and has a name."""

from collections.abc import Callable


def button(ring: Callable[[str], str], flat: str) -> Callable[[], str]:
    def press() -> str:
        return ring(flat)

    return press
