"""Keeps a weak reference to the object and the plain function of a method, in a list of small objects."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import finalize, ref


@dataclass(eq=False)
class Subscription:
    owner: ref[Any]
    function: Callable[..., None] | None

    def matches(self, owner: object, function: object) -> bool:
        return self.owner() is owner and self.function is function

    def call(self, event: object) -> None:
        owner = self.owner()
        if owner is not None and self.function is not None:
            self.function(owner, event)
        elif owner is not None:
            owner(event)


class EventBus:
    def __init__(self) -> None:
        self._subscriptions: list[Subscription] = []

    def subscribe(self, fn: Callable[[object], None]) -> None:
        owner, function = parts(fn)
        made = Subscription(ref(owner), function)
        self._subscriptions.append(made)
        finalize(owner, discard, self._subscriptions, made)

    def unsubscribe(self, fn: Callable[[object], None]) -> None:
        for each in [each for each in self._subscriptions if each.matches(*parts(fn))]:
            self._subscriptions.remove(each)

    def publish(self, event: object) -> None:
        for each in self._subscriptions.copy():
            each.call(event)


def parts(fn: Any) -> tuple[Any, Any]:
    """The object and the function of a method; a plain function is an object of its own."""
    return getattr(fn, "__self__", fn), getattr(fn, "__func__", None)


def discard(items: list[Subscription], item: Subscription) -> None:
    """Take an item out of a list, if it is there."""
    if item in items:
        items.remove(item)
