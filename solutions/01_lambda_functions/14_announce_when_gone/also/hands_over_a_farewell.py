"""The callback is an object of its own that has the log and the finished message."""

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Named(Protocol):
    """What has a name, and allows weak references."""

    name: str


@dataclass(frozen=True)
class Farewell:
    """Says one thing."""

    log: Callable[[str], None]
    message: str

    def __call__(self) -> None:
        self.log(self.message)


def announce_when_gone(obj: Named, log: Callable[[str], None]) -> None:
    weakref.finalize(obj, Farewell(log, f"closed {obj.name}"))
