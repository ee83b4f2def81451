"""Route the messages of a calculator service to its operations."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Op = TypeVar("Op", bound=Hashable)


class Router(Generic[Op]):
    """Knows a function for each operation; of two routes for one operation, the later counts.

    The work for a message does not depend on the number of operations.
    """

    def __init__(self, routes: Iterable[tuple[Op, Callable[[float, float], float]]]) -> None:
        raise NotImplementedError

    def handle(self, op: Op, a: float, b: float) -> float:
        """Return what the function of this operation returns for a and b; LookupError if there is none."""
        raise NotImplementedError
