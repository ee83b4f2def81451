"""A WeakMethod finds the method for as long as its object lives; its callback takes the entry out."""

from collections.abc import Callable
from types import MethodType
from weakref import WeakMethod, ref


class EventBus:
    """Calls its subscribers, which are functions and bound methods, with every event.

    Subscribing keeps nobody alive; a subscriber that is gone leaves nothing behind.
    """

    def __init__(self) -> None:
        self._subscribers: dict[object, ref[Callable[[object], None]]] = {}

    def subscribe(self, fn: Callable[[object], None]) -> None:
        """Call fn with every event from the next one on, for as long as the function or the method's object lives."""
        place, subscribers = object(), self._subscribers
        kind = WeakMethod if isinstance(fn, MethodType) else ref
        subscribers[place] = kind(fn, lambda _: subscribers.pop(place, None))

    def unsubscribe(self, fn: Callable[[object], None]) -> None:
        """Stop calling fn, or the method that equals it; one that is not subscribed is ignored."""
        for place, known in list(self._subscribers.items()):
            if known() == fn:
                del self._subscribers[place]

    def publish(self, event: object) -> None:
        """Call all subscribers, in the order in which they came."""
        for known in list(self._subscribers.values()):
            fn = known()
            if fn is not None:
                fn(event)
