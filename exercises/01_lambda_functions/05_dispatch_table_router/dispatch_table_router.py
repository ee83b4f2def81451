"""Route the messages of a calculator service to its operations."""

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
        raise NotImplementedError

    def handle(self, op: Op, a: float, b: float) -> float:
        """Return what the function of this operation returns for a and b; LookupError if there is none."""
        raise NotImplementedError
