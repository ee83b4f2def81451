"""The method is a lambda that each router gets when it is made, around a table of its own."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Op = TypeVar("Op", bound=Hashable)


class Router(Generic[Op]):
    handle: Callable[[Op, float, float], float]

    def __init__(self, routes: Iterable[tuple[Op, Callable[[float, float], float]]]) -> None:
        find = {op: function for op, function in routes}.__getitem__  # noqa: C416 - the pairs say what they are
        self.handle = lambda op, a, b: find(op)(a, b)
