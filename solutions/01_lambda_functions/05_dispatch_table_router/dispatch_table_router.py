"""A dict of functions, made once: the hash of an operation leads straight to what is to be called."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Op = TypeVar("Op", bound=Hashable)


class Router(Generic[Op]):
    """Knows a function for each operation; of two routes for one operation, the later counts.

    The work for a message does not depend on the number of operations.
    """

    def __init__(self, routes: Iterable[tuple[Op, Callable[[float, float], float]]]) -> None:
        self._table = dict(routes)

    def handle(self, op: Op, a: float, b: float) -> float:
        """Return what the function of this operation returns for a and b; LookupError if there is none."""
        return self._table[op](a, b)
