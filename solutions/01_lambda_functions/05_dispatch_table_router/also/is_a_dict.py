"""A dict that can handle messages, and asks the families in ``__missing__`` about what it does not have."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Op = TypeVar("Op", bound=Hashable)
Function = Callable[[float, float], float]


class Router(dict[Op, Function]):
    def __init__(
        self, routes: Iterable[tuple[Op, Function]], families: Iterable[tuple[Callable[[Op], bool], Function]] = ()
    ) -> None:
        super().__init__(routes)
        self.families = tuple(families)

    def __missing__(self, op: Op) -> Function:
        for belongs, function in self.families:
            if belongs(op):
                return function
        raise KeyError(op)

    def handle(self, op: Op, a: float, b: float) -> float:
        return self[op](a, b)
