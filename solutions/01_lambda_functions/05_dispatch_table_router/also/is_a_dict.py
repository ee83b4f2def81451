"""A dict that can handle messages, and says by ``__missing__`` what it does not know."""

from collections.abc import Callable, Hashable
from typing import TypeVar

Op = TypeVar("Op", bound=Hashable)


class Router(dict[Op, Callable[[float, float], float]]):
    def __missing__(self, op: Op) -> Callable[[float, float], float]:
        raise LookupError(f"no route for {op}")

    def handle(self, op: Op, a: float, b: float) -> float:
        return self[op](a, b)
