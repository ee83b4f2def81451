"""The method is a lambda that each router gets when it is made, around a table of its own."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Op = TypeVar("Op", bound=Hashable)
Function = Callable[[float, float], float]


class Router(Generic[Op]):
    handle: Callable[[Op, float, float], float]

    def __init__(
        self, routes: Iterable[tuple[Op, Function]], families: Iterable[tuple[Callable[[Op], bool], Function]] = ()
    ) -> None:
        table, last = {op: function for op, function in routes}, list(families)  # noqa: C416 - the pairs say what they are

        def find(op: Op) -> Function:
            if (function := table.get(op)) is None:
                function = next((each for belongs, each in last if belongs(op)), None)
            if function is None:
                raise LookupError(op)
            return function

        self.handle = lambda op, a, b: find(op)(a, b)
