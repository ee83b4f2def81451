"""Asks whether the operation is there, and says in its own words that it is not."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Op = TypeVar("Op", bound=Hashable)


class Router(Generic[Op]):
    def __init__(self, routes: Iterable[tuple[Op, Callable[[float, float], float]]]) -> None:
        self._table: dict[Op, Callable[[float, float], float]] = {}
        for op, function in routes:
            self._table[op] = function

    def handle(self, op: Op, a: float, b: float) -> float:
        if op not in self._table:
            raise LookupError(f"no route for {op!r}")
        function = self._table[op]
        return function(a, b)
