"""A list that is never changed, just replaced: a loop over the old one is not disturbed."""

from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import WeakMethod, ref


class EventBus:
    def __init__(self) -> None:
        self._known: list[ref[Any]] = []
        self._forget = partial(_drop, ref(self))

    def subscribe(self, fn: Callable[[object], None]) -> None:
        kind = WeakMethod if hasattr(fn, "__self__") else ref
        self._known = [*self._known, kind(fn, self._forget)]

    def unsubscribe(self, fn: Callable[[object], None]) -> None:
        self._known = [each for each in self._known if each() != fn]

    def publish(self, event: object) -> None:
        for each in self._known:
            if (fn := each()) is not None:
                fn(event)
            fn = None


def _drop(bus: ref[EventBus], dead: ref[Any]) -> None:
    """Take a reference out of the list of a bus, if there still is one."""
    here = bus()
    if here is not None:
        here._known = [each for each in here._known if each is not dead]
