"""Asks whether the operation is there, and filters the families lazily if it is not."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

Op = TypeVar("Op", bound=Hashable)
Function = Callable[[float, float], float]


class Router(Generic[Op]):
    def __init__(
        self, routes: Iterable[tuple[Op, Function]], families: Iterable[tuple[Callable[[Op], bool], Function]] = ()
    ) -> None:
        self._families = [*families]
        self._table: dict[Op, Function] = {}
        for op, function in routes:
            self._table[op] = function

    def handle(self, op: Op, a: float, b: float) -> Any:
        if op in self._table:
            return self._table[op](a, b)
        fitting = filter(lambda family: family[0](op), self._families)
        for _, function in fitting:
            return function(a, b)
        raise LookupError(f"no route for {op!r}")
