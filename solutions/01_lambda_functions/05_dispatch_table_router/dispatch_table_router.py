"""A dict of functions leads straight to what is to be called; only what it does not have is held against predicates."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Op = TypeVar("Op", bound=Hashable)
Function = Callable[[float, float], float]


class Router(Generic[Op]):
    """Knows a function for each operation, and for families of operations that have no route of their own.

    Of two routes for one operation, the later counts; of two families that fit, the earlier. The work for an
    operation with a route does not depend on their number.
    """

    def __init__(
        self, routes: Iterable[tuple[Op, Function]], families: Iterable[tuple[Callable[[Op], bool], Function]] = ()
    ) -> None:
        self._table = dict(routes)
        self._families = list(families)

    def handle(self, op: Op, a: float, b: float) -> float:
        """Return what the function of this operation returns for a and b; LookupError if there is none."""
        function = self._table.get(op) or self._of_family(op)
        return function(a, b)

    def _of_family(self, op: Op) -> Function:
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError(f"no route for {op}")
